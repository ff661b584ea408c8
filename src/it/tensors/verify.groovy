import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = { id -> new JsonSlurper().parse(new File(basedir, "target/model-conversion/$id/nmse-check.json"), 'UTF-8') }
def close = { actual, expected -> Math.abs(actual - expected) <= 1e-14 * expected }
def order = (0..5).collect { ["model.layers.${it}.self_attn", "model.layers.${it}.mlp"] }.flatten()*.toString()

// Expected figures: numpy in extended precision, from the same files.
def results = report('results').comparisons
assert results*.test*.tensor == ['logits']
assert results[0].test.format == 'GGUF_FLOAT32'
assert [results[0].test.positions, results[0].test.width] == [14, 512]
assert close(results[0].metrics.nmse, 0.019257330672772112)
assert close(results[0].metrics.meanSquareNmse, 0.01274098808894933)
assert results[0].findings == []

def directories = report('directories')
assert directories.comparisons*.test*.file == ['two/prompt-1.bin']
assert directories.skipped*.tensor == ['prompt-2', 'notes.md']
assert log.contains('[INFO] Skipped             two, tensor prompt-2 (two has no tensor prompt-2)')
assert log.contains('[INFO] Skipped             two, tensor notes.md (one/notes.md does not end in one of: .bin, .npy, .txt, .npz, .safetensors, .gguf)')

def good = report('good').comparisons
assert good*.verdict.unique() == ['PASS']
assert good*.reference*.tensor == ['model.embed_tokens', *order, 'model.norm', 'logits']
assert good*.kind.countBy { it } == [ACTIVATIONS: 14, LOGITS: 1]
assert good.every { comparison -> comparison.findings == [] }
assert close(good[8].metrics.nmse, 3.511608826685078e-07)
assert close(good[14].metrics.nmse, 5.603000191358333e-07)
assert good[14].limits*.metric == ['nmse', 'meanKlDivergence']
assert good[0].limits*.metric == ['nmse']
assert log.contains('[INFO] model.layers.3.mlp        3.51e-07  -64.5         -      -    0.00508  <1 % (NMSE)  PASS')
assert log.contains('[INFO] logits                    5.60e-07  -62.5  3.04e-07  100 %    0.00295  3 % (KL)     PASS')

assert report('one').comparisons*.test*.tensor == ['result_output']

def broken = report('broken').comparisons
def diverged = 'model.layers.3.mlp, number 9 in order, is the first of 15 tensors that fails and the first whose NMSE (4.78e-02)' +
        ' is more than ten times that of the one before (model.layers.3.self_attn, 2.97e-07). Look at what computes it'
assert close(broken[8].metrics.nmse, 0.04783248114953102)
assert broken.findIndexValues { comparison -> comparison.findings*.code.contains('FIRST_DIVERGENCE') } == [8]
assert broken[8].findings[0].message == diverged
assert broken[8].findings[0].evidence.keySet() == ['number', 'tensors', 'nmse', 'nmseBefore'] as Set
assert log.contains('[INFO] model.layers.3.mlp        4.78e-02  -13.2         -      -       1.78  4.8x (NMSE)  FAIL')
assert log.contains('[ERROR] Cause  broken-f16, tensor model.layers.3.mlp: FIRST_DIVERGENCE: ' + diverged)
assert log.any { it.contains('nmse-check (broken) on project tensors: The conversion check failed: 7 of 15 failed; worst: broken-f16, tensor logits: NMSE 0.0634, limit 0.01 (default): 6.3 times the limit') }
assert log.contains('[ERROR] First divergence: tensor model.layers.3.mlp')
assert log.count { it.contains('] Reference model     ') } == 3

assert log.any { it.contains("Invalid value for parameter 'testFile' (-Dnmse.testFile): 'dumps/converted.pt'. Expected a file without code in it: a .pt file is a pickle, and loading it runs whatever code it holds. In PyTorch write safetensors.torch.save_file({'logits': logits.contiguous()}, 'logits.safetensors') or numpy.save('logits.npy', logits.float().cpu().numpy()).") }
