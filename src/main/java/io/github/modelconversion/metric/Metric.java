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
    MEAN_ABSOLUTE_ERROR("meanAbsoluteError", "mean absolute error");

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
