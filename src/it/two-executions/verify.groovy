import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = { new JsonSlurper().parse(new File(basedir, "target/model-conversion/$it/nmse-check.json"), 'UTF-8') }

assert log.contains('[INFO] Limits              NMSE 1.239215e-04 < 1e-3 (configured)')
assert log.contains('[INFO] Report              target/model-conversion/eight-bits/nmse-check.json')
assert log.contains('[INFO] Limits              NMSE 9.616442e-03 < 0.01 (default)')
assert log.contains('[INFO] Report              target/model-conversion/four-bits/nmse-check.json')

assert new File(basedir, 'target/model-conversion').list().sort() == ['eight-bits', 'four-bits']

def eightBits = report('eight-bits')
assert eightBits.verdict == 'PASS'
assert eightBits.comparisons*.test*.model == ['stories260K-Q8_0']
assert eightBits.comparisons[0].limits[0].limit == 0.001
assert eightBits.comparisons[0].limits[0].origin == 'CONFIGURATION'

def fourBits = report('four-bits')
assert fourBits.verdict == 'PASS'
assert fourBits.comparisons*.test*.model == ['stories260K-Q4_0']
assert fourBits.comparisons[0].limits[0].limit == 0.01
assert fourBits.comparisons[0].limits[0].origin == 'DEFAULT'
