new File(basedir, 'prompts').mkdirs()
new File(basedir, 'prompts/p2-once.txt').setText('Once upon a time\n', 'UTF-8')
new File(basedir, 'models/stories260K').mkdirs()
new File(basedir, 'models/stories260K/config.json').setText('{}', 'UTF-8')

// A folder with a space in its name; copied files are no longer executable.
new File(basedir, 'my tools').mkdirs()
new File(basedir, 'my tools/llama-debug').bytes = new File(basedir, 'tools/llama-debug').bytes
['my tools/llama-debug', 'tools/refuses'].each { assert new File(basedir, it).setExecutable(true) }

return true
