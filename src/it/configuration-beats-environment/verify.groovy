import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[INFO] Reference model     stories260K')
assert log.contains('[INFO] Test model          stories260K-Q8_0')
assert log.contains('[INFO] Limits              NMSE 1.239215e-04 < 0.01 (default)')
assert log.every { !it.contains('another') }

assert report.verdict == 'PASS'
assert comparison.reference.model == 'stories260K'
assert comparison.test.model == 'stories260K-Q8_0'
