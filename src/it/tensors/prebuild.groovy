import java.nio.file.Files

def data = new File(basedir, '../../../testdata/stories260K/p1-default/data').toPath()
def copy = { name, target ->
    def file = new File(basedir, target).toPath()
    Files.createDirectories(file.parent)
    Files.copy(data.resolve(name), file)
}
copy('pytorch-stories260K.bin', 'one/prompt-1.bin')
copy('llamacpp-stories260K-f16.bin', 'two/prompt-1.bin')
copy('pytorch-stories260K.bin', 'one/prompt-2.bin')
new File(basedir, 'one/notes.md').text = 'how this was made\n'
return true
