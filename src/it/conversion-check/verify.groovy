import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = { id -> new JsonSlurper().parse(new File(basedir, "target/model-conversion/$id/conversion-check.json"), 'UTF-8') }

assert report('right').verdict == 'PASS'
assert report('right').models[0].findings == []
assert report('right').models[0].metadata.findAll { it.verdict == 'DIFFERS' } == []
assert report('right').models[0].tensors.size() == 21
assert report('right').models[0].tensors*.verdict.unique() == ['AGREES']

assert report('accepted').verdict == 'PASS'
assert report('accepted').models[0].findings == []
assert report('accepted').models[0].accepted*.code == ['METADATA_DIFFERS']

def broken = report('broken')
assert broken.verdict == 'FAIL'
assert broken.models[0].architecture == 'llama'
assert broken.models[0].findings*.code == ['METADATA_DIFFERS']
def entry = broken.models[0].metadata.find { it.key == 'llama.rope.freq_base' }
assert entry.verdict == 'DIFFERS'
assert entry.original == 'rope_parameters.rope_theta 10000'
assert entry.converted == '500000'

assert log.any { it.startsWith('[INFO] Result') && it.endsWith('PASS') }
assert log.any { it.startsWith('[INFO] Accepted') && it.contains('METADATA_DIFFERS') }
assert log.any { it.startsWith('[ERROR] Finding') && it.contains('rope_theta 10000') && it.contains('llama.rope.freq_base 500000') }
assert log.any { it.startsWith('[ERROR] Result') && it.contains('FAIL: 1 finding') }
assert log.any { it.contains('MojoFailureException') }
