package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.weight.WeightMatrix;
import io.github.modelconversion.weight.relation.Agreement;
import java.io.IOException;

/**
 * Short summaries of rows, from which nearly the distance of two rows follows: the values of a row are added to a few buckets,
 * each with a sign; bucket and sign depend on the column alone. Rounding errors have random signs and nearly cancel.
 */
final class Sketches {

    /** Number of buckets of a row. */
    private static final int BUCKETS = 32;

    /** Number of values held. */
    private static final int MOST_VALUES = 1 << 21;

    /** Smallest ratio of the distances of the second-nearest and the nearest row. */
    private static final double CLEAR = 2;

    private final int width;
    private final float[] values;

    private Sketches(int width, int count) {
        this.width = width;
        this.values = new float[width * count];
    }

    /** Returns the largest number of rows that can be summarised. */
    static int mostRows(int columns) {
        return MOST_VALUES / Math.min(8, buckets(columns));
    }

    private static int buckets(int columns) {
        return Math.min(BUCKETS, Integer.highestOneBit(columns));
    }

    /** Summarises all rows. */
    static Sketches ofRows(WeightMatrix matrix) throws IOException {
        int rows = Math.toIntExact(matrix.rows());
        int buckets = buckets(matrix.columns());
        while ((long) buckets * rows > MOST_VALUES) {
            buckets /= 2;
        }
        Sketches sketches = new Sketches(buckets, rows);
        int atOnce = Agreement.rowsAtOnce(matrix);
        float[] block = new float[atOnce * matrix.columns()];
        int[] places = places(matrix.columns(), buckets);
        for (int row = 0; row < rows; row += atOnce) {
            int count = Math.min(atOnce, rows - row);
            matrix.read(row, count, block);
            for (int i = 0; i < count; i++) {
                sketches.add(block, i * matrix.columns(), places, (row + i) * buckets);
            }
        }
        return sketches;
    }

    /** Summarises blocks of rows by a few rows of each. */
    static Sketches ofBlocks(WeightMatrix matrix, int blocks, int rowsOfEach) throws IOException {
        int buckets = buckets(matrix.columns());
        Sketches sketches = new Sketches(buckets * rowsOfEach, blocks);
        float[] row = new float[matrix.columns()];
        int[] places = places(matrix.columns(), buckets);
        long height = matrix.rows() / blocks;
        for (int i = 0; i < blocks * rowsOfEach; i++) {
            matrix.read(i / rowsOfEach * height + Agreement.sampleRow(i % rowsOfEach, rowsOfEach, height), 1, row);
            sketches.add(row, 0, places, i * buckets);
        }
        return sketches;
    }

    /** Returns the bucket of each column, as its complement if the sign is negative. */
    private static int[] places(int columns, int buckets) {
        int[] places = new int[columns];
        for (int column = 0; column < columns; column++) {
            int hash = (column + 1) * 0x9E3779B9;
            hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
            hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
            hash ^= hash >>> 16;
            int bucket = hash >>> 1 & buckets - 1;
            places[column] = (hash & 1) == 0 ? bucket : ~bucket;
        }
        return places;
    }

    private void add(float[] row, int from, int[] places, int at) {
        for (int column = 0; column < places.length; column++) {
            int place = places[column];
            if (place >= 0) {
                values[at + place] += row[from + column];
            } else {
                values[at + ~place] -= row[from + column];
            }
        }
    }

    int count() {
        return values.length / width;
    }

    /**
     * Returns the index of the sketch that resembles one of these: the same index if it does, and -1 if none does or several do.
     *
     * @param allowed largest squared distance of sketches that resemble each other, as a share of the squares' sum
     */
    int nearest(int index, Sketches among, double allowed) {
        double largest = allowed * power(index);
        if (distance(index, among, index, Double.POSITIVE_INFINITY) <= largest) {
            return index;
        }
        double least = largest;
        double second = Double.POSITIVE_INFINITY;
        int nearest = -1;
        for (int i = 0; i < among.count(); i++) {
            double distance = distance(index, among, i, CLEAR * least);
            if (distance < least) {
                second = nearest < 0 ? second : least;
                least = distance;
                nearest = i;
            } else {
                second = Math.min(second, distance);
            }
        }
        return second >= CLEAR * least ? nearest : -1;
    }

    private double power(int index) {
        double sum = 0;
        for (int i = index * width; i < (index + 1) * width; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum;
    }

    /** Returns the squared distance, or a part of it that is not below the bound. */
    private double distance(int index, Sketches other, int otherIndex, double bound) {
        double sum = 0;
        for (int i = 0; i < width && sum < bound; i++) {
            double difference = (double) values[index * width + i] - other.values[otherIndex * width + i];
            sum += difference * difference;
        }
        return sum;
    }
}
