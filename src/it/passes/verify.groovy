import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[INFO] Model files not found (not needed): models/stories260K, models/stories260K-Q8_0.gguf')
assert log.contains('[INFO] Reference model     stories260K')
assert log.contains('[INFO] Test model          stories260K-Q8_0')
assert log.contains('[INFO] Reference file      ../../../testdata/stories260K/p1-default/data/pytorch-stories260K.bin (512 values, float32)')
assert log.contains('[INFO] Test file           ../../../testdata/stories260K/p1-default/data/llamacpp-stories260K-Q8_0.bin (512 values, float32)')
assert log.contains('[INFO] NMSE                1.239215e-04 (-39.07 dB)')
assert log.contains('[INFO] check-nmse.py says: Very good match')
assert log.contains('[INFO] Limits              NMSE 1.239215e-04 < 0.01 (default)')
assert log.contains('[INFO] Report              target/model-conversion/default/nmse-check.json')
assert log.contains('[INFO] BUILD SUCCESS')

assert report.schemaVersion == 1
assert report.tool.name == 'model-conversion-maven-plugin'
assert report.verdict == 'PASS'
assert comparison.verdict == 'PASS'
assert comparison.reference.model == 'stories260K'
assert comparison.test.model == 'stories260K-Q8_0'
assert comparison.test.format == 'RAW_FLOAT32'
assert comparison.test.width == 512
assert Math.abs(comparison.metrics.nmse - 1.2392145778408257e-4) < 1e-15
assert comparison.interpretation == 'VERY_GOOD_MATCH'
assert comparison.findings == []
assert comparison.limits*.metric == ['nmse']
assert comparison.limits[0].limit == 0.01
assert comparison.limits[0].origin == 'DEFAULT'
assert comparison.limits[0].verdict == 'PASS'
