import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def finding = report.comparisons[0].findings[0]
def cause = 'test[i] is reference[i - 1]; without that the NMSE is 6.615e-08 instead of 1.496e+00. '

assert log.any { it.startsWith('[WARNING] Finding             INDEX_OFFSET: ' + cause) }

def message = log.findIndexOf { it.startsWith('[ERROR] Failed to execute goal') }
assert log[message].contains('The conversion check failed for doc-llama-32k-bug-headshift-f16 against doc-llama-32k: NMSE 1.49')
assert log[message + 1].startsWith('[ERROR] ' + cause)

assert report.verdict == 'FAIL'
assert finding.code == 'INDEX_OFFSET' && finding.severity == 'WARNING'
assert finding.evidence.offset == -1
