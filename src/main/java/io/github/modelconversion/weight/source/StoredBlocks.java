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

    /**
     * Reads whole blocks and computes the distance of each of their values to its neighbours.
     *
     * @param first the number of the first value, a multiple of the block's
     * @param count number of values, a multiple of the block's
     * @param values receives the values from index 0
     * @param steps receives the distances from index 0
     * @see WeightDecoder#steps
     */
    public void readWithSteps(long first, int count, float[] values, float[] steps) throws IOException {
        int size = decoder.blockWeights();
        byte[] held = hold(first / size, count / size);
        decoder.decode(held, 0, count / size, values, 0);
        decoder.steps(held, 0, count / size, steps, 0);
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
