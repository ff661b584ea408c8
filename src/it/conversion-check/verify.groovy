import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def says = { int build, String... facts -> builds[build - 1].any { line -> facts.every { line.contains(it) } } }
def folder = { id -> new File(basedir, "target/model-conversion/$id") }
def report = { id -> new JsonSlurper().parse(new File(folder(id), 'conversion-check.json'), 'UTF-8') }
assert builds.size() == 6

def right = report('right').models[0]
assert report('right').verdict == 'PASS'
assert right.findings == []
assert right.metadata*.verdict.every { it in ['AGREES', 'DEFAULT'] }
assert right.tokenizer.compared
assert right.tokenizer.tokens == 512
assert right.tokenizer.entries.find { it.key == 'tokenizer.ggml.tokens' }.verdict == 'AGREES'
assert right.weights.compared
assert right.weights.valuesCompared
assert right.tensors.size() == 21
assert right.tensors*.verdict.unique() == ['AGREES']
assert right.tensors*.nmse.unique() == [0]
assert right.tensors*.type.toSet() == ['F16', 'F32'] as Set
assert folder('right').list().sort() == ['TEST-conversion-check.xml', 'conversion-check.html', 'conversion-check.json', 'conversion-check.manifest', 'conversion-check.md']
assert says(1, '[INFO] Result', 'PASS: ', '21 tensors')
assert says(1, '[INFO] Weights', '21 of 21')
assert says(1, '[INFO] Tokenizer', '512 tokens')

assert report('accepted').verdict == 'PASS'
assert report('accepted').models[0].findings == []
assert report('accepted').models[0].accepted*.code == ['METADATA_DIFFERS']
assert report('accepted').unmatchedAccept == ['WEIGHT_MISSING']
assert says(1, '[INFO] Accepted', 'METADATA_DIFFERS')
assert says(1, '[WARNING] accept: WEIGHT_MISSING')

assert report('warn-only').verdict == 'FAIL'
assert report('warn-only').models*.verdict == ['PASS', 'FAIL']
assert folder('warn-only').list() == ['conversion-check.json']
assert says(1, '[WARNING] Finding', 'METADATA_DIFFERS')
assert says(1, '[WARNING] Result', 'FAIL: 1 of 2')
assert builds[0].every { !it.startsWith('[ERROR]') }

// nmse-report combines the three reports: the only failing one just warns.
def all = new JsonSlurper().parse(new File(folder('default-cli'), 'nmse-check.json'), 'UTF-8')
assert [all.verdict, all.onlyWarns] == ['FAIL', true]
assert all.comparisons == []
assert all.models*.converted == ['models/llama-rope.gguf', 'models/llama-f16.gguf', 'models/llama-f16.gguf', 'models/llama-rope.gguf']
assert all.models*.verdict == ['PASS', 'PASS', 'PASS', 'FAIL']
assert says(1, '[WARNING] FAIL  1 of 4 failed; worst: models/llama-rope.gguf, (warn-only): METADATA_DIFFERS')
assert new File(folder('default-cli'), 'TEST-nmse-check.xml').text.contains('tests="4"')

def breaks = { int build, String id, String... codes ->
    assert report(id).verdict == 'FAIL'
    assert report(id).models[0].findings*.code == codes as List
    assert says(build, 'BUILD FAILURE')
    assert says(build, 'MojoFailureException')
    assert says(build, '[ERROR] Result', 'FAIL: 1 of ', codes.join(', '))
    assert says(build, '[ERROR] Next')
    assert says(build, "Report: target/model-conversion/$id/conversion-check.html")
}

breaks(2, 'metadata', 'METADATA_DIFFERS')
def entry = report('metadata').models[0].metadata.find { it.key == 'llama.rope.freq_base' }
assert [entry.verdict, entry.original, entry.converted] == ['DIFFERS', 'rope_parameters.rope_theta 10000', '500000']
assert says(2, '[ERROR] Finding', 'rope_theta 10000', 'llama.rope.freq_base 500000')

breaks(3, 'tokenizer', 'VOCABULARY_DIFFERS')
assert !report('tokenizer').models[0].containsKey('metadata')
assert says(3, '[ERROR] Finding', 'VOCABULARY_DIFFERS')

assert report('tensor').models[0].findings*.code == ['WEIGHT_MISSING', 'WEIGHT_UNEXPECTED']
assert says(4, 'MojoFailureException')
assert says(4, '[ERROR] Finding', 'WEIGHT_MISSING: blk.1.attn_k.weight', 'model.layers.1.self_attn.k_proj.weight')
assert says(4, '[ERROR] Finding', 'WEIGHT_UNEXPECTED: blk.1.attn_x.weight')

// Unusable input does not pass, even if failures only warn.
assert report('unknown').verdict == 'NOT_MEASURED'
assert report('unknown').models[0].findings*.code == ['ARCHITECTURE_UNKNOWN']
assert report('unknown').models[0].tokenizer.compared
assert says(5, '[ERROR] Result', 'NOT MEASURED: ', 'ARCHITECTURE_UNKNOWN')
assert says(5, 'MojoFailureException')

// A missing file cannot be accepted; the other one is compared.
assert report('unusable').models*.converted == ['models/missing.gguf', 'models/llama-f16.gguf']
assert report('unusable').models*.verdict == ['NOT_MEASURED', 'PASS']
assert report('unusable').models[0].findings*.code == ['UNUSABLE_INPUT']
assert report('unusable').unmatchedAccept == []
assert says(6, '[ERROR] Finding', 'models/missing.gguf: expected a GGUF file, found nothing')
assert says(6, '[INFO] Result', 'PASS: ')
assert says(6, 'MojoExecutionException')
assert builds[5].every { !it.contains('\tat ') }
return true
