def log = new File(basedir, 'build.log').readLines()

assert log.any { it.contains("Invalid value for parameter 'maxNmse' (-Dnmse.maxNmse): '0'. Expected a finite number greater than 0, such as 1e-2.") }
assert log.any { it.contains("Invalid value for parameter 'maxNmse' (-Dnmse.maxNmse): 'abc'. Expected a finite number greater than 0, such as 1e-2.") }
assert log.count('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException') == 2
// Maven 4 keeps a project-local repository there.
assert !((new File(basedir, 'target').list() ?: []) - 'project-local-repo')
