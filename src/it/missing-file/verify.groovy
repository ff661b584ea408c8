import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.contains('Nothing could be compared for tiny-f16: ') }
assert log.any { it.contains('[ERROR] MISSING_FILE: expected the test output of tiny-f16, found none of: data/llamacpp-tiny-f16.bin, .npy, .txt, .npz, .safetensors, .gguf, .kld. llama-debug --save-logits writes it: run the converted model first, or set dataDirectory to the folder that it wrote to.') }
assert log.contains('[ERROR] Report: target/model-conversion/default/nmse-check.html')
assert log.contains('[ERROR] NOT MEASURED  tiny-f16: MISSING_FILE')
assert log.any { it.contains('[ERROR] Next: Fix the input and run again.') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException')

assert report.verdict == 'NOT_MEASURED'
assert comparison.verdict == 'NOT_MEASURED'
assert comparison.findings*.code == ['MISSING_FILE']
assert comparison.findings[0].severity == 'WARNING'
assert comparison.metrics.nmse == null
assert comparison.limits[0].measured == null
assert comparison.limits[0].verdict == 'NOT_MEASURED'
assert comparison.reference.format == 'RAW_FLOAT32'
assert comparison.test.format == null
