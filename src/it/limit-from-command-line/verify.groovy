import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[INFO] Limits              NMSE 1.239215e-04 >= 1e-6 (configured)')
assert log.any { it.contains('The conversion check failed for stories260K-Q8_0, p1-default: NMSE 1.24e-4, limit 1e-6 (configured): 120 times the limit') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'FAIL'
assert comparison.limits[0].limit == 1e-6
assert comparison.limits[0].origin == 'CONFIGURATION'
assert comparison.limits[0].verdict == 'FAIL'
assert comparison.interpretation == 'VERY_GOOD_MATCH'
