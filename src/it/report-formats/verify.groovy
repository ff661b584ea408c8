def log = new File(basedir, 'build.log').readLines()
def folder = { new File(basedir, "target/model-conversion/$it") }
def suite = { new groovy.xml.XmlSlurper().parse(new File(folder(it), 'TEST-nmse-check.xml')) }

assert folder('passes').list().sort() ==
        ['TEST-nmse-check.xml', 'nmse-check.benchmark.json', 'nmse-check.html', 'nmse-check.json', 'nmse-check.md',
         'nmse-check.prom']
assert folder('warns').list().sort() == ['TEST-nmse-check.xml', 'nmse-check.html', 'nmse-check.json', 'nmse-check.md']
assert folder('missing').list().sort() == ['TEST-nmse-check.xml', 'nmse-check.html', 'nmse-check.json', 'nmse-check.md']

assert suite('passes').@name == 'report-formats passes'
assert suite('passes').testcase[0].@classname.text().endsWith('.report-formats.passes')
assert suite('passes').@failures == 0 && suite('passes').@tests == 1
assert suite('warns').@skipped == 1 && suite('warns').@failures == 0
assert suite('missing').@errors == 1
assert new File(folder('passes'), 'nmse-check.prom').readLines().any { it.startsWith('nmse_check_nmse{check="report-formats passes",') }

// The HTML page is complete even after a failure or unusable input, with pictures if something was measured.
def page = { new File(folder(it), 'nmse-check.html').getText('UTF-8') }
assert ['passes', 'warns', 'missing'].every { page(it).startsWith('<!DOCTYPE html>') && page(it).endsWith('</html>\n') }
assert page('passes').contains('<title>PASS: report-formats passes</title>')
assert page('passes').contains('<svg ') && page('passes').contains('<figcaption>Reference against test</figcaption>')
assert page('passes').contains('<a href="nmse-check.json">JSON report</a>')
assert page('warns').contains('<span class="verdict warn">FAIL</span>')
assert page('missing').contains('#missing_file">MISSING_FILE</a>') && !page('missing').contains('<svg ')

// Markup in a name is escaped in every format.
def markup = new File(folder('markup'), 'nmse-check.html').getText('UTF-8')
assert markup.contains('&lt;b&gt;&amp;') && !markup.contains('<b>')
assert suite('markup').testcase[0].@name.text().startsWith("<b>&'")
assert new groovy.json.JsonSlurper().parse(new File(folder('markup'), 'nmse-check.json'), 'UTF-8').comparisons[0].test.model == "<b>&'"
assert !new File(folder('markup'), 'nmse-check.md').getText('UTF-8').contains('<b>')

// The job summary has one report after the other, and the log one line that GitHub shows as an error.
def summary = new File(basedir, 'summary.md').readLines('UTF-8').findAll { it.startsWith('## ') }
assert summary.size() == 4
assert summary[0].endsWith(' PASS: report-formats passes')
assert summary[1].endsWith(' FAIL, only a warning: report-formats warns')
assert summary[2].endsWith(' PASS: report-formats markup')
assert summary[3].endsWith(' NOT MEASURED: report-formats missing')
assert log.count { it.startsWith('::error ') } == 1
assert log.any { it.startsWith('::error title=report-formats missing::Nothing could be compared for stories260K-none') }

assert log.any { it.contains("Invalid value for parameter 'formats' (-Dnmse.formats): 'pdf'. Expected one of: json, junit, markdown, html, openmetrics, benchmark.") }
