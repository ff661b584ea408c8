import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'evidence/default/nmse-check.json'), 'UTF-8')

assert log.contains('[INFO] Report              evidence/default/nmse-check.json')
// Maven 4 keeps a project-local repository there.
assert !((new File(basedir, 'target').list() ?: []) - 'project-local-repo')

assert report.verdict == 'PASS'
