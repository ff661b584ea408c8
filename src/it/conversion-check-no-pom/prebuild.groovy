import java.nio.file.Files

def source = new File(basedir, '../../../testdata/conversions/bert')
def folder = new File(basedir, 'models/bert')
folder.mkdirs()
new File(basedir, 'models/empty').mkdirs()
['config.json', 'tokenizer.json', 'tokenizer_config.json'].each {
    Files.copy(new File(source, it).toPath(), new File(folder, it).toPath())
}
Files.copy(new File(source, 'bert.gguf.head').toPath(), new File(basedir, 'models/bert.gguf').toPath())
new RandomAccessFile(new File(basedir, 'models/bert.gguf'), 'rw').withCloseable {
    it.setLength(2395648) // as the converter wrote it
}

byte[] head = new File(source, 'model.safetensors.head').bytes
String header = new String(head, 8, head.length - 8, 'UTF-8')
long end = (header =~ /\"data_offsets\":\s*\[\d+,\s*(\d+)\]/).collect { it[1] as long }.max()
new RandomAccessFile(new File(folder, 'model.safetensors'), 'rw').withCloseable {
    it.write(head)
    it.setLength(head.length + end)
}
return true
