import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.charset.StandardCharsets
import java.nio.file.Files

def source = new File(basedir, '../../../testdata/conversions/llama').toPath()
def folder = new File(basedir, 'models/llama')
folder.mkdirs()
Files.copy(source.resolve('config.json'), new File(folder, 'config.json').toPath())

// The header says where the data of the last tensor ends; none of it is read.
byte[] head = Files.readAllBytes(source.resolve('model.safetensors.head'))
def header = new groovy.json.JsonSlurper().parseText(new String(head, 8, head.length - 8, StandardCharsets.UTF_8))
long end = header.findAll { it.key != '__metadata__' }.collect { it.value.data_offsets[1] as long }.max()
new RandomAccessFile(new File(folder, 'model.safetensors'), 'rw').withCloseable {
    it.write(head)
    it.setLength(head.length + end)
}

byte[] right = Files.readAllBytes(source.resolve('llama.gguf.head'))
Files.write(new File(basedir, 'models/llama-f16.gguf').toPath(), right)
String text = new String(right, StandardCharsets.ISO_8859_1)
int value = text.indexOf('llama.rope.freq_base') + 'llama.rope.freq_base'.length() + 4
ByteBuffer.wrap(right).order(ByteOrder.LITTLE_ENDIAN).putFloat(value, 500000f)
Files.write(new File(basedir, 'models/llama-broken-f16.gguf').toPath(), right)
return true
