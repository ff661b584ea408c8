import groovy.json.JsonSlurper

def logs = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def outputs = new File(basedir, 'target/outputs')
def testdata = new File(basedir, '../../../testdata/stories260K')

// The outputs are made where nmse-check looks for them, and compared.
assert logs[0].count { it =~ /^\[INFO\] Run \d of 6  stories260K(-Q[48]_0)?, p[12]-\w+: (llama-debug|sh) \(no output yet\)$/ } == 6
assert logs[0].contains('[INFO] Made 6 outputs')
assert logs[0].any { it.startsWith('[INFO] PASS  4 of 4 passed; ') }
['p1-default', 'p2-once'].each { prompt ->
    ['pytorch-stories260K', 'llamacpp-stories260K-Q8_0', 'llamacpp-stories260K-Q4_0'].each { name ->
        assert new File(outputs, "$prompt/data/${name}.bin").bytes == new File(testdata, "$prompt/data/${name}.bin").bytes
        assert new File(outputs, "$prompt/data/${name}-tokens.bin").isFile()
        def record = new File(outputs, "$prompt/data/${name}-run.json")
        assert !record.text.contains(basedir.path)
        assert new JsonSlurper().parse(record).outputs.file.contains(name + '.bin')
    }
}

// Nothing changed, so nothing is made.
assert logs[1].contains('[INFO] Nothing to make: 6 outputs are up to date')
assert logs[1].every { !it.contains('] Run ') }
assert logs[1].any { it.startsWith('[INFO] PASS  4 of 4 passed; ') }

assert logs[2].count { it =~ /^\[INFO\] Run \d of 6  .* \(forced\)$/ } == 6
assert logs[2].contains('[INFO] Made 6 outputs')

// Another tool, which does not know the model: the log ends with its last lines.
assert logs[3].contains('[ERROR] 4 of 6 outputs could not be made, 2 up to date')
def failure = logs[3].findIndexOf { it == '[ERROR] stories260K-Q8_0, p2-once: refuses exited with 1. Log: target/model-conversion/outputs/p2-once/llamacpp-stories260K-Q8_0.log' }
assert failure > 0
assert logs[3][failure + 3] == '[ERROR]   | main : failed to init'
assert logs[3].any { it.startsWith('[ERROR] Failed to execute goal') && it.contains('4 of 6 outputs could not be made') }
assert new File(basedir, 'target/model-conversion/outputs/p2-once/llamacpp-stories260K-Q8_0.log').text.contains('failed to init')
assert logs[3].every { !it.contains(':nmse-check') }

assert logs[4].any { it.contains('Expected an executable absent on the PATH, found none.') }
assert logs[4].any { it.contains('cmake --build build --target llama-debug') }

assert logs[5].any { it.endsWith('model-outputs is skipped by the user property nmse.skip (-Dnmse.skip)') }
return true
