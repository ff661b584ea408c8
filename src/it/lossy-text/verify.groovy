import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[WARNING] Finding             LOSSY_TEXT: read from text, in which the tools keep only about 6 digits: data/llamacpp-tiny-Q4_0.txt. Give the .bin file for exact figures')
assert log.contains('[INFO] Limits              NMSE 9.616426e-03 < 0.01 (default)')

assert report.verdict == 'PASS'
assert comparison.findings*.code == ['LOSSY_TEXT', 'TOKENS_MISSING']
assert comparison.reference.format == 'RAW_FLOAT32'
assert comparison.test.format == 'TEXT'
assert comparison.test.file == 'data/llamacpp-tiny-Q4_0.txt'
