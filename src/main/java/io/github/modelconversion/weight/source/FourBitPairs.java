package io.github.modelconversion.weight.source;

import io.github.modelconversion.input.file.ByteSource;
import io.github.modelconversion.original.OriginalTensor;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The values of 4-bit floats that the original packs two to a byte, in blocks of 32 with a shared exponent that another
 * tensor holds.
 */
final class FourBitPairs implements WeightValues {

    private static final int BLOCK = 32;
    private static final int BLOCK_BYTES = 16;
    private static final int BIAS = 127;
    private static final float[] MAGNITUDES = {0, 0.5f, 1, 1.5f, 2, 3, 4, 6};

    private final ByteSource.ByteReader blocks;
    private final ByteSource.ByteReader scales;
    private final long blocksAt;
    private final long scalesAt;
    private final long count;

    /**
     * Opens a pair of tensors.
     *
     * @param blocks the packed values: bytes, 16 in a block
     * @param scales the exponents: bytes, one for each block
     */
    FourBitPairs(OpenFiles files, OriginalTensor blocks, OriginalTensor scales) throws IOException {
        this.blocks = files.bytes(blocks.file()).reader();
        this.scales = files.bytes(scales.file()).reader();
        this.blocksAt = blocks.position();
        this.scalesAt = scales.position();
        this.count = 2 * blocks.shape().stream().reduce(1L, Math::multiplyExact);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void read(long first, int length, float[] values, int at) throws IOException {
        long firstBlock = first / BLOCK;
        int number = (int) ((first + length + BLOCK - 1) / BLOCK - firstBlock);
        ByteBuffer packed = ByteBuffer.allocate(number * BLOCK_BYTES);
        ByteBuffer exponents = ByteBuffer.allocate(number);
        blocks.fill(packed, blocksAt + firstBlock * BLOCK_BYTES);
        scales.fill(exponents, scalesAt + firstBlock);
        int offset = (int) (first - firstBlock * BLOCK);
        for (int i = 0; i < length; i++) {
            int place = offset + i;
            int pair = packed.get(place / 2);
            int code = (place % 2 == 0 ? pair : pair >> 4) & 0xf;
            float magnitude = Math.scalb(MAGNITUDES[code & 7], (exponents.get(place / BLOCK) & 0xff) - BIAS);
            values[at + i] = (code & 8) == 0 ? magnitude : -magnitude;
        }
    }
}
