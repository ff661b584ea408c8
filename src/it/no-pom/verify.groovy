import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default-cli/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[INFO] Reference file      data/pytorch-tiny.bin (512 values, float32)')
assert log.contains('[INFO] Limits              NMSE 1.239215e-04 < 0.01 (default)')
assert log.contains('[INFO] Report              target/model-conversion/default-cli/nmse-check.json')
assert basedir.list().every { !it.contains('$') }

assert report.verdict == 'PASS'
assert comparison.data == 'data'
assert comparison.test.file == 'data/llamacpp-tiny-Q8_0.bin'
