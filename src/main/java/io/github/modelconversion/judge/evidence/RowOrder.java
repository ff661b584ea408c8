package io.github.modelconversion.judge.evidence;

import java.util.List;

/**
 * Rows of the test that are nearer to another row of the reference than to their own.
 *
 * @param compared how many rows of the test were compared with the rows of the reference
 * @param nearer those that are nearer to another row, in ascending order of their numbers
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
     * @param distance its distance from its own row of the reference: for embeddings the squared one of rows of unit length,
     *     else its centered NMSE
     * @param other the number of the row of the reference that it is nearest to
     * @param distanceFromOther the same for that row
     */
    public record Nearer(long row, double distance, long other, double distanceFromOther) {

        /** The share of the squared distance that the other row leaves where the two agree. */
        public static final double LEFT = 0.1;

        /** Returns whether it agrees with the other row: that one explains nearly all of the distance from its own. */
        public boolean agrees() {
            return distanceFromOther <= LEFT * distance;
        }
    }
}
