package io.github.modelconversion.weight.type.grid;

import io.github.modelconversion.weight.type.block.Levels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * A grid: the combinations of four or eight magnitudes that a type can represent, one of the constants {@code iq…_grid} of
 * {@code ggml-common.h}. The resource {@code grids.bin} holds the grids one after the other in the order of the fields below,
 * as indices of magnitudes: two bits each for up to four magnitudes, else four bits, the lowest bits first.
 */
final class Grid {

    static final Grid IQ2_XXS;
    static final Grid IQ2_XS;
    static final Grid IQ2_S;
    static final Grid IQ3_XXS;
    static final Grid IQ3_S;

    /** The grid of IQ1_S and IQ1_M; its values have signs. */
    static final Grid IQ1;

    private static final String RESOURCE = "grids.bin";

    /** The size of the resource in bytes. */
    private static final int SIZE = 9_216;

    /** The checksum of the resource. */
    private static final long CRC = 0x9167_2247L;

    static {
        ByteBuffer packed = ByteBuffer.wrap(read());
        IQ2_XXS = new Grid(packed, 256, 8, 8, 25, 43);
        IQ2_XS = new Grid(packed, 512, 8, 8, 25, 43);
        IQ2_S = new Grid(packed, 1024, 8, 8, 25, 43);
        IQ3_XXS = new Grid(packed, 256, 4, 4, 12, 20, 28, 36, 44, 52, 62);
        IQ3_S = new Grid(packed, 512, 4, 1, 3, 5, 7, 9, 11, 13, 15);
        IQ1 = new Grid(packed, 2048, 8, -1, 0, 1);
    }

    private final int width;
    private final float[] magnitudes;
    private final float[] points;

    private Grid(ByteBuffer packed, int size, int width, float... magnitudes) {
        this.width = width;
        this.magnitudes = magnitudes;
        this.points = new float[size * width];
        int bits = magnitudes.length <= 4 ? 2 : 4;
        int mask = (1 << bits) - 1;
        for (int i = 0; i < points.length; ) {
            int indices = packed.get();
            for (int shift = 0; shift < Byte.SIZE; shift += bits) {
                points[i++] = magnitudes[(indices >> shift) & mask];
            }
        }
    }

    private static byte[] read() {
        try (InputStream resource = Grid.class.getResourceAsStream(RESOURCE)) {
            byte[] bytes = resource.readAllBytes();
            CRC32 crc = new CRC32();
            crc.update(bytes);
            if (bytes.length != SIZE || crc.getValue() != CRC) {
                throw new IOException(RESOURCE + " has " + bytes.length + " of " + SIZE + " bytes, or other contents");
            }
            return bytes;
        } catch (IOException damaged) {
            throw new UncheckedIOException("the plugin's jar is damaged", damaged);
        }
    }

    /** Returns the number of values of a point. */
    int width() {
        return width;
    }

    /** Returns the values that a code can have, the negative ones too. */
    Levels levels() {
        float[] levels = new float[2 * magnitudes.length];
        IntStream.range(0, magnitudes.length).forEach(i -> {
            levels[2 * i] = magnitudes[i];
            levels[2 * i + 1] = -magnitudes[i];
        });
        return Levels.of(levels);
    }

    /**
     * Copies a point.
     *
     * @param signs one bit for each value, the lowest first; a bit that is set negates the value
     * @param first index of the point's first value in {@code codes}
     */
    void put(int point, int signs, float[] codes, int first) {
        int from = point * width;
        for (int i = 0; i < width; i++) {
            codes[first + i] = points[from + i] * (1 - 2 * ((signs >> i) & 1));
        }
    }

    /** Copies a point, and adds a number to its values. */
    void shift(int point, float delta, float[] codes, int first) {
        int from = point * width;
        for (int i = 0; i < width; i++) {
            codes[first + i] = points[from + i] + delta;
        }
    }

    /** Returns eight sign bits for seven: the eighth makes the number of set bits even. */
    static int evenSigns(int seven) {
        return seven | ((Integer.bitCount(seven) & 1) << 7);
    }
}
