def log = new File(basedir, 'build.log').readLines()

assert log.contains('[INFO] nmse-check is skipped by its configuration: <skip> or the property nmse.skip in the pom')
assert log.contains('[INFO] BUILD SUCCESS')
assert log.every { !it.contains('Limits  ') }
assert new File(basedir, 'target/model-conversion/default').list() == ['notes.txt']
