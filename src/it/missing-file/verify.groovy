import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.endsWith('Nothing could be compared for tiny-f16 against tiny') }
assert log.any { it.contains('[ERROR] expected the test output of tiny-f16, found none of: data/llamacpp-tiny-f16.bin, .npy, .txt, .npz, .safetensors, .gguf, .kld. llama-debug --save-logits writes it: run the converted model first, or set dataDirectory to the folder that it wrote to.') }
assert log.contains('[ERROR] Report: target/model-conversion/default/nmse-check.json')
assert log.contains('[ERROR] Result              NOT MEASURED: NMSE not measured, limit 0.01 (default)')
assert log.any { it.contains('[ERROR] Next: mend the input and run the goal again; nothing is green until both sides were compared.') }
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
