import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.endsWith('Nothing could be compared for tiny-f16 against tiny') }
assert log.contains('[ERROR] data/llamacpp-tiny-f16.bin: expected whole float32 values of 4 bytes, found 1023 bytes: 255 values and 3 bytes more at byte 1020. The file was cut or holds another type: run the tool that writes it again')
assert log.contains('[ERROR] Report: target/model-conversion/default/nmse-check.json')
assert log.any { it.contains('[ERROR] Next: mend the input and run the goal again; nothing is green until both sides were compared.') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException')

assert report.verdict == 'NOT_MEASURED'
assert comparison.findings*.code == ['UNUSABLE_INPUT']
assert comparison.metrics.nmse == null
assert comparison.limits[0].verdict == 'NOT_MEASURED'
