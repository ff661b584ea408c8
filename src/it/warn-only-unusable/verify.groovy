import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.contains('Nothing could be compared for tiny-f16: ') }
assert log.contains('[ERROR] UNUSABLE_INPUT: data/llamacpp-tiny-f16.bin: expected whole float32 values of 4 bytes, found 1023 bytes: 255 values and 3 bytes more at byte 1020. The file was cut or holds another type: run the tool that writes it again')
assert log.contains('[ERROR] Report: target/model-conversion/default/nmse-check.html')
assert log.any { it.contains('[ERROR] Next: Fix the input and run again.') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException')

assert report.verdict == 'NOT_MEASURED'
assert comparison.findings*.code == ['UNUSABLE_INPUT']
assert comparison.metrics.nmse == null
assert comparison.limits[0].verdict == 'NOT_MEASURED'
