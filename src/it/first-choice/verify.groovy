import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def comparison = { id ->
    new JsonSlurper().parse(new File(basedir, "target/model-conversion/$id/nmse-check.json"), 'UTF-8').comparisons[0]
}
def near = comparison('near-tie')
def flip = comparison('flip')

assert log.contains('[INFO] Finding             ARGMAX_NEAR_TIE: the reference\'s first choice is index 200 (reference 12.0, test 11.96875),'
        + ' the test\'s is index 300 (reference 11.984375, test 12.015625). The reference leads by 0.0156250, 0.500 times the row\'s'
        + ' root mean square error of 0.0312500: errors of that size explain it')
assert near.verdict == 'PASS'
assert near.findings[0].severity == 'INFO'
assert near.metrics.top1Agreement == 0.0
assert near.worstRows[0].referenceTop1 == 200 && near.worstRows[0].testTop1 == 300

assert log.any { it.startsWith('[WARNING] Doubt  ') && it.contains(': ARGMAX_FLIP: the reference\'s first choice is index 200 (reference 12.0, test 11.96875), ') }
assert flip.verdict == 'PASS'
assert flip.metrics.nmse < 1e-5
assert flip.findings*.code == ['ARGMAX_FLIP', 'TOKENS_MISSING']
assert flip.findings[0].evidence.margin == 0.015625
