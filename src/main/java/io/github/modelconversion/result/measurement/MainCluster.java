package io.github.modelconversion.result.measurement;

/**
 * Where the entries lie that remain when those that make up nearly all of the reference's variance are left out.
 *
 * @param above all of them are greater than this; may be negative infinity
 * @param below all of them are less than this; may be positive infinity
 */
public record MainCluster(double above, double below) {

    public boolean contains(double value) {
        return value > above && value < below;
    }
}
