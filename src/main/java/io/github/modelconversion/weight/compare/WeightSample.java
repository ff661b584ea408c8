package io.github.modelconversion.weight.compare;

import java.util.stream.LongStream;

/**
 * The choice of the chunks of a tensor that are compared. Steps of the golden ratio spread it evenly over a tensor of any
 * shape, and repeat no period of heads or experts; the first and the last chunk always belong to it.
 *
 * @param share the share of chunks, greater than 0 and at most 1
 */
public record WeightSample(double share) {

    /** All chunks. */
    public static final WeightSample ALL = new WeightSample(1);

    /** The fractional part of the golden ratio, as a multiple of 2⁻⁶⁴. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** Checks the share. */
    public WeightSample {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("Expected a share greater than 0 and at most 1, found " + share);
        }
    }

    /** Returns the number of weights of a tensor with {@code count} weights that are compared. */
    public long weights(long count) {
        return LongStream.of(chunks(count))
                .map(chunk -> TensorPair.length(chunk, count))
                .sum();
    }

    /** Returns the numbers of the chosen chunks of a tensor with {@code count} weights. */
    long[] chunks(long count) {
        long chunks = (count + TensorPair.CHUNK - 1) / TensorPair.CHUNK;
        return LongStream.range(0, chunks)
                .filter(chunk -> chunk == chunks - 1 || ((chunk * STEP) >>> 1) < share * 0x1p63)
                .toArray();
    }
}
