import groovy.json.JsonSlurper
import java.nio.file.Files

def log = new File(basedir, 'build.log').readLines()
def report = new JsonSlurper().parse(new File(basedir, 'target/model-conversion/default/nmse-check.json'), 'UTF-8')

assert log.count('[INFO] Limits              NMSE 1.239215e-04 < 0.01 (default)') == 3

// The same bytes each time.
def reports = { new File(basedir, "target/$it/default") }
def formats = ['TEST-nmse-check.xml', 'nmse-check.html', 'nmse-check.json', 'nmse-check.md']
assert reports('again').list().sort() == formats
assert formats.every { new File(reports('again'), it).bytes == new File(reports('model-conversion'), it).bytes }

// The log shows the link's own name, and nothing is written outside the output folder.
assert Files.isSymbolicLink(basedir.toPath().resolve('data'))
assert report.comparisons[0].test.file == 'data/llamacpp-tiny-Q8_0.bin'
assert new File(basedir, 'elsewhere').list().sort() == ['llamacpp-tiny-Q8_0.bin', 'pytorch-tiny.bin']
assert basedir.list().findAll { !(it in ['build.log', 'pom.xml', 'invoker.properties', 'prebuild.groovy', 'verify.groovy', '.mvn']) }.sort() ==
        ['data', 'elsewhere', 'target']
