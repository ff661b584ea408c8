def builds = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def site = new File(basedir, 'target/site')

assert builds[0].contains('[INFO] BUILD SUCCESS')
assert !builds[0].any { it.contains('Model Conversion') }

assert builds[1].any { it.contains('nmse-site') }
def page = new File(site, 'nmse-check.html').getText('UTF-8')
assert page.startsWith('<!doctype html>') || page.startsWith('<!DOCTYPE html>')
assert page.contains('stories260K-Q8_0')
def index = new File(site, 'project-reports.html').getText('UTF-8')
assert index.contains('href="nmse-check.html"')
assert index.contains('Whether the converted models compute what their originals compute.')

assert builds[2].any { it.contains('Expected JSON reports of checks in ') && it.contains(', found none. Run the checks first, as in mvn verify site.') }
return true
