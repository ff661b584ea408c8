import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[INFO] Reference model     pytorch-stories260K')
assert log.contains('[INFO] Test model          llamacpp-stories260K-Q4_0')
assert log.contains('[INFO] Limits              NMSE 9.616426e-03 < 0.01 (default)')

assert report.verdict == 'PASS'
assert comparison.data == null
assert comparison.reference.file.endsWith('/pytorch-stories260K.bin')
assert comparison.reference.format == 'RAW_FLOAT32'
assert comparison.test.file.endsWith('/llamacpp-stories260K-Q4_0.txt')
assert comparison.test.format == 'TEXT'
assert comparison.findings*.code == ['LOSSY_TEXT']
