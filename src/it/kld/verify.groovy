import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def comparison = { id ->
    new JsonSlurper().parse(new File(basedir, "target/model-conversion/$id/nmse-check.json"), 'UTF-8').comparisons[0]
}
def holds = comparison('holds')

// The digits that llama-perplexity printed for this pair; the test file's 16-bit coding changes the last ones.
assert log.contains('[INFO] KL divergence       mean 0.060164 +- 0.005966 nats over 186 rows')
assert log.contains('[INFO] Same top p          89.784946 +- 2.226569 %')
assert log.contains('[INFO] Delta p             mean -2.361412 +- 0.657091 %, RMS 9.244104 +- 0.950019 %')
assert log.contains('[INFO] Limits              mean KL divergence 6.016351e-02 < 0.5 (recommended)')
assert Math.abs(holds.statistics.klDivergence.value - 0.060163) < 2e-6
assert Math.abs(holds.statistics.klDivergences.p99 - 0.418590) < 1e-4
assert Math.abs(holds.statistics.referencePerplexity.value - 3.346060) < 1e-6
assert Math.abs(holds.statistics.sameTop.value - 0.89785) < 1e-5
assert holds.statistics.rows == 186 && holds.statistics.worstRow == 42
assert holds.metrics.nmse == null && holds.metrics.logProbabilityNmse > 0
assert holds.metrics.meanKlDivergence == holds.statistics.klDivergence.value
assert holds.reference.format == 'KLD' && holds.reference.positions == 186 && holds.reference.width == 512
assert holds.verdict == 'PASS' && holds.limits*.metric == ['meanKlDivergence']
assert holds.findings*.code == ['CLIPPED_TARGETS']

assert comparison('broken').limits*.verdict == ['FAIL', 'PASS']
assert log.any { it =~ /^\[WARNING\] FAIL  .*: mean KL divergence 0.0602, limit 1e-3 \(configured\): 60 times the limit/ }

assert comparison('no-limit').verdict == 'NOT_MEASURED'
assert comparison('no-limit').findings*.code == ['NO_LIMIT', 'CLIPPED_TARGETS']
assert log.any { it =~ /^\[ERROR\] NOT MEASURED  .*: NO_LIMIT; no limit judges it/ }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')
