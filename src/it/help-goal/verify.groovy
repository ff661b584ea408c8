def log = new File(basedir, 'build.log').readLines()

def parameters = ['modelPath', 'convertedModel', 'convertedModels', 'dataDirectory', 'dataDirectories', 'missing', 'referenceFile', 'testFile', 'kind', 'positions', 'width', 'elementType', 'tensor', 'tensorNames',
        'maxNmse', 'maxMeanKlDivergence', 'maxKlDivergence', 'minTop1Agreement', 'minTop10Overlap', 'minCosineSimilarity', 'maxAbsoluteError', 'limits', 'referenceType',
        'vocabulary', 'failOnStale', 'baselineFile', 'maxRegression', 'minRegression', 'failOnViolation', 'threads', 'shard', 'skip', 'reportDirectory', 'formats', 'githubSummary']
parameters.each { parameter ->
    assert log.any { it ==~ /\s+$parameter( \(Default: [\w.-]+\))?/ }
    assert log.any { it.endsWith("User property: nmse.$parameter") }
}
def headings = log.count { it ==~ /    \w+( \(Default: .*\))?/ }
assert headings >= parameters.size()
// A map can only be set in a pom.
def maps = ['maxNmseByType', 'maxMeanKlDivergenceByType']
assert maps.every { log.contains('    ' + it) }
assert log.count { it.contains('User property: ') } == headings - maps.size()
assert log.contains('model-conversion:nmse-check')
assert log.contains('[INFO] BUILD SUCCESS')
assert !new File(basedir, 'target/model-conversion').exists()
