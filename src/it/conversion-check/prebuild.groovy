import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.charset.StandardCharsets
import java.nio.file.Files

def source = new File(basedir, '../../../testdata/conversions/llama').toPath()

// The header says where the data of the last tensor ends; none of it is read.
byte[] head = Files.readAllBytes(source.resolve('model.safetensors.head'))
String header = new String(head, 8, head.length - 8, StandardCharsets.UTF_8)
long end = (header =~ /\"data_offsets\":\s*\[\d+,\s*(\d+)\]/).collect { it[1] as long }.max()

['llama', 'novel'].each { name ->
    def folder = new File(basedir, 'models/' + name)
    folder.mkdirs()
    ['tokenizer.model', 'tokenizer_config.json', 'generation_config.json'].each {
        Files.copy(source.resolve(it), new File(folder, it).toPath())
    }
    String config = source.resolve('config.json').toFile().getText('UTF-8')
    new File(folder, 'config.json').setText(
            name == 'novel' ? config.replace('LlamaForCausalLM', 'NovelForCausalLM') : config, 'UTF-8')
    new RandomAccessFile(new File(folder, 'model.safetensors'), 'rw').withCloseable {
        it.write(head)
        it.setLength(head.length + end)
    }
}

byte[] right = Files.readAllBytes(source.resolve('llama.gguf.head'))
String text = new String(right, StandardCharsets.ISO_8859_1)
def write = { String name, Closure change ->
    byte[] bytes = right.clone()
    change(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))
    new RandomAccessFile(new File(basedir, "models/llama-${name}.gguf"), 'rw').withCloseable {
        it.write(bytes)
        it.setLength(2770464) // as the converter wrote it
    }
}
// A key and a tensor's name occur once in the file, after their lengths; a value follows its type.
write('f16') { }
write('rope') { it.putFloat(text.indexOf('llama.rope.freq_base') + 'llama.rope.freq_base'.length() + 4, 500000f) }
write('tensor') { it.put(text.indexOf('blk.1.attn_k.weight') + 'blk.1.attn_'.length(), (byte) 'x') }
// The element type string, the number of tokens, then the first token after its length.
write('token') { it.put(text.indexOf('tokenizer.ggml.tokens') + 'tokenizer.ggml.tokens'.length() + 4 + 4 + 8 + 8 + 1, (byte) '?') }

// Results are only kept for reuse if the files were not just written.
new File(basedir, 'models').eachFileRecurse(groovy.io.FileType.FILES) { assert it.setLastModified(1_600_000_000_000L) }
return true
