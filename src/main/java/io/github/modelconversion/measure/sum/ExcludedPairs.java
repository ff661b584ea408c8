package io.github.modelconversion.measure.sum;

import io.github.modelconversion.result.measurement.Entries;
import io.github.modelconversion.result.measurement.NonFinite;

/** Counts pairs of which at least one value is not finite. Not safe for use by several threads. */
final class ExcludedPairs {

    private long masked;
    private NonFinite reference = NonFinite.NONE;
    private NonFinite test = NonFinite.NONE;

    void clear() {
        masked = 0;
        reference = NonFinite.NONE;
        test = NonFinite.NONE;
    }

    /** Adds a pair; a pair of −inf is masked. */
    void add(long index, double ofReference, double ofTest) {
        if (ofReference == Double.NEGATIVE_INFINITY && ofTest == Double.NEGATIVE_INFINITY) {
            masked++;
            return;
        }
        if (!Double.isFinite(ofReference)) {
            reference = reference.combine(nonFinite(ofReference, index, ofReference, ofTest));
        }
        if (!Double.isFinite(ofTest)) {
            test = test.combine(nonFinite(ofTest, index, ofReference, ofTest));
        }
    }

    private static NonFinite nonFinite(double value, long index, double ofReference, double ofTest) {
        return new NonFinite(1, value == Double.NEGATIVE_INFINITY ? 1 : 0, index, ofReference, ofTest);
    }

    /** Adds the pairs that follow. */
    void combine(ExcludedPairs next) {
        masked += next.masked;
        reference = reference.combine(next.reference);
        test = test.combine(next.test);
    }

    boolean hasReference() {
        return reference.present();
    }

    boolean hasTest() {
        return test.present();
    }

    /** Returns whether no pair was added except masked ones. */
    boolean isEmpty() {
        return !hasReference() && !hasTest();
    }

    /** Returns whether as many values are not finite on both sides and both begin with NaN. */
    boolean isNan() {
        return reference.count() == test.count() && Double.isNaN(reference.reference()) && Double.isNaN(test.test());
    }

    /** Returns all entries. */
    Entries entries(long compared) {
        return new Entries(compared, masked, reference, test);
    }
}
