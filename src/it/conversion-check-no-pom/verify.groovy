import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def says = { int build, String... facts -> builds[build - 1].any { line -> facts.every { line.contains(it) } } }
assert builds.size() == 2

assert says(1, '[INFO] Result', 'PASS: ')
assert says(1, '[INFO] Original', 'models/bert (BertModel')
// The failing build deletes the earlier report, which could be taken for its own.
assert !new File(basedir, 'target/model-conversion/default-cli/conversion-check.json').exists()

assert says(2, 'models/empty/config.json')
assert says(2, 'MojoExecutionException')
assert builds[1].every { !it.contains('\tat ') }
return true
