import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def says = { build, text -> assert builds[build].any { it.contains(text) } }
def report = { new JsonSlurper().parse(new File(basedir, it), 'UTF-8') }

// Nothing was checked: the report says so, and the build breaks.
says 0, '[ERROR] FAIL  REPORT_MISSING; nothing was compared'
says 0, 'on project aggregate: REPORT_MISSING: these checks have not run, or not before nmse-report: check of one, check of two, check of three. Run it after them: on the command line, as in mvn verify model-conversion:nmse-report, or in a last module that depends on those that are checked'

// Bound in the last module: the report is in the output folder of the project where Maven was started.
says 1, '[INFO] PASS  3 of 3 passed; nearest to its limit: tiny-mobile, three, NMSE 0.00962, 96 % of the limit 0.01 (default)'
says 1, '[INFO] Report              target/model-conversion/everything/nmse-check.json'
// Maven 4 keeps a project-local repository there.
assert !((new File(basedir, 'all/target').list() ?: []) - 'project-local-repo')
def bound = report('target/model-conversion/everything/nmse-check.json')
assert bound.verdict == 'PASS'
assert bound.check == 'aggregate everything'
assert bound.comparisons*.data == ['one', 'two', 'three']
assert bound.comparisons*.test*.model.unique() == ['tiny-mobile']

// One module fails: its failure is in the report.
says 2, '[ERROR] FAIL  1 of 3 failed; worst: tiny-mobile, two'
says 2, '[ERROR] FAIL  tiny-mobile, two: NMSE 0.231, limit 0.01 (default): 23 times the limit'
says 2, 'nmse-check (check) on project two: The conversion check failed for tiny-mobile: NMSE 0.231, limit 0.01 (default): 23 times the limit'
assert builds[2].every { !it.contains(':nmse-report (default-cli) on project') }
def failed = new File(basedir, 'target/model-conversion/default-cli')
assert report('target/model-conversion/default-cli/nmse-check.json').comparisons*.verdict == ['PASS', 'FAIL', 'PASS']
assert new File(failed, 'TEST-nmse-check.xml').text.contains('name="tiny-mobile in two"')
assert new File(failed, 'nmse-check.html').text.findAll('<figcaption>Reference against test<').size() == 3
assert new File(failed, 'nmse-check.md').text.contains('tiny-mobile, two')

// From files: their folders distinguish them.
assert report('elsewhere/default-cli/nmse-check.json').comparisons*.data ==
        ['one', 'three', 'two'].collect { it + '/target/model-conversion/check' }
says 3, '[INFO] BUILD SUCCESS'
