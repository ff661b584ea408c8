package io.github.modelconversion.weight.compare;

/**
 * Sums over pairs of weights: r of the original and w of the GGUF file. Pairs with a value that is not finite are left out.
 *
 * @param count number of pairs
 * @param squaredError the sum of (w − r)²
 * @param squaredReference the sum of r²
 * @param crossError the sum of (w − r) · r
 * @param squaredStep the sum of the squared distances of each w to its neighbours
 */
public record WeightSums(
        long count, double squaredError, double squaredReference, double crossError, double squaredStep) {

    /** Of no pairs. */
    public static final WeightSums NONE = new WeightSums(0, 0, 0, 0, 0);

    /** Returns the sums over the pairs of both. */
    public WeightSums combine(WeightSums other) {
        return new WeightSums(
                count + other.count,
                squaredError + other.squaredError,
                squaredReference + other.squaredReference,
                crossError + other.crossError,
                squaredStep + other.squaredStep);
    }

    /** Returns the sum of (w − r)² divided by that of r²; 0 if all values are 0. */
    public double nmse() {
        return squaredError == 0 ? 0 : squaredError / squaredReference;
    }

    /** Returns the factor that, multiplied with r, best approximates w; 1 if all r are 0. */
    public double slope() {
        return squaredReference == 0 ? 1 : 1 + crossError / squaredReference;
    }
}
