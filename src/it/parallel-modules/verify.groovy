import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()

assert log.any { it.contains('MultiThreadedBuilder') }
assert log.every { !it.contains('not marked @threadSafe') && !it.contains('not marked as thread-safe') }
// Maven 4 keeps a project-local repository there.
assert !((new File(basedir, 'target').list() ?: []) - 'project-local-repo')

def expected = [one: '1.239215e-04', two: '2.273283e-03', three: '9.616442e-03']
expected.each { module, nmse ->
    assert log.contains("[INFO] Limits              NMSE $nmse < 0.01 (default)" as String)
    def reports = new File(basedir, "$module/target/model-conversion/default")
    assert reports.list().sort() == ['TEST-nmse-check.xml', 'nmse-check.html', 'nmse-check.json', 'nmse-check.md']
    def report = new JsonSlurper().parse(new File(reports, 'nmse-check.json'), 'UTF-8')
    assert report.verdict == 'PASS'
    assert Math.abs(report.comparisons[0].metrics.nmse / (nmse as BigDecimal) - 1) < 1e-6
}
return true
