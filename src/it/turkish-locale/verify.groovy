import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[INFO] NMSE                3.462458e-07 (-64.61 dB)')
assert log.contains('[INFO] check-nmse.py says: Essentially identical')
assert log.contains('[INFO] Limits              NMSE 3.462458e-07 < 0.01 (default)')
assert log.any { it.contains('[INFO] Largest error       0.020203 at index ') }

def text = new File(basedir, 'target/model-conversion/default/nmse-check.json').getText('UTF-8')
assert text.contains('"limit": 0.01')
assert report.verdict == 'PASS'
assert report.tool.name == 'model-conversion-maven-plugin'
assert comparison.metrics.keySet().containsAll(['nmse', 'nmseDb', 'mse', 'maxAbsoluteError'])
assert comparison.metrics.keySet().every { it ==~ /[a-zA-Z0-9]+/ }
assert Math.abs(comparison.metrics.nmse - 3.462457690807819e-7) < 1e-17
assert comparison.interpretation == 'ESSENTIALLY_IDENTICAL'
