def logs = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def log = logs[0]

def parameters = ['modelPath', 'convertedModel', 'convertedModels', 'dataDirectory', 'dataDirectories', 'missing', 'referenceFile', 'testFile', 'kind', 'positions', 'width', 'elementType', 'tensor', 'tensorNames',
        'maxNmse', 'maxMeanKlDivergence', 'maxKlDivergence', 'minTop1Agreement', 'minTop10Overlap', 'minCosineSimilarity', 'minLowestCosineSimilarity', 'maxAbsoluteError', 'limits', 'referenceType',
        'judge', 'tokenizer', 'vocabulary', 'failOnStale', 'baselineFile', 'maxRegression', 'minRegression', 'failOnViolation', 'threads', 'shard', 'skip', 'reportDirectory', 'formats', 'githubSummary']
parameters.each { parameter ->
    assert log.any { it ==~ /\s+$parameter( \(Default: [\w.-]+\))?/ }
    assert log.any { it.endsWith("User property: nmse.$parameter") }
}
def headings = log.count { it ==~ /    \w+( \(Default: .*\))?/ }
// A map has no property of its own: its description names the one that is read.
def maps = ['maxNmseByType', 'maxMeanKlDivergenceByType']
assert maps.every { log.contains('    ' + it) }
assert headings == parameters.size() + maps.size()
assert log.count { it.contains('User property: ') } == parameters.size()
assert log.contains('model-conversion:nmse-check')
assert log.contains('[INFO] BUILD SUCCESS')
// Maven 4 keeps a project-local repository there.
assert !((new File(basedir, 'target').list() ?: []) - 'project-local-repo')

// Parameters of the other goals only.
def own = [1: ['nmse-baseline', 'baselineFile', 'force'], 2: ['nmse-merge', 'states', 'shards'], 3: ['nmse-report', 'reports'], 4: ['nmse-site', 'reportDirectory'],
        5: ['conversion-check', 'modelPath', 'convertedModel', 'convertedModels', 'checks', 'accept', 'sample', 'force', 'failOnViolation', 'formats', 'skip'],
        6: ['model-outputs', 'modelPath', 'convertedModel', 'convertedModels', 'prompts', 'dataDirectory', 'dataDirectories', 'kind', 'llamaDebug', 'llamaArguments', 'referenceCommand',
            'timeout', 'parallel', 'force', 'skip', 'reportDirectory']]
own.each { build, names ->
    assert logs[build].contains('model-conversion:' + names[0])
    names.drop(1).each { parameter -> assert logs[build].any { it.endsWith("User property: nmse.$parameter") } }
}
return true
