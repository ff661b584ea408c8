import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def reused = { int build -> builds[build - 1].any { it.startsWith('[INFO] Reused ') } }
def line = { int build, String label -> builds[build - 1].findAll { it.contains(' ' + label + ' ') } }
assert builds.size() == 5

assert (1..5).collect { reused(it) } == [false, true, false, false, true]
assert builds[1].find { it.startsWith('[INFO] Reused ') }.contains('nmse.force')

// A reused result is reported like any other.
['Original', 'Converted', 'Metadata', 'Tokenizer', 'Weights', 'Result', 'Report'].each { label ->
    assert line(1, label).size() == 1
    assert line(2, label) == line(1, label)
}
assert line(5, 'accept:') == line(4, 'accept:')
assert line(5, 'accept:').size() == 1

def folder = new File(basedir, 'target/model-conversion/check')
def report = new JsonSlurper().parse(new File(folder, 'conversion-check.json'), 'UTF-8')
assert report.verdict == 'PASS'
assert report.unmatchedAccept == ['METADATA_DIFFERS:rope']
assert report.models[0].tensors.size() == 21
assert report.models[0].tensors*.nmse.unique() == [0]
assert folder.list().sort() == ['TEST-conversion-check.xml', 'conversion-check.html', 'conversion-check.json', 'conversion-check.manifest', 'conversion-check.md']
return true
