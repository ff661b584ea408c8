import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[ERROR] FAIL  stories260K-bug-droplayer-f16, p1-default: NMSE 0.231, limit 0.01 (default): 23 times the limit')
assert log.contains('[INFO] Limits              NMSE 2.307383e-01 >= 0.01 (default)')
assert log.contains('[INFO] check-nmse.py says: Poor match')

def message = log.findIndexOf { it.startsWith('[ERROR] Failed to execute goal') }
assert log[message].endsWith('The conversion check failed for stories260K-bug-droplayer-f16, p1-default: NMSE 0.231, limit 0.01 (default): 23 times the limit')
assert log[message + 1] == '[ERROR] Report: target/model-conversion/default/nmse-check.html'
assert log[message + 2].startsWith('[ERROR] Next: Check the conversion: the usual NMSE of F16 is 1.5e-08 to 3.5e-07.')
assert log.every { !it.contains('raise') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'FAIL'
assert Math.abs(comparison.metrics.nmse - 0.2307383398793914) < 1e-12
assert comparison.interpretation == 'POOR_MATCH'
assert comparison.findings*.code == ['TOP1_DIFFERS']
assert comparison.limits[0].verdict == 'FAIL'
