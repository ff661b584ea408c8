package io.github.modelconversion.measure.sample;

import io.github.modelconversion.input.tensor.ValueReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the order of one side's dimensions that matches the other side of equal size. Compares a few hundred values of each
 * side, at the same places for each order.
 */
final class Orders {

    /** Most dimensions to permute: 5! orders. */
    private static final int MOST_DIMENSIONS = 5;

    private static final int SAMPLED = 512;

    /** Most values of a file that can only be read from its beginning: it is read once per order. */
    private static final long MOST_SEQUENTIAL = 1 << 21;

    /** Scatters the places within their shares of the file; equal steps could coincide with a dimension. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final TrialSide moved;
    private final TrialSide fixed;

    /** Reorders the side with more dimensions: the other may have merged some. */
    Orders(TrialSide reference, TrialSide test) {
        boolean ofReference = reference.dimensions().size() > test.dimensions().size();
        this.moved = withoutOnes(ofReference ? reference : test);
        this.fixed = ofReference ? test : reference;
    }

    private static TrialSide withoutOnes(TrialSide side) {
        return side.inShape(
                side.dimensions().stream().filter(length -> length > 1).toList());
    }

    void tryAll(ShapeTrials trials) throws IOException {
        int rank = moved.dimensions().size();
        boolean tooLong = moved.count() > MOST_SEQUENTIAL && moved.file().isSequential();
        if (rank < 2 || rank > MOST_DIMENSIONS || tooLong) {
            return;
        }
        long[] places = places(moved.count());
        double[] expected = read(fixed, places);
        for (List<Integer> order : orders(rank)) {
            double[] found = new double[places.length];
            readMoved(order, places, found);
            double nmse = moved.isReference()
                    ? RowSample.nmse(found.length, i -> found[i], i -> expected[i])
                    : RowSample.nmse(found.length, i -> expected[i], i -> found[i]);
            trials.add(nmse, () -> words(order));
        }
    }

    private static long[] places(long count) {
        long[] places = new long[(int) Math.min(count, SAMPLED)];
        long share = count / places.length;
        Arrays.setAll(places, i -> i * share + ((i * SPREAD) >>> 1) % share);
        return places;
    }

    private static double[] read(TrialSide side, long[] places) throws IOException {
        double[] values = new double[places.length];
        double[] one = new double[1];
        try (ValueReader reader = side.file().reader()) {
            for (int i = 0; i < places.length; i++) {
                reader.read(places[i], one, 1);
                values[i] = Double.isFinite(one[0]) ? one[0] : Double.NaN;
            }
        }
        return values;
    }

    private void readMoved(List<Integer> order, long[] places, double[] found) throws IOException {
        long[] unmoved =
                Arrays.stream(places).map(place -> unmoved(order, place)).toArray();
        Integer[] ascending = IntStream.range(0, places.length).boxed().toArray(Integer[]::new);
        Arrays.sort(ascending, (one, other) -> Long.compare(unmoved[one], unmoved[other]));
        double[] values =
                read(moved, Arrays.stream(ascending).mapToLong(i -> unmoved[i]).toArray());
        for (int i = 0; i < values.length; i++) {
            found[ascending[i]] = values[i];
        }
    }

    /** Returns the original place of a value of the reordered array. */
    private long unmoved(List<Integer> order, long place) {
        long[] coordinates = new long[order.size()];
        long rest = place;
        for (int i = order.size() - 1; i >= 0; i--) {
            long length = moved.dimensions().get(order.get(i));
            coordinates[order.get(i)] = rest % length;
            rest /= length;
        }
        long at = 0;
        for (int dimension = 0; dimension < coordinates.length; dimension++) {
            at = at * moved.dimensions().get(dimension) + coordinates[dimension];
        }
        return at;
    }

    /** Returns all permutations of the numbers below a rank, the ascending one first. */
    private static List<List<Integer>> orders(int rank) {
        List<List<Integer>> orders = List.of(List.of());
        for (int next = 0; next < rank; next++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> order : orders) {
                for (int place = order.size(); place >= 0; place--) {
                    List<Integer> more = new ArrayList<>(order);
                    more.add(place, next);
                    longer.add(Collections.unmodifiableList(more));
                }
            }
            orders = longer;
        }
        return orders;
    }

    private Trial words(List<Integer> order) {
        List<Long> dimensions = moved.dimensions();
        List<Long> ordered = order.stream().map(dimensions::get).toList();
        boolean asItIs = order.equals(order.stream().sorted().toList());
        String expression = moved.name() + " = " + (asItIs ? moved.name() : moved.inNumpy())
                + (asItIs ? "" : ".transpose(" + TrialSide.list(order) + ")")
                + (asItIs || !ordered.equals(fixed.dimensions())
                        ? ".reshape(" + TrialSide.list(fixed.dimensions()) + ")"
                        : "");
        String name = "the " + moved.name();
        return new Trial(
                asItIs
                        ? name + " in the order it has"
                        : name + " with its dimensions in the order " + TrialSide.list(order) + " (" + join(ordered)
                                + ")",
                fixed.name(),
                (asItIs ? "only the shape differs" : "one side stores its dimensions in another order")
                        + ". Have both engines write the same shape, or " + (asItIs ? "reshape" : "reorder")
                        + " it: in NumPy, " + expression);
    }

    private static String join(List<Long> dimensions) {
        return String.join(" x ", dimensions.stream().map(String::valueOf).toList());
    }
}
