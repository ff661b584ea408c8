import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[WARNING] Doubt  tiny-f16: IDENTICAL_FILES: all 512 values are equal on both sides, but two engines never agree to the bit. Check that data/llamacpp-tiny-f16.bin is not a copy of data/pytorch-tiny.bin')
assert log.contains('[INFO] check-nmse.py says: Perfect match')
assert log.any { it.contains('[INFO] Limits              NMSE 0.000000e+00 < 0.01 (default)') }

assert report.verdict == 'PASS'
assert comparison.findings*.code == ['IDENTICAL_FILES', 'TOKENS_MISSING']
assert comparison.findings[0].severity == 'WARNING'
assert comparison.findings[0].evidence == [values: 512]
assert comparison.metrics.nmse == 0
assert comparison.metrics.nmseDb == null
assert comparison.interpretation == 'PERFECT_MATCH'
assert comparison.reference.crc32c == comparison.test.crc32c
