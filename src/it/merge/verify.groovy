import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def folder = { id -> new File(basedir, "target/model-conversion/$id") }
def report = { id -> new JsonSlurper().parse(new File(folder(id), 'nmse-check.json'), 'UTF-8') }
def merged = report('merged').comparisons[0]
def atOnce = report('at-once').comparisons[0]

// Every figure is the same to the last digit.
assert merged.statistics == atOnce.statistics
assert merged.metrics == atOnce.metrics
assert merged.limits == atOnce.limits && merged.findings == atOnce.findings && merged.verdict == 'PASS'
assert merged.statistics.rows == 186
assert merged.reference.file == 'reference-0.kld and 2 more' && merged.reference.bytes == (0..2).sum { new File(basedir, "reference-${it}.kld").length() }
assert merged.test.quantization == 'Q4_0'
assert merged.shards*.state == (0..2).collect { "target/model-conversion/shard-$it/nmse-check.state" as String }
assert merged.shards*.rows == [62, 62, 62]
assert merged.shards*.testFile == ['test-0.kld', 'test-1.kld', 'test-2.kld']
assert (merged.shards*.referenceCrc32c + merged.shards*.testCrc32c).toSet().size() == 6
assert folder('merged').list().sort() == ['TEST-nmse-check.xml', 'nmse-check.html', 'nmse-check.json', 'nmse-check.md']
assert folder('shard-0').list().contains('nmse-check.state') && !folder('at-once').list().contains('nmse-check.state')

assert log.contains('[INFO] For nmse-merge: target/model-conversion/shard-1/nmse-check.state')
assert log.contains('[INFO] Shards              3, from target/model-conversion/shard-0/nmse-check.state to target/model-conversion/shard-2/nmse-check.state')
assert log.count('[INFO] Limits              mean KL divergence 6.016351e-02 < 0.5 (recommended)') == 2

assert report('one-missing').verdict == 'NOT_MEASURED'
assert log.any { it.contains('on project merge: Nothing could be compared for stories260K-Q4_0: UNUSABLE_INPUT') }
assert log.contains('[ERROR] UNUSABLE_INPUT: stories260K-Q4_0: expected 3 shards, found 2: target/model-conversion/shard-0/nmse-check.state, target/model-conversion/shard-1/nmse-check.state. Look for the nmse-check.state of every shard, or correct shards')
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException')
