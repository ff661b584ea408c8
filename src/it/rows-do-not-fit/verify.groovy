import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')

assert log.any {
    it.endsWith('/pytorch-stories260K.bin: expected whole rows (positions 3), found 512 values.'
            + ' Correct positions and width, or leave them out')
}
assert log.contains('[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoExecutionException')
assert report.verdict == 'NOT_MEASURED'
assert report.comparisons[0].findings*.code.every { it == 'UNUSABLE_INPUT' }
