def log = new File(basedir, 'build.log').readLines()

def parameters = ['modelPath', 'convertedModel', 'dataDirectory', 'referenceFile', 'testFile', 'kind', 'positions', 'width',
        'maxNmse', 'maxMeanKlDivergence', 'maxKlDivergence', 'minTop1Agreement', 'minTop10Overlap', 'minCosineSimilarity', 'maxAbsoluteError',
        'failOnViolation', 'threads', 'skip', 'reportDirectory']
parameters.each { parameter ->
    assert log.any { it ==~ /\s+$parameter( \(Default: \w+\))?/ }
    assert log.any { it.endsWith("User property: nmse.$parameter") }
}
def headings = log.count { it ==~ /    \w+( \(Default: .*\))?/ }
assert headings >= parameters.size()
assert log.count { it.contains('User property: ') } == headings
assert log.contains('model-conversion:nmse-check')
assert log.contains('[INFO] BUILD SUCCESS')
assert !new File(basedir, 'target').exists()
