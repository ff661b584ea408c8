import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def says = { int build, String... facts -> builds[build - 1].any { line -> facts.every { line.contains(it) } } }
def isRefused = { int build -> says(build, 'BUILD FAILURE') && says(build, 'cwiki.apache.org', 'MojoExecutionException') }
assert builds.size() == 9

assert isRefused(1)
assert says(1, 'nmse.maxnmse ', '-D', 'nmse.maxNmse?')
assert says(1, 'nmse.limit ', '-D', 'nmse.limits?')
assert says(1, '<maxNMSE>', "execution 'check'", '<maxNmse>?')
assert says(1, '<states>', "execution 'check'", 'nmse-merge')

// A skipped goal checks nothing.
assert says(2, 'BUILD SUCCESS')

// A parameter that other executions may need is no error, but having no effect is a warning.
assert says(3, 'BUILD SUCCESS')
assert says(3, '[WARNING]', "'maxRegression'", 'nmse-baseline')
assert says(3, '[WARNING]', '-Dnmse.convertedModel', '<convertedModel>')
assert builds[2].every { !it.contains("'states'") && !it.contains('<states>') }
def report = new JsonSlurper().parse(new File(basedir, 'target/by-type/check/nmse-check.json'), 'UTF-8')
assert report.comparisons[0].limits.collect { [it.limit, it.origin] } == [[0.001, 'TYPE']]

assert isRefused(4)
assert says(4, "'maxNmseByType'", "'Q9_K'", 'Q4_K_M')

assert isRefused(5)
assert says(5, "'maxRegression'", 'nmse-baseline@check')

assert isRefused(6)
assert says(6, 'nmse.maxNsme ', 'nmse.maxNmse?')

assert isRefused(7)
assert says(7, 'nmse.reportDir ', 'nmse.reportDirectory?')
assert isRefused(8)
assert says(8, 'nmse.acept ', 'nmse.accept?')
assert isRefused(9)
assert says(9, "'sample'", 'no effect', 'checks')
return true
