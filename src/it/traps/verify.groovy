import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def comparison = { id ->
    new JsonSlurper().parse(new File(basedir, "target/model-conversion/$id/nmse-check.json"), 'UTF-8').comparisons[0]
}
def strict = comparison('strict')
def common = comparison('common')
def old = comparison('old')
def stale = comparison('stale')
def half = comparison('half')
def bos = comparison('bos')

assert strict.verdict == 'FAIL'
assert strict.findings*.code == ['VOCABULARY_PADDING']
assert strict.findings[0].severity == 'FAIL'
assert strict.test.width == 576
assert Math.abs(strict.findings[0].evidence.nmse - strict.metrics.nmse) == 0
assert log.any {
    it.startsWith('[WARNING] Cause  tiny-padded: VOCABULARY_PADDING: expected rows of the same length, found 512 values a row'
            + ' in the reference (data/pytorch-tiny.bin) and 576 in the test (data/llamacpp-tiny-padded.bin).')
}

assert common.verdict == 'PASS'
assert common.findings*.severity == ['INFO']
assert common.metrics == strict.metrics
assert common.findings[0].evidence.cutMass < 1e-3

assert old.verdict == 'PASS'
assert old.findings*.code == ['STALE_OUTPUT']
assert old.findings[0].severity == 'WARNING'
assert old.findings[0].message.contains('data/llamacpp-tiny-old.bin more than 10 minutes older than models/tiny-old/model.gguf')
assert stale.verdict == 'FAIL'
assert stale.findings*.severity == ['FAIL']

assert half.verdict == 'FAIL'
assert half.findings*.code == ['WRONG_ELEMENT_TYPE', 'SHAPE_MISMATCH']
assert half.findings[0].message.startsWith('expected float32, found bfloat16 in the test (data/llamacpp-tiny-half.bin)')

// The NMSE passes; only the tokens reveal the error.
assert bos.limits[0].verdict == 'PASS'
assert bos.verdict == 'FAIL'
assert bos.findings[0].code == 'TOKENS_DIFFER'
assert log.contains('[INFO] BUILD SUCCESS')
