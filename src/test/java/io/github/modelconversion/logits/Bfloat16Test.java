package io.github.modelconversion.logits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Bfloat16Test {

    private static final int PATTERNS = 1 << 16;
    private static final int INFINITY = 0x7f80;
    private static final int SIGN = 0x8000;

    /**
     * All values in the order of their bit patterns, without a look at any bit: they ascend from 0 in steps of 2^-133, and
     * after the first 256 the step doubles with every 128 values, up to infinity; NaN follows.
     */
    private static double[] everyValue() {
        double[] values = new double[PATTERNS];
        double value = 0;
        double step = 0x1p-133;
        for (int pattern = 0; pattern < INFINITY; pattern++) {
            if (pattern > 128 && pattern % 128 == 0) {
                step *= 2;
            }
            values[pattern] = value;
            values[SIGN + pattern] = -value;
            value += step;
        }
        values[INFINITY] = Double.POSITIVE_INFINITY;
        values[SIGN + INFINITY] = Double.NEGATIVE_INFINITY;
        Arrays.fill(values, INFINITY + 1, SIGN, Double.NaN);
        Arrays.fill(values, SIGN + INFINITY + 1, PATTERNS, Double.NaN);
        return values;
    }

    @Test
    void decodesEveryBitPattern(@TempDir Path directory) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(2 * PATTERNS).order(ByteOrder.LITTLE_ENDIAN);
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            data.putShort((short) pattern);
        }
        Path path = LogitsFixture.write(directory, "a.bin", data.array());
        try (LogitsFile file = Container.RAW
                        .tensors(path, "a.bin", ElementType.BFLOAT16)
                        .get(0)
                        .open();
                ValueReader reader = file.reader()) {
            assertThat(Arrays.equals(LogitsFixture.read(reader, 0, PATTERNS), everyValue()))
                    .isTrue();
        }
    }
}
