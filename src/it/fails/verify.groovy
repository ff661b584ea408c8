import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[ERROR] Result              FAIL: NMSE 2.307383e-01 >= 0.01 (default)')

def message = log.findIndexOf { it.startsWith('[ERROR] Failed to execute goal') }
assert log[message].endsWith('The conversion check failed for stories260K-bug-droplayer-f16 against stories260K: NMSE 2.307383e-01 >= 0.01 (default)')
assert log[message + 1] == '[ERROR] Report: target/model-conversion/default/nmse-check.json'
assert log[message + 2].startsWith('[ERROR] Next: Large differences: check the conversion and verify that both sides have the same weights. If the difference is acceptable, raise maxNmse.')
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'FAIL'
assert Math.abs(comparison.metrics.nmse - 0.2307383398793914) < 1e-12
assert comparison.interpretation == 'POOR_MATCH'
assert comparison.findings*.code == ['ARGMAX_NEAR_TIE']
assert comparison.limits[0].verdict == 'FAIL'
