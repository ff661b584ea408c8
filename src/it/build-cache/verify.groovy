def log = new File(basedir, 'build.log').readLines()
def restored = log.findIndexValues { it.startsWith('[INFO] Found cached build, restoring org.example:build-cache ') }

// The second and the third build come from the cache, yet the check runs with the current limit.
assert restored.size() >= 2
def afterwards = log.drop(restored[-2] as int)
assert afterwards.contains('[INFO] Limits              NMSE 1.239215e-04 < 0.01 (default)')
assert log.drop(restored[-1] as int).contains('[INFO] Limits              NMSE 1.239215e-04 >= 1e-9 (configured)')

// A deleted output is reported as missing.
assert log.any { it.startsWith('[ERROR] Cause  tiny-Q8_0: MISSING_FILE: expected the test output of tiny-Q8_0') }
assert log.any { it.contains('nmse-check (default) on project build-cache: The conversion check failed for tiny-Q8_0: NMSE 1.24e-4, limit 1e-9 (configured): 120,000 times the limit') }
assert log.any { it.contains('nmse-check (default) on project build-cache: Nothing could be compared for tiny-Q8_0') }
assert log.count { it.endsWith('] BUILD FAILURE') } == 2
