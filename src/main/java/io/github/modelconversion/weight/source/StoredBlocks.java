package io.github.modelconversion.weight.source;

import io.github.modelconversion.input.file.ByteSource;
import io.github.modelconversion.weight.type.WeightDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The values of a tensor as a file stores it, with access to its blocks. */
public final class StoredBlocks implements WeightValues {

    private final ByteSource.ByteReader reader;
    private final long position;
    private final WeightDecoder decoder;
    private final long blocks;

    private byte[] bytes = new byte[0];
    private float[] edge = new float[0];

    /**
     * Opens a tensor.
     *
     * @param files the files
     * @param file the file that holds it
     * @param position offset of its first block from the beginning of the file, in bytes
     * @param blocks number of blocks
     * @param decoder decodes a block
     * @throws IOException if the file cannot be opened
     */
    public StoredBlocks(OpenFiles files, Path file, long position, long blocks, WeightDecoder decoder)
            throws IOException {
        this.reader = files.bytes(file).reader();
        this.position = position;
        this.decoder = decoder;
        this.blocks = blocks;
    }

    @Override
    public long count() {
        return blocks * decoder.blockWeights();
    }

    @Override
    public void read(long first, int count, float[] values, int at) throws IOException {
        int size = decoder.blockWeights();
        if (first % size == 0 && count % size == 0) {
            decoder.decode(hold(first / size, count / size), 0, count / size, values, at);
            return;
        }
        long start = first / size;
        int covering = (int) ((first + count + size - 1) / size - start);
        if (edge.length < covering * size) {
            edge = new float[covering * size];
        }
        decoder.decode(hold(start, covering), 0, covering, edge, 0);
        System.arraycopy(edge, (int) (first - start * size), values, at, count);
    }

    /** Returns whether each value is stored for itself, as a float. */
    public boolean isFloat() {
        return decoder.blockWeights() == 1;
    }

    /**
     * Computes the distance of each value that was read last to its neighbours.
     *
     * @param count number of values read, a multiple of the block's
     * @param steps receives the distances from index 0
     * @see WeightDecoder#steps
     */
    public void steps(int count, float[] steps) {
        decoder.steps(bytes, 0, count / decoder.blockWeights(), steps, 0);
    }

    private byte[] hold(long firstBlock, int count) throws IOException {
        int length = count * decoder.blockBytes();
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        reader.fill(ByteBuffer.wrap(bytes, 0, length).slice(), position + firstBlock * decoder.blockBytes());
        return bytes;
    }
}
