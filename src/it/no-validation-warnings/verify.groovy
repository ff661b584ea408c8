def log = new File(basedir, 'build.log').readLines()

assert log.contains('[INFO] Limits              NMSE 3.462458e-07 < 1e-5 (for its type)')
assert log.every { !it.contains('validation issues were detected') && !it.contains(' issue(s):') }
