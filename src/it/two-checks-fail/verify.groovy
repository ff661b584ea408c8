import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = { new JsonSlurper().parse(new File(basedir, "target/model-conversion/$it/nmse-check.json"), 'UTF-8') }

assert ['lost-a-layer', 'good', 'too-strict', 'all-checks'].collect { report(it).verdict } == ['FAIL', 'PASS', 'FAIL', 'FAIL']
assert report('all-checks').comparisons*.test*.model as Set == ['stories260K-bug-droplayer-f16', 'stories260K-f16', 'stories260K-Q8_0'] as Set

// Both checks run; the report breaks the build and names both.
def failures = log.findAll { it.contains('Failed to execute goal') }
assert failures.size() == 1
assert failures[0].contains(':nmse-report (all-checks)')
assert failures[0].contains('2 of 3 checks did not pass: two-checks-fail lost-a-layer, two-checks-fail too-strict')
assert log.any { it.contains('cwiki.apache.org') && it.contains('MojoFailureException') }
return true
