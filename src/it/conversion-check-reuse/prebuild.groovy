import java.nio.charset.StandardCharsets
import java.nio.file.Files

def source = new File(basedir, '../../../testdata/conversions/llama').toPath()
def folder = new File(basedir, 'models/llama')
folder.mkdirs()

// The header says where the data of the last tensor ends; all weights are 0.
byte[] head = Files.readAllBytes(source.resolve('model.safetensors.head'))
String header = new String(head, 8, head.length - 8, StandardCharsets.UTF_8)
long end = (header =~ /\"data_offsets\":\s*\[\d+,\s*(\d+)\]/).collect { it[1] as long }.max()
new RandomAccessFile(new File(folder, 'model.safetensors'), 'rw').withCloseable {
    it.write(head)
    it.setLength(head.length + end)
}
['config.json', 'tokenizer.model', 'tokenizer_config.json', 'generation_config.json'].each {
    Files.copy(source.resolve(it), new File(folder, it).toPath())
}
def converted = new File(basedir, 'models/llama-f16.gguf')
new RandomAccessFile(converted, 'rw').withCloseable {
    it.write(Files.readAllBytes(source.resolve('llama.gguf.head')))
    it.setLength(2770464) // as the converter wrote it
}

// Results for files that were just written are not reused.
(folder.listFiles() + converted).each { assert it.setLastModified(1_600_000_000_000L) }
return true
