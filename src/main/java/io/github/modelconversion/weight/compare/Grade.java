package io.github.modelconversion.weight.compare;

/** How the weights of a tensor compare with the original's. */
public enum Grade {
    /** They differ as little as usual for their type. */
    USUAL,
    /** They are too small for their type: it rounds them more coarsely than others. */
    LOST,
    /** They are rounded more coarsely than usual for their type. */
    UNUSUAL,
    /** They differ. */
    DIFFERS,
    /** Some are infinite or NaN. */
    NON_FINITE
}
