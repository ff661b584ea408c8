package io.github.modelconversion.weight.compare;

/**
 * The values of a tensor that are infinite or NaN.
 *
 * @param count their number
 * @param first the number of the first of them; meaningless if there are none
 */
public record NonFiniteCount(long count, long first) {

    static final NonFiniteCount NONE = new NonFiniteCount(0, 0);

    /** Returns the count of this and a later part of the tensor. */
    NonFiniteCount combine(NonFiniteCount later) {
        return count == 0 ? later : new NonFiniteCount(count + later.count, first);
    }

    /** Returns the count with another value. */
    NonFiniteCount with(long place) {
        return combine(new NonFiniteCount(1, place));
    }
}
