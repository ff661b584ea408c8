def log = new File(basedir, 'build.log').readLines()

assert log.contains('[INFO] nmse-check is skipped by the user property nmse.skip (-Dnmse.skip)')
assert log.contains('[INFO] BUILD SUCCESS')
assert log.every { !it.contains('Limits  ') }
assert new File(basedir, 'target/model-conversion/default').list() == ['notes.txt']
