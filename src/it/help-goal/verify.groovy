def log = new File(basedir, 'build.log').readLines()

def parameters = ['modelPath', 'convertedModel', 'dataDirectory', 'referenceFile', 'testFile', 'maxNmse',
        'failOnViolation', 'skip', 'reportDirectory']
parameters.each { parameter ->
    assert log.any { it ==~ /\s+$parameter( \(Default: (true|false)\))?/ }
    assert log.any { it.endsWith("User property: nmse.$parameter") }
}
assert log.count { it.contains('User property: ') } == parameters.size()
assert log.contains('model-conversion:nmse-check')
assert log.contains('[INFO] BUILD SUCCESS')
assert !new File(basedir, 'target').exists()
