import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def finding = report.comparisons[0].findings[0]
def cause = 'test[i] is reference[i - 1]; undoing it lowers the NMSE from 1.50e+00 to 6.62e-08. '

assert log.any { it.startsWith('[ERROR] Cause  doc-llama-32k-bug-headshift-f16') && it.contains(': INDEX_OFFSET: ' + cause) }

def message = log.findIndexOf { it.startsWith('[ERROR] Failed to execute goal') }
assert log[message].contains('The conversion check failed for doc-llama-32k-bug-headshift-f16')
assert log[message].contains(': NMSE 1.5, limit 0.01 (default): 150 times the limit; cause INDEX_OFFSET')
assert log[message + 2] == '[ERROR] Next: Fix the cause (INDEX_OFFSET) and run again.'

assert report.verdict == 'FAIL'
assert finding.code == 'INDEX_OFFSET' && finding.severity == 'WARNING'
assert finding.evidence.offset == -1
