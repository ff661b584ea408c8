import java.nio.file.Files

def real = new File(basedir, '../../../testdata/stories260K/p1-default/data')
def data = new File(basedir, 'elsewhere')
data.mkdirs()
new File(data, 'pytorch-tiny.bin').bytes = new File(real, 'pytorch-stories260K.bin').bytes
new File(data, 'llamacpp-tiny-Q8_0.bin').bytes = new File(real, 'llamacpp-stories260K-Q8_0.bin').bytes
Files.createSymbolicLink(basedir.toPath().resolve('data'), data.toPath())

return true
