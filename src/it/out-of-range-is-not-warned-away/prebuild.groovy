import java.nio.ByteBuffer
import java.nio.ByteOrder

/** Writes float64, as numpy.save does. */
def save(String name, double... values) {
    def header = "{'descr': '<f8', 'fortran_order': False, 'shape': (${values.length},), }".padRight(117) + '\n'
    def buffer = ByteBuffer.allocate(10 + header.length() + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN)
    buffer.put(0x93 as byte).put('NUMPY'.bytes).put(1 as byte).put(0 as byte).putShort(header.length() as short)
    buffer.put(header.getBytes('US-ASCII'))
    values.each { buffer.putDouble(it) }
    new File(basedir, "data/$name").bytes = buffer.array()
}

new File(basedir, 'data').mkdirs()
save('pytorch-tiny.npy', 1e300d, -1e300d, 0d, 0d)
save('llamacpp-tiny-f16.npy', 1.1e300d, -1e300d, 0d, 0d)

return true
