import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = { new JsonSlurper().parse(new File(basedir, "target/model-conversion/$it/nmse-check.json"), 'UTF-8') }
def right = report('right')
def broken = report('broken')
def nothing = report('nothing')
def prompt = { it.data.split('/')[-2] }

// One directory after the other, the conversions of each in order; what the fourth prompt lacks is listed.
assert right.verdict == 'PASS'
assert right.comparisons.collect { "${prompt(it)} $it.test.quantization $it.test.quantizationOrigin" } == [
        'p1-default F16 NAME', 'p1-default Q8_0 NAME', 'p1-default Q4_0 NAME',
        'p2-once F16 NAME', 'p2-once Q8_0 NAME', 'p2-once Q4_0 NAME',
        'p4-unicode F16 NAME', 'p4-unicode Q4_0 NAME']
assert right.skipped.size() == 1
assert prompt(right.skipped[0]) == 'p4-unicode'
assert right.skipped[0].test == 'stories260K-Q8_0'
assert right.skipped[0].reason.endsWith('p4-unicode/data/llamacpp-stories260K-Q8_0.bin does not exist')

def table = log.findAll { it =~ /^\[INFO\] (variant|f16|Q8_0|Q4_0|bug-)/ }
assert table[0] == '[INFO] variant  prompt          NMSE     dB   mean KL  top-1  max error  used         verdict'
assert table[1] == '[INFO] Q4_0     p1-default  9.62e-03  -20.2  6.74e-02  100 %       2.24  96 % (NMSE)  PASS'
assert table[8] == '[INFO] f16      p4-unicode  9.70e-08  -70.1  2.90e-06  100 %    0.00906  <1 % (NMSE)  PASS'
assert log.every { it.length() <= 120 || !(it =~ /^\[\w+\] (variant|f16|Q8_0|Q4_0|bug-)/) }
assert log.contains('[INFO] PASS  8 of 8 passed, 1 skipped; nearest to its limit: stories260K-Q4_0, p1-default, NMSE 0.00962, 96 % of the limit 0.01 (default)')
assert log.any { it.startsWith('[INFO] Skipped             p4-unicode: stories260K-Q8_0 (') }

// The number of failures, the failures with the worst first, the doubts of passing comparisons, then the table.
assert broken.verdict == 'FAIL'
assert broken.comparisons.count { it.verdict == 'FAIL' } == 3
def summary = log.findIndexOf { it.startsWith('[WARNING] FAIL  3 of 8 failed, 1 skipped; worst: stories260K-bug-droplayer-f16, p1-default') }
def failed = log.drop(summary).findAll { it.startsWith('[WARNING] FAIL  stories') }
assert failed.collect { (it =~ /FAIL  ([\w-]+), ([\w-]+): (\w+)/)[0].drop(1) } == [
        ['stories260K-bug-droplayer-f16', 'p1-default', 'NMSE'],
        ['stories260K-bug-droplayer-f16', 'p2-once', 'PREDICTIONS_CHANGED'],
        ['stories260K-bug-onenorm-f16', 'p1-default', 'NMSE']]
def doubt = log.findIndexOf { it.startsWith('[WARNING] PASS, but likely broken  stories260K-bug-onenorm-f16, p2-once: NMSE 9.48e-4') }
assert log[doubt + 1].startsWith('[WARNING] Doubt  stories260K-bug-onenorm-f16, p2-once: UNUSUAL_FOR_TYPE: ')
assert summary < doubt && doubt < log.findLastIndexOf { it.startsWith('[INFO] variant ') }

// One prompt of Q4_0 breaks the limit; all of them together keep it. NMSE of the concatenated files: numpy.
def pooled = report('pooled')
assert pooled.verdict == 'PASS'
assert pooled.comparisons.collect { it.verdict } == ['NOT_JUDGED'] * 6 + ['PASS'] * 2
assert pooled.comparisons.take(6).every { it.limits == [] && it.judged == false }
assert pooled.comparisons.findAll { it.metrics.nmse > 7e-3 }.collect { prompt(it) } == ['p1-default']
def pools = pooled.comparisons.drop(6)
assert pools.collect { it.test.model } == ['stories260K-f16', 'stories260K-Q4_0']
assert pools.every { it.data == null && it.compared == 1536 && it.prompts.collect { it.positions } == [1, 1, 1] }
assert Math.abs(pools[0].metrics.nmse / 2.0613720022028436e-07 - 1) < 1e-12
assert Math.abs(pools[1].metrics.nmse / 0.006142522183153963 - 1) < 1e-12
assert log.any { it.startsWith('[INFO] PASS  2 of 2 passed, 6 not judged; nearest to its limit: stories260K-Q4_0, all prompts (3), NMSE 0.00614, 88 % of the limit 7e-3 (configured)') }

// Nothing compared does not pass.
assert nothing.verdict == 'NOT_MEASURED'
assert nothing.comparisons == []
assert nothing.skipped.size() == 3
assert log.contains('[ERROR] NOT MEASURED  nothing was compared, 3 skipped')
assert log.any { it.contains('Nothing was compared: 3 comparisons were skipped because files are missing.') }

assert log.any { it.contains("Parameters 'dataDirectory' (-Dnmse.dataDirectory) and 'dataDirectories' (-Dnmse.dataDirectories) exclude each other: set one of them.") }
