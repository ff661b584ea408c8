package io.github.modelconversion.result.measurement;

/**
 * The range of the entries that remain without those that make up nearly all of the reference's variance.
 *
 * @param above exclusive lower bound; may be negative infinity
 * @param below exclusive upper bound; may be positive infinity
 */
public record MainCluster(double above, double below) {

    public boolean contains(double value) {
        return value > above && value < below;
    }
}
