import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[INFO] Limits              NMSE 1.239215e-04 < 0.01 (default)')

assert report.verdict == 'PASS'
assert comparison.data == 'ausgabe f\u00fcr modell'
assert comparison.reference.model == 'm\u00fcller tiny'
assert comparison.test.file == 'ausgabe f\u00fcr modell/llamacpp-m\u00fcller tiny-f16.bin'
