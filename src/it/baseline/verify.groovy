import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects...').drop(1)*.readLines()
def says = { build, text -> assert builds[build].any { it.contains(text) } }

// Written, kept, left unchanged.
assert builds[0].contains('[INFO] tiny-Q5  -            -  0.00227328  new     NMSE')
assert builds[0].contains('[INFO] Recorded 1 comparison in nmse-baseline.json: commit it')
says 0, '[INFO] PASS  tiny-Q5: '
says 0, 'Limits              NMSE 2.273283e-03 < 0.01 (default); NMSE 2.273283e-03 < 0.00250061 (baseline) and 12 more'
assert builds[0].contains('[INFO] nmse-baseline.json stays as it is: nothing changed')

// Worse.
says 1, '[ERROR] FAIL  tiny-Q5: '
says 1, 'Limits              NMSE 9.616442e-03 < 0.01 (default); NMSE 9.616442e-03 >= 0.00250061 (baseline) and 12 more'
says 1, 'nmse-check (check) on project baseline: The conversion check failed for tiny-Q5: '
says 1, '(baseline): '
says 1, 'Next: Find what changed since the baseline was recorded.'

// Better.
says 2, '[INFO] PASS  tiny-Q5: '
says 2, '[WARNING] Finding             IMPROVED: better than recorded in nmse-baseline.json: NMSE 0.000123921 (recorded 0.00227328) and 10 more. '
says 2, 'To record that, run mvn model-conversion:nmse-baseline@check and commit nmse-baseline.json'

// Another reference.
says 3, '[ERROR] FAIL  tiny-Q5: STALE_BASELINE, although NMSE 0.00225 is below the limit 0.01 (default)'
says 3, 'nmse-check (check) on project baseline: The conversion check failed for tiny-Q5: STALE_BASELINE, '
says 3, 'STALE_BASELINE: expected the reference that nmse-baseline.json was recorded with (CRC-32C 7659318c, 2048 bytes, tokens 5395c033), found another (CRC-32C '

// Refused, then forced: until then the file was still the first one.
says 4, 'nmse-baseline (check) on project baseline: The conversion check failed for tiny-Q5: NMSE 0.231, limit 0.01 (default): 23 times the limit'
says 4, 'nmse-baseline.json stays as it is. To record it all the same, set force to true (-Dnmse.force).'
assert builds[5].contains('[INFO] tiny-Q5  -        0.00227328   0.230738  +10050.0 % worse  NMSE')
assert builds[5].contains('[INFO] Recorded 1 comparison in nmse-baseline.json: commit it')

def recorded = new JsonSlurper().parse(new File(basedir, 'nmse-baseline.json'), 'UTF-8')
assert recorded.comparisons*.test == ['tiny-Q5']
assert recorded.comparisons[0].metrics.nmse == 0.230738
assert basedir.list().every { !it.endsWith('.part') }
