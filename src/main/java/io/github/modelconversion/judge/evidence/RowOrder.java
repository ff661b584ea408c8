package io.github.modelconversion.judge.evidence;

import java.util.List;

/**
 * Rows of the test that are nearer to another row of the reference than to their own.
 *
 * @param compared number of test rows that were compared with the reference's rows
 * @param nearer the rows that are nearer to another row, by ascending number
 */
public record RowOrder(int compared, List<Nearer> nearer) {

    /** No rows were compared with other rows. */
    public static final RowOrder UNKNOWN = new RowOrder(0, List.of());

    /** Copies the list. */
    public RowOrder {
        nearer = List.copyOf(nearer);
    }

    /**
     * A row of the test that is nearer to another row of the reference.
     *
     * @param row its number from 0
     * @param distance its distance from its own row of the reference: for embeddings the squared distance of rows of unit
     *     length, else the centered NMSE
     * @param other the number of the nearest row of the reference
     * @param distanceFromOther the same for that row
     */
    public record Nearer(long row, double distance, long other, double distanceFromOther) {

        /** Largest distance from the other row, as a share of the distance from its own, if the two agree. */
        public static final double LEFT = 0.1;

        /** Returns whether it agrees with the other row, which explains nearly all of its distance from its own row. */
        public boolean agrees() {
            return distanceFromOther <= LEFT * distance;
        }
    }
}
