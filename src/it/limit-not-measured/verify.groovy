import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')

assert log.any { it.startsWith('[ERROR] NOT MEASURED  all-MiniLM-L6-v2-Q8_0') && it.contains('mean KL divergence not measured, limit 0.1 (configured)') }
assert log.any { it.contains('Nothing could be judged for all-MiniLM-L6-v2-Q8_0') && it.endsWith(': mean KL divergence not measured, limit 0.1 (configured)') }
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException')

assert report.verdict == 'NOT_MEASURED'
assert report.comparisons[0].kind == 'EMBEDDINGS'
assert report.comparisons[0].metrics.meanKlDivergence == null
assert report.comparisons[0].limits*.verdict == ['NOT_MEASURED', 'PASS', 'PASS']
