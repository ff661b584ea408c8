import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.any { it.contains('Nothing could be compared for tiny-f16: ') }
assert log.any { it.contains("[ERROR] MISSING_FILE: expected the reference output of tiny in the directory data, which does not exist. run-org-model.py writes it: run the original model first, or set dataDirectory to the folder that it wrote to. This project has packaging pom: a plugin in a parent's <build> runs in the parent too. Put it into the modules that have the outputs, or set nmse.skip to true in the parent.") }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException')
// Maven 4 keeps a project-local repository there.
assert !((new File(basedir, 'module/target').list() ?: []) - 'project-local-repo')

assert report.verdict == 'NOT_MEASURED'
assert comparison.findings*.code == ['MISSING_FILE', 'MISSING_FILE']
assert comparison.findings.count { it.message.contains('This project has packaging pom') } == 1
