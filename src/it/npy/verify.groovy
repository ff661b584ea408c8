import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.contains('[INFO] Test file           data/llamacpp-tiny-f16.npy (') }
assert log.any { it.contains(' = 512 values, float64)') }
assert log.contains('[INFO] Limits              NMSE 1.239215e-04 < 0.01 (default)')

assert report.verdict == 'PASS'
assert comparison.findings*.code == ['TOKENS_MISSING']
assert comparison.test.file == 'data/llamacpp-tiny-f16.npy'
assert comparison.test.format == 'NPY_FLOAT64'
assert comparison.test.positions == 4
assert comparison.test.width == 128
assert comparison.reference.positions == 4
