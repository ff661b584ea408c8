import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.endsWith('The conversion check failed for tiny-f16: SHAPE_MISMATCH; NMSE not measured, limit 0.01 (default)') }
assert log.any { it.startsWith('[ERROR] SHAPE_MISMATCH: expected the same shape on both sides, found 512 values in the reference (data/pytorch-tiny.bin) and 511 in the test (data/llamacpp-tiny-f16.bin). ') }
assert log.any { it.contains('[ERROR] Next: Fix the cause (SHAPE_MISMATCH) and run again.') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'FAIL'
assert comparison.findings*.code == ['SHAPE_MISMATCH', 'TOKENS_MISSING']
assert comparison.findings[0].severity == 'FAIL'
assert comparison.findings[0].evidence == [referenceValues: 512, testValues: 511]
assert comparison.metrics.nmse == null
