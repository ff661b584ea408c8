import java.nio.ByteBuffer
import java.nio.ByteOrder

/** Writes raw little-endian float32, as llama.cpp's tools do. */
def write(String name, values) {
    def buffer = ByteBuffer.allocate(4 * values.size()).order(ByteOrder.LITTLE_ENDIAN)
    values.each { buffer.putFloat(it as float) }
    def file = new File(basedir, "data/$name")
    file.parentFile.mkdirs()
    file.bytes = buffer.array()
}

def read(String name) {
    def file = new File(basedir, "../../../testdata/stories260K/p1-default/data/$name")
    def buffer = ByteBuffer.wrap(file.bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer()
    (0..<buffer.limit()).collect { buffer.get(it) }
}

def sentinels = [-1e30f] * 10
write('pytorch-tiny.bin', sentinels + read('pytorch-stories260K.bin').drop(10))
write('llamacpp-tiny-f16.bin', sentinels + read('llamacpp-stories260K-bug-droplayer-f16.bin').drop(10))

return true
