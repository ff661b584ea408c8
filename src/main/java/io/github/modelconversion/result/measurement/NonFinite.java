package io.github.modelconversion.result.measurement;

/**
 * The NaN and infinite values of one side.
 *
 * @param count number of values; if 0, the other components are meaningless
 * @param negativeInfinities number of −inf values among them
 * @param firstIndex index of the first one, counted over all values from 0
 * @param reference the reference's value there
 * @param test the test's value there
 */
public record NonFinite(long count, long negativeInfinities, long firstIndex, double reference, double test) {

    public static final NonFinite NONE = new NonFinite(0, 0, 0, 0);

    /** Creates an instance without −inf values. */
    public NonFinite(long count, long firstIndex, double reference, double test) {
        this(count, 0, firstIndex, reference, test);
    }

    /** Returns whether there are any. */
    public boolean present() {
        return count > 0;
    }

    /** Returns whether there are any and all of them are −inf, as for masked entries. */
    public boolean isMask() {
        return present() && negativeInfinities == count;
    }

    public NonFinite combine(NonFinite next) {
        return present()
                ? new NonFinite(
                        count + next.count, negativeInfinities + next.negativeInfinities, firstIndex, reference, test)
                : next;
    }
}
