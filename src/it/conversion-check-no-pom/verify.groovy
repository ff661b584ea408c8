import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def says = { int build, String... facts -> builds[build - 1].any { line -> facts.every { line.contains(it) } } }
assert builds.size() == 2

assert says(1, '[INFO] Result', 'PASS: ')
assert says(1, '[INFO] Original', 'models/bert (BertModel')

assert says(2, 'models/empty/config.json')
assert says(2, 'MojoExecutionException')
assert says(2, '[ERROR] Result', 'NOT MEASURED: ', 'UNUSABLE_INPUT')
assert builds[1].every { !it.contains('\tat ') }

def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default-cli/conversion-check.json'), 'UTF-8')
assert report.verdict == 'NOT_MEASURED'
assert report.models[0].findings*.code == ['UNUSABLE_INPUT']
return true
