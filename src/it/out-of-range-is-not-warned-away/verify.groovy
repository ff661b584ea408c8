import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')
def comparison = report.comparisons[0]

assert log.contains('[ERROR] NOT MEASURED  tiny-f16: OUT_OF_RANGE; NMSE not measured, limit 0.01 (default)')
assert log.any { it.endsWith('Nothing could be judged for tiny-f16: OUT_OF_RANGE; NMSE not measured, limit 0.01 (default)') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'NOT_MEASURED'
assert comparison.findings*.code == ['OUT_OF_RANGE', 'TOKENS_MISSING']
assert comparison.metrics.nmse == null
assert comparison.metrics.maxAbsoluteError > 9e298
