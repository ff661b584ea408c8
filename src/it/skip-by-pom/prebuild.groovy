def reports = new File(basedir, 'target/model-conversion/default')
reports.mkdirs()
new File(reports, 'nmse-check.json').text = '{"verdict": "PASS"}'
new File(reports, 'notes.txt').text = 'Not the report: stays.'

return true
