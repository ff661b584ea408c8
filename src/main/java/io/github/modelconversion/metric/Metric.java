package io.github.modelconversion.metric;

/** What is measured. The order is the order in reports; formulas are on the constants. */
public enum Metric {
    /** Normalised mean squared error: {@link #MSE} ÷ {@link #REFERENCE_VARIANCE}. */
    NMSE("nmse", "NMSE"),
    /** 10 · log10({@link #NMSE}); not measured where the NMSE is 0. */
    NMSE_DB("nmseDb", "NMSE (dB)"),
    /** Mean squared error: mean of (test − reference)². */
    MSE("mse", "MSE"),
    /** Population variance of the reference: mean of (reference − mean)², divided by n. */
    REFERENCE_VARIANCE("referenceVariance", "reference variance"),
    /** Largest of |test − reference|. */
    MAX_ABSOLUTE_ERROR("maxAbsoluteError", "largest absolute error"),
    /** Mean of |test − reference|. */
    MEAN_ABSOLUTE_ERROR("meanAbsoluteError", "mean absolute error"),
    /** Mean of test − reference. */
    MEAN_SHIFT("meanShift", "mean shift"),
    /** NMSE without the mean shift: population variance of test − reference ÷ {@link #REFERENCE_VARIANCE}. */
    CENTERED_NMSE("centeredNmse", "centered NMSE"),
    /** Slope of the least-squares line of the test over the reference: cov(reference, test) ÷ var(reference). */
    REGRESSION_SLOPE("regressionSlope", "regression slope"),
    /** Pearson's correlation of reference and test; not measured where the test is constant, or nearly so beside the reference. */
    CORRELATION("correlation", "correlation"),
    /** {@link #MSE} ÷ mean of reference²: what llama.cpp's C++ tests call NMSE. */
    MEAN_SQUARE_NMSE("meanSquareNmse", "mean-square NMSE");

    private final String key;
    private final String label;

    Metric(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Returns the name of this metric in reports. */
    public String key() {
        return key;
    }

    /** Returns the name of this metric in sentences. */
    public String label() {
        return label;
    }
}
