def log = new File(basedir, 'build.log').readLines()

assert log.any { it.contains("Invalid value for parameter 'testFile' (-Dnmse.testFile): 'dumps/converted.safetensors'. Expected a file that ends in one of: .bin, .npy, .txt, .kld.") }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException')
assert !new File(basedir, 'target/model-conversion').exists()
