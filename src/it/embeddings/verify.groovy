import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def comparison = { id ->
    new JsonSlurper().parse(new File(basedir, "target/model-conversion/$id/nmse-check.json"), 'UTF-8').comparisons[0]
}

def pooled = comparison('pooled')
assert log.contains('[INFO] Cosine similarity   0.999401')
assert log.contains('[INFO] semantic_check.py says: Excellent match')
assert log.contains('[INFO] Limits              mean cosine similarity 0.999401 >= 0.95 (default); lowest cosine similarity 0.999401 >= 0.8 (default)')
assert pooled.kind == 'EMBEDDINGS'
assert pooled.reference.file.endsWith('/pytorch-all-MiniLM-L6-v2-embeddings.bin')
assert pooled.test.file.endsWith('/llamacpp-all-MiniLM-L6-v2-Q8_0-embeddings.bin')
assert pooled.similarity == 'EXCELLENT'
assert pooled.metrics.top1Agreement == null && pooled.metrics.meanKlDivergence == null
assert pooled.limits*.metric == ['cosineSimilarity', 'lowestCosineSimilarity']
assert pooled.limits[0].bound == 'MIN' && pooled.limits[0].origin == 'DEFAULT'
assert pooled.worstRows[0].keySet() == ['position', 'cosineSimilarity', 'nmse'] as Set

def tokens = comparison('tokens')
assert tokens.reference.positions == 5 && tokens.reference.width == 384
assert tokens.verdict == 'PASS' && tokens.findings*.code == ['QUANTIZATION_NOISE']
assert tokens.worstRows.size() == 5
assert tokens.worstRows[0].cosineSimilarity == tokens.metrics.lowestCosineSimilarity

def normalized = comparison('normalized')
assert normalized.verdict == 'PASS' && normalized.metrics.nmse > 0.7
assert normalized.findings*.code == ['NORMALIZED']
assert Math.abs(normalized.findings[0].evidence.lowestRatio - 0.0847265) < 1e-6

def broken = comparison('broken')
assert log.contains('[INFO] Limits              mean cosine similarity 0.530254 < 0.95 (default); lowest cosine similarity 0.530254 < 0.8 (default)')
assert broken.verdict == 'FAIL' && broken.similarity == 'POOR'
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')
