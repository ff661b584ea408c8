package io.github.modelconversion.result.measurement;

/**
 * The entries of two outputs by whether they can be compared.
 *
 * @param compared number of entries compared: finite on both sides
 * @param masked number of entries excluded because both sides are −inf
 * @param nonFiniteReference the reference's NaN and infinite values, except masked ones
 * @param nonFiniteTest the test's NaN and infinite values, except masked ones
 */
public record Entries(long compared, long masked, NonFinite nonFiniteReference, NonFinite nonFiniteTest) {

    /** Returns entries that are all finite. */
    public static Entries finite(long compared) {
        return new Entries(compared, 0, NonFinite.NONE, NonFinite.NONE);
    }

    /** Returns whether either side has a NaN or an infinity that is not masked. */
    public boolean hasNonFinite() {
        return nonFiniteReference.present() || nonFiniteTest.present();
    }
}
