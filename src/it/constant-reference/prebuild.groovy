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

write('pytorch-tiny.bin', [0] * 512)
write('llamacpp-tiny-f16.bin', [0] * 512)

return true
