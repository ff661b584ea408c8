import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.contains('The conversion check failed for tiny-f16: VARIANCE_DOMINATED, although NMSE ') }
assert log.any { it.contains('[ERROR] VARIANCE_DOMINATED: expected a variance that all entries share, found 10 of 512 entries of the reference (data/pytorch-tiny.bin) that carry more than 99 % of it: all ') }
assert log.any { it.contains(', the first at index 0. Without them the NMSE is 2.') }
assert log.any { it.contains('[ERROR] Next: Fix the cause (VARIANCE_DOMINATED) and run again.') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'FAIL'
assert comparison.findings*.code == ['VARIANCE_DOMINATED', 'TOP1_DIFFERS', 'TOKENS_MISSING']
assert comparison.findings[0].evidence.count == 10
assert comparison.findings[0].evidence.nmseWithout > 0.1
assert comparison.metrics.nmse < 1e-50
assert comparison.limits[0].verdict == 'PASS'
