import java.nio.ByteBuffer
import java.nio.ByteOrder

// Three runs over two chunks of the text each, as three jobs would write them.
def runs = new File(basedir, '../../../testdata/stories260K/kld')
[f16: 'reference', Q4_0: 'test'].each { model, side ->
    def whole = new File(runs, "stories260K-${model}.kld").bytes
    def header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN)
    def (context, chunks) = [header.getInt(8), header.getInt(16)]
    int tokens = 20 + 4 * context * chunks
    int rows = (whole.length - tokens) / chunks
    (0..2).each { shard ->
        def part = new ByteArrayOutputStream()
        part.write(whole, 0, 16)
        part.write([2, 0, 0, 0] as byte[])
        part.write(whole, 20 + 4 * context * 2 * shard, 4 * context * 2)
        part.write(whole, tokens + rows * 2 * shard, rows * 2)
        new File(basedir, "$side-${shard}.kld").bytes = part.toByteArray()
    }
}
return true
