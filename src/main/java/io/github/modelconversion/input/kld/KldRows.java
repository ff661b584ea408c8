package io.github.modelconversion.input.kld;

import io.github.modelconversion.input.file.FileBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.LogProbabilityReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Locale;

/** Reads the rows of a {@link KldFile}, several at once. */
final class KldRows implements LogProbabilityReader {

    static final int LARGEST_CODE = 0xffff;

    /** Error that the writer's float32 arithmetic can add to a row's range or to its largest log-probability, in nats. */
    private static final double ROUNDING = 1e-4;

    /**
     * Largest deviation of a row's probability sum from 1: the codes are up to 1.3e-4 off, and some writers truncate them.
     */
    private static final double WHOLE = 1e-3;

    private static final int POWERS = 1 << 8;

    /** Approximate number of values read at once; fewer cost system calls. */
    private static final int VALUES_AT_ONCE = 1 << 16;

    /** Most rows read at once, even for a small vocabulary. */
    private static final int MOST_AT_ONCE = 1 << 8;

    private final String name;
    private final FileChannel channel;
    private final KldHeader header;
    private final int atOnce;
    private final int rowBytes;
    private final ByteBuffer bytes;
    private final short[] codes;
    private final double[] ofLowByte = new double[POWERS];
    private final double[] ofHighByte = new double[POWERS];
    private int firstHeld = -1;

    KldRows(String name, FileChannel channel, KldHeader header) {
        this.name = name;
        this.channel = channel;
        this.header = header;
        this.atOnce = atOnce(header);
        this.rowBytes = Math.toIntExact(header.rowBytes());
        this.bytes = ByteBuffer.allocateDirect(atOnce * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
        this.codes = new short[header.vocabulary()];
    }

    /** Returns the number of rows read at once. */
    static int atOnce(KldHeader header) {
        return Math.max(1, Math.min(MOST_AT_ONCE, VALUES_AT_ONCE / header.vocabulary()));
    }

    @Override
    public double read(int row, double[] logProbabilities) throws IOException {
        hold(row / atOnce * atOnce);
        bytes.position((row - firstHeld) * rowBytes);
        float scale = bytes.getFloat();
        float minimum = bytes.getFloat();
        double range = (double) scale * LARGEST_CODE;
        boolean valid = range >= 0 && range <= KldFile.RANGE + ROUNDING && minimum + range <= ROUNDING;
        // Phrased so that NaN and −∞ are refused, too.
        if (!valid || Float.isInfinite(minimum)) {
            throw noRow(row, scale, minimum);
        }
        bytes.asShortBuffer().get(codes);
        boolean clipped = range >= KldFile.RANGE - ROUNDING;
        requireWhole(row, scale, minimum, clipped);
        decode(codes, logProbabilities, codes.length, scale, minimum);
        return clipped ? minimum : Double.NEGATIVE_INFINITY;
    }

    /**
     * Checks that the probabilities sum to 1: a row of probabilities near 0 has no divergence from anything, so damage would
     * look like agreement.
     */
    private void requireWhole(int row, double scale, double minimum, boolean clipped) throws UnusableInputException {
        double lowest = StrictMath.exp(minimum);
        double sum = lowest * sumOfPowers(scale);
        // Clipped values have been raised to the lowest.
        double raised = clipped ? codes.length * lowest : 0;
        if (sum < 1 - WHOLE || sum > 1 + WHOLE + raised) {
            throw new UnusableInputException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "expected probabilities that sum to 1 at byte %d (row %d of chunk %d), found %.4g",
                            header.rowAt(row),
                            row % header.rowsPerChunk(),
                            row / header.rowsPerChunk(),
                            sum),
                    "The file is damaged: write it again with llama-perplexity");
        }
    }

    /** Returns Σe<sup>scale · code</sup>; each term is the product of two powers, one per byte of the code. */
    private double sumOfPowers(double scale) {
        setPowers(ofLowByte, StrictMath.exp(scale));
        setPowers(ofHighByte, StrictMath.exp(scale * POWERS));
        // Four independent sums: an addition need not wait for the previous one.
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < codes.length; i += 4) {
            first += power(codes[i]);
            second += power(codes[i + 1]);
            third += power(codes[i + 2]);
            fourth += power(codes[i + 3]);
        }
        for (; i < codes.length; i++) {
            first += power(codes[i]);
        }
        return (first + second) + (third + fourth);
    }

    private double power(short code) {
        return ofHighByte[(code & LARGEST_CODE) >> Byte.SIZE] * ofLowByte[code & (POWERS - 1)];
    }

    private static void setPowers(double[] powers, double base) {
        powers[0] = 1;
        for (int i = 1; i < POWERS; i++) {
            powers[i] = powers[i - 1] * base;
        }
    }

    private void hold(int first) throws IOException {
        if (first != firstHeld) {
            firstHeld = -1;
            int count = Math.min(atOnce, header.rows() - first);
            FileBytes.fill(channel, name, bytes.clear().limit(count * rowBytes), header.rowAt(first));
            firstHeld = first;
        }
    }

    private UnusableInputException noRow(int row, float scale, float minimum) {
        return new UnusableInputException(
                name,
                String.format(
                        Locale.ROOT,
                        "expected a scale from 0 to %.4g and a minimum that leave no log-probability above 0 at byte"
                                + " %d (row %d of chunk %d), found scale %s and minimum %s",
                        KldFile.RANGE / LARGEST_CODE,
                        header.rowAt(row),
                        row % header.rowsPerChunk(),
                        row / header.rowsPerChunk(),
                        scale,
                        minimum),
                "If they are NaN, the model's logits were not finite; otherwise the file is damaged: write it"
                        + " again with llama-perplexity");
    }

    @Override
    public void close() {
        // All readers share the file.
    }

    /** The product is exact in double; the sum is rounded once. */
    private static void decode(short[] codes, double[] into, int count, double scale, double minimum) {
        for (int i = 0; i < count; i++) {
            into[i] = scale * (codes[i] & LARGEST_CODE) + minimum;
        }
    }
}
