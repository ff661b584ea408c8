package io.github.modelconversion.weight.type.grid;

import io.github.modelconversion.weight.type.block.Levels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * The grids: the combinations of four or eight magnitudes that a type can represent, the constants {@code iq…_grid} of
 * {@code ggml-common.h}. The resource {@code grids.bin} holds them one after the other in the order of the constants below,
 * as indices of magnitudes: two bits each for up to four magnitudes, else four bits, the lowest bits first.
 */
enum Grid {
    IQ2_XXS(256, 8, 8, 25, 43),
    IQ2_XS(512, 8, 8, 25, 43),
    IQ2_S(1024, 8, 8, 25, 43),
    IQ3_XXS(256, 4, 4, 12, 20, 28, 36, 44, 52, 62),
    IQ3_S(512, 4, 1, 3, 5, 7, 9, 11, 13, 15),
    /** Its values have signs. */
    IQ1(2048, 8, -1, 0, 1);

    private static final String RESOURCE = "grids.bin";

    /** The checksum of the resource. */
    private static final long CRC = 0x9167_2247L;

    static {
        byte[] bytes = read();
        int at = 0;
        for (Grid grid : values()) {
            at = grid.unpack(bytes, at);
        }
    }

    private final int width;
    private final float[] magnitudes;
    private final float[] points;

    Grid(int size, int width, float... magnitudes) {
        this.width = width;
        this.magnitudes = magnitudes;
        this.points = new float[size * width];
    }

    private static byte[] read() {
        try (InputStream resource = Grid.class.getResourceAsStream(RESOURCE)) {
            byte[] bytes = resource.readAllBytes();
            CRC32 crc = new CRC32();
            crc.update(bytes);
            int size = Arrays.stream(values()).mapToInt(Grid::bytes).sum();
            if (bytes.length != size || crc.getValue() != CRC) {
                throw new IOException(RESOURCE + " has " + bytes.length + " of " + size + " bytes, or other contents");
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

    private int bits() {
        return magnitudes.length <= 4 ? 2 : 4;
    }

    private int bytes() {
        return points.length * bits() / Byte.SIZE;
    }

    private int unpack(byte[] bytes, int from) {
        int perByte = Byte.SIZE / bits();
        for (int i = 0; i < points.length; i++) {
            int packed = bytes[from + i / perByte] >> bits() * (i % perByte);
            points[i] = magnitudes[packed & (1 << bits()) - 1];
        }
        return from + bytes();
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
            codes[first + i] = points[from + i] * (1 - 2 * (signs >> i & 1));
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
        return seven | (Integer.bitCount(seven) & 1) << 7;
    }
}
