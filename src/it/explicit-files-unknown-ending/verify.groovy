def log = new File(basedir, 'build.log').readLines()

assert log.any { it.contains("Invalid value for parameter 'testFile' (-Dnmse.testFile): 'dumps/converted.onnx'. Expected a directory, or a file that ends in one of: .bin, .npy, .txt, .npz, .safetensors, .gguf, .kld.") }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException')
// Maven 4 keeps a project-local repository there.
assert !((new File(basedir, 'target').list() ?: []) - 'project-local-repo')
