import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[INFO] Finding             MASKED_ENTRIES: 10 entries are -inf on both sides (masked vocabulary): left out of every figure')
assert log.any { it.contains('[INFO] Limits              NMSE ') }

assert report.verdict == 'PASS'
assert comparison.findings*.code == ['MASKED_ENTRIES', 'TOKENS_MISSING']
assert comparison.findings[0].severity == 'INFO'
assert comparison.findings[0].evidence == [masked: 10]
assert comparison.metrics.nmse > 1e-8 && comparison.metrics.nmse < 1e-5
