import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.contains('The conversion check failed for tiny-f16: NOTHING_COMPARED; ') }
assert log.contains('[ERROR] NOTHING_COMPARED: expected at least 2 entries to compare, found 1 in addition to 511 that are -inf on both sides. Write the logits before a mask is applied to them')
assert log.any { it.contains('[ERROR] Next: Fix the cause (NOTHING_COMPARED) and run again.') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'FAIL'
assert comparison.findings*.code.contains('NOTHING_COMPARED')
assert comparison.findings.find { it.code == 'NOTHING_COMPARED' }.evidence == [compared: 1, masked: 511]
assert comparison.metrics.nmse == null
