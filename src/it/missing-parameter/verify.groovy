def log = new File(basedir, 'build.log').readLines()

assert log.any { it.contains("Parameter 'convertedModel' is not set. Set <convertedModel> in the plugin's configuration, -Dnmse.convertedModel, or the environment variable CONVERTED_MODEL to the model's path; its last component names the output file.") }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException')
// Maven 4 keeps a project-local repository there.
assert !((new File(basedir, 'target').list() ?: []) - 'project-local-repo')
