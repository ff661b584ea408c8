import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def comparison = { id ->
    new JsonSlurper().parse(new File(basedir, "target/model-conversion/$id/nmse-check.json"), 'UTF-8').comparisons[0]
}
def hold = comparison('hold')
def broken = comparison('broken')
def metrics = ['nmse', 'maxAbsoluteError', 'meanKlDivergence', 'maxKlDivergence', 'top1Agreement', 'top10Overlap', 'cosineSimilarity']

assert log.contains('[INFO] KL divergence       mean 1.739765e-04, median 3.112364e-05, p99 9.265884e-04, largest 9.644513e-04 nats at position 9')
assert log.contains('[INFO] Top-1, top-10       same top-1 token in 100.00 % of the positions, 99.29 % of the ten largest shared')
assert log.contains('[INFO] Cosine similarity   mean 0.999973, lowest 0.999930')
assert log.contains('[INFO] Limits              NMSE 1.005266e-04 < 0.01 (default); largest absolute error 2.833560e-01 < 0.5 (configured);'
        + ' mean KL divergence 1.739765e-04 < 1e-3 (configured); largest KL divergence 9.644513e-04 < 0.01 (configured);'
        + ' top-1 agreement 1.000000 >= 1 (configured); top-10 overlap 0.992857 >= 0.95 (configured);'
        + ' mean cosine similarity 0.999973 >= 0.999 (configured)')
assert hold.verdict == 'PASS'
assert hold.reference.positions == 14 && hold.reference.width == 512
assert hold.limits*.metric == metrics
assert hold.limits.every { it.verdict == 'PASS' }
assert hold.worstRows.size() == 10 && hold.worstRows[0].position == 9
assert Math.abs(hold.worstRows[0].klDivergence - hold.metrics.maxKlDivergence) == 0
assert hold.worstRows[0].keySet() == ['position', 'klDivergence', 'referenceTop1', 'testTop1', 'cosineSimilarity', 'nmse'] as Set

assert log.any {
    it.startsWith('[INFO] Limits              NMSE 1.156907e-01 >= 0.01 (default);')
            && it.contains('; mean KL divergence 8.193242e-01 >= 1e-3 (configured);') && it.contains('top-1 agreement 0.785714 < 0.95 (configured)')
}
assert log.any { it.contains('TOP1_DIFFERS: 3 of 14 positions have another top-1 token, ') && it.contains('position 12: ') }
assert broken.verdict == 'FAIL'
assert broken.limits*.metric == metrics
assert broken.limits.every { it.verdict == 'FAIL' }
assert broken.findings*.code == ['POSITION_GROWTH', 'TOP1_DIFFERS', 'TOKENS_MISSING']
