import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.startsWith('[WARNING] FAIL  stories260K-bug-droplayer-f16') && it.endsWith(': NMSE 0.231, limit 0.01 (default): 23 times the limit (only a warning: failOnViolation is false)') }
assert log.contains('[INFO] BUILD SUCCESS')
assert log.every { !it.startsWith('[ERROR]') }

assert report.verdict == 'FAIL'
assert comparison.verdict == 'FAIL'
assert comparison.limits[0].verdict == 'FAIL'
