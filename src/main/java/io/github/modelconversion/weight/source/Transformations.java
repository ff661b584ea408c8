package io.github.modelconversion.weight.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;

/** What the converter does to the values of a tensor. A tensor of one dimension has rows of one value. */
public final class Transformations {

    private Transformations() {}

    /**
     * Orders the rows of queries or keys as llama.cpp rotates them: row (head, i, j) is the original's (head, j, i), with j
     * in 0 and 1.
     */
    public static WeightValues rope(WeightValues values, long columns, long heads) {
        long rows = values.count() / columns;
        long size = rows / heads;
        return new MappedRows(values, rows, columns, row -> ropeOrigin(row, size));
    }

    private static long ropeOrigin(long row, long size) {
        long inHead = row % size;
        return row - inHead + inHead % 2 * (size / 2) + inHead / 2;
    }

    /** Adds 1 to each value. */
    public static WeightValues plusOne(WeightValues values) {
        return new Computed(values, value -> value + 1);
    }

    /** Replaces each value x by -exp(x). */
    public static WeightValues minusExp(WeightValues values) {
        return new Computed(values, value -> -Math.exp(value));
    }

    /** Transposes each matrix of a tensor. */
    public static WeightValues transposed(WeightValues values, int rows, int columns) {
        return new Transposed(values, rows, columns);
    }

    /** Takes every second value from the first (0) or second (1) on. */
    public static WeightValues alternate(WeightValues values, int start) {
        return new Alternate(values, start);
    }

    /** Takes every second row from the first (0) or second (1) on. */
    public static WeightValues alternateRows(WeightValues values, long columns, int start) {
        return new MappedRows(values, values.count() / columns / 2, columns, row -> 2 * row + start);
    }

    /** Multiplies each row by a factor. */
    public static WeightValues multiplied(WeightValues values, long columns, LongToDoubleFunction factors) {
        return new Multiplied(values, columns, factors);
    }

    /** The values of another tensor times the factor of their row, rounded to float32. */
    private record Multiplied(WeightValues source, long columns, LongToDoubleFunction factors) implements WeightValues {

        @Override
        public long count() {
            return source.count();
        }

        @Override
        public void read(long first, int count, float[] values, int at) throws IOException {
            source.read(first, count, values, at);
            int done = 0;
            while (done < count) {
                long row = (first + done) / columns;
                double factor = factors.applyAsDouble(row);
                int end = (int) Math.min(count, (row + 1) * columns - first);
                for (; done < end; done++) {
                    values[at + done] = (float) (values[at + done] * factor);
                }
            }
        }
    }

    /** Appends zeros, up to a number of values. */
    public static WeightValues padded(WeightValues values, long count) {
        return new Padded(values, Math.max(count, values.count()));
    }

    /** The values of another tensor, followed by zeros. */
    private record Padded(WeightValues source, long count) implements WeightValues {

        @Override
        public void read(long first, int count, float[] values, int at) throws IOException {
            int own = (int) Math.max(0, Math.min(count, source.count() - first));
            if (own > 0) {
                source.read(first, own, values, at);
            }
            Arrays.fill(values, at + own, at + count, 0);
        }
    }

    /** Takes consecutive rows. */
    public static WeightValues rows(WeightValues values, long columns, long first, long count) {
        return new MappedRows(values, count, columns, row -> row + first);
    }

    /**
     * Takes the same rows of each matrix.
     *
     * @param rows number of rows of a matrix
     * @param first the first row to take
     * @param count number of rows to take
     */
    public static WeightValues rowsOfEach(WeightValues values, long rows, long columns, long first, long count) {
        long matrices = values.count() / columns / rows;
        return new MappedRows(values, matrices * count, columns, row -> row / count * rows + first + row % count);
    }

    /**
     * Rows of attention that the original stores by group: for each group its queries, its key and its value.
     *
     * @param groups number of groups, each with one key and one value
     * @param queries number of queries in a group
     * @param size number of rows of a query, key or value
     */
    public record Heads(long groups, long queries, long size) {

        private WeightValues part(
                WeightValues values, long columns, long heads, LongUnaryOperator head, boolean rotated) {
            return new MappedRows(values, heads * size, columns, row -> {
                long from = rotated ? ropeOrigin(row, size) : row;
                return head.applyAsLong(from / size) * size + from % size;
            });
        }

        private long queryHead(long head) {
            return head / queries * (queries + 2) + head % queries;
        }

        private long keyHead(long head) {
            return head * (queries + 2) + queries;
        }

        private long valueHead(long head) {
            return head * (queries + 2) + queries + 1;
        }

        /** Takes the queries in the order in which llama.cpp rotates them. */
        public WeightValues queries(WeightValues values, long columns) {
            return part(values, columns, groups * queries, this::queryHead, true);
        }

        /** Takes the keys in the order in which llama.cpp rotates them. */
        public WeightValues keys(WeightValues values, long columns) {
            return part(values, columns, groups, this::keyHead, true);
        }

        /** Takes the values. */
        public WeightValues values(WeightValues values, long columns) {
            return part(values, columns, groups, this::valueHead, false);
        }

        /** Takes all queries, then all keys, then all values. */
        public WeightValues regrouped(WeightValues values, long columns) {
            long firstKey = groups * queries;
            return part(
                    values,
                    columns,
                    groups * (queries + 2),
                    head -> head < firstKey
                            ? queryHead(head)
                            : head < firstKey + groups ? keyHead(head - firstKey) : valueHead(head - firstKey - groups),
                    false);
        }
    }

    /**
     * Takes parts of rows that the original stores by group: all groups' first part, then all groups' second part, and so
     * on.
     *
     * @param groups number of groups
     * @param size number of rows of a group
     * @param parts the parts to take
     */
    public static WeightValues parts(WeightValues values, long columns, long groups, long size, List<Rows> parts) {
        long all = groups * parts.stream().mapToLong(Rows::count).sum();
        return new MappedRows(values, all, columns, row -> {
            long left = row;
            for (Rows part : parts) {
                if (left < groups * part.count()) {
                    return left / part.count() * size + part.first() + left % part.count();
                }
                left -= groups * part.count();
            }
            throw new IndexOutOfBoundsException(row);
        });
    }

    /**
     * Orders heads that the original stores by group: the first head of each group, then the second of each, and so on; again
     * for the following rows, if there are more.
     *
     * @param before number of rows before the first head, which stay where they are
     * @param groups number of groups
     * @param heads number of heads in a group
     * @param size number of rows of a head
     */
    public static WeightValues spread(
            WeightValues values, long columns, long before, long groups, long heads, long size) {
        long all = groups * heads;
        return new MappedRows(values, values.count() / columns, columns, row -> {
            if (row < before) {
                return row;
            }
            long head = (row - before) / size;
            long inAll = head % all;
            long origin = head - inAll + inAll % groups * heads + inAll / groups;
            return before + origin * size + (row - before) % size;
        });
    }

    /**
     * Consecutive rows.
     *
     * @param first the first
     * @param count their number
     */
    public record Rows(long first, long count) {}
}
