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

// A row of 512 logits from -10 to 10; index 200 leads index 300 by 1/64.
def reference = (0..<512).collect { -10 + (it * 37 % 512) / 32.0 }
reference[200] = 12.0
reference[300] = 12.0 - 1 / 64.0
write('pytorch-tiny.bin', reference)

// An error of 1/32 everywhere: the lead is half the noise.
def near = reference.withIndex().collect { value, i -> i == 200 ? value - 1 / 32.0 : value + 1 / 32.0 }
write('llamacpp-tiny-near.bin', near)

// An error at index 200 only.
def flip = reference.withIndex().collect { value, i -> i == 200 ? value - 1 / 32.0 : value }
write('llamacpp-tiny-flip.bin', flip)

return true
