import java.nio.ByteBuffer
import java.nio.ByteOrder

def read(String name) {
    def file = new File(basedir, "../../../testdata/stories260K/p1-default/data/$name")
    def buffer = ByteBuffer.wrap(file.bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer()
    (0..<buffer.limit()).collect { buffer.get(it) }
}

/** Writes float64 in four rows, as numpy.save does. */
def save(String name, values) {
    def dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (4, ${values.size().intdiv(4)}), }"
    def header = dictionary.padRight(117) + '\n'
    def buffer = ByteBuffer.allocate(10 + header.length() + 8 * values.size()).order(ByteOrder.LITTLE_ENDIAN)
    buffer.put(0x93 as byte).put('NUMPY'.bytes).put(1 as byte).put(0 as byte).putShort(header.length() as short)
    buffer.put(header.getBytes('US-ASCII'))
    values.each { buffer.putDouble(it.doubleValue()) }
    new File(basedir, "data/$name").bytes = buffer.array()
}

new File(basedir, 'data').mkdirs()
new File(basedir, 'data/pytorch-tiny.bin').bytes =
        new File(basedir, '../../../testdata/stories260K/p1-default/data/pytorch-stories260K.bin').bytes
save('llamacpp-tiny-f16.npy', read('llamacpp-stories260K-Q8_0.bin'))

return true
