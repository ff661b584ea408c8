import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def comparison = { id ->
    new JsonSlurper().parse(new File(basedir, "target/model-conversion/$id/nmse-check.json"), 'UTF-8').comparisons[0]
}
def near = comparison('near-tie')
def flip = comparison('flip')

assert log.any { it.contains('ARGMAX_NEAR_TIE: ') && it.contains('index 200 (reference 12.0, test 11.96875)')
        && it.contains('index 300 (reference 11.984375, test 12.015625)') && it.contains(' by 0.0156250, 0.500 times ') }
assert near.verdict == 'PASS'
assert near.findings[0].severity == 'INFO'
assert near.metrics.top1Agreement == 0.0
assert near.worstRows[0].referenceTop1 == 200 && near.worstRows[0].testTop1 == 300

// The only position: noise does not explain the difference, since all other entries agree exactly.
assert flip.verdict == 'FAIL'
assert flip.limits*.verdict == ['PASS']
assert flip.metrics.nmse < 1e-5
assert flip.findings*.code == ['PREDICTIONS_CHANGED', 'TOKENS_MISSING']
assert flip.findings[0].severity == 'FAIL'
assert flip.findings[0].evidence.margin == 0.015625 && flip.findings[0].evidence.noise == 0
assert log.any { it.contains('[WARNING]') && it.contains('PREDICTIONS_CHANGED') }
