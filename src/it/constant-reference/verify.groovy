import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.contains('The conversion check failed for tiny-f16: CONSTANT_REFERENCE; ') }
assert log.contains('[ERROR] CONSTANT_REFERENCE: expected a reference that varies, found the one value 0.0 in all entries of data/pytorch-tiny.bin: nothing can be judged against it. Run the original model again')
assert log.any { it.contains('[ERROR] Next: Fix the cause (CONSTANT_REFERENCE) and run again.') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'FAIL'
assert comparison.findings*.code == ['CONSTANT_REFERENCE', 'IDENTICAL_FILES', 'TOKENS_MISSING']
assert comparison.findings[0].evidence == [value: 0.0]
assert comparison.metrics.nmse == null
assert comparison.metrics.maxAbsoluteError == 0
