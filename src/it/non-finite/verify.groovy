import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.endsWith('The conversion check failed for stories260K-overflow-f16, p1-default: NON_FINITE_TEST; NMSE not measured, limit 0.01 (default)') }
assert log.any { it.contains('[ERROR] NON_FINITE_TEST: expected finite values in the test, found 512 NaN or infinite of 512 in ../../../testdata/stories260K-overflow/p1-default/data/llamacpp-stories260K-overflow-f16.bin; the first at index 0: reference ') }
assert log.any { it.contains(', test NaN. Look for an overflow, such as a weight beyond 65504 in F16') }
assert log.any { it.contains('[ERROR] Next: Fix the cause (NON_FINITE_TEST) and run again.') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'FAIL'
assert comparison.findings*.code == ['NON_FINITE_TEST']
assert comparison.findings[0].evidence.count == 512
assert comparison.findings[0].evidence.test == null
assert comparison.metrics.nmse == null
assert comparison.interpretation == null
