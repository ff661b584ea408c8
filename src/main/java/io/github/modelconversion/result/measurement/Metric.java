package io.github.modelconversion.result.measurement;

import java.util.Arrays;
import java.util.Optional;

/** The metrics, in report order; formulas are on the constants. */
public enum Metric {
    /** Normalised mean squared error: {@link #MSE} ÷ {@link #REFERENCE_VARIANCE}. */
    NMSE("nmse", "NMSE", Better.LOWER),
    /** 10 · log10({@link #NMSE}); not measured if the NMSE is 0. */
    NMSE_DB("nmseDb", "NMSE (dB)", Better.NEITHER),
    /** Mean squared error: mean of (test − reference)². */
    MSE("mse", "MSE", Better.NEITHER),
    /** Population variance of the reference: mean of (reference − mean)², divided by n. */
    REFERENCE_VARIANCE("referenceVariance", "reference variance", Better.NEITHER),
    /** Largest of |test − reference|. */
    MAX_ABSOLUTE_ERROR("maxAbsoluteError", "largest absolute error", Better.LOWER),
    /** Mean of |test − reference|. */
    MEAN_ABSOLUTE_ERROR("meanAbsoluteError", "mean absolute error", Better.LOWER),
    /** Mean of test − reference. */
    MEAN_SHIFT("meanShift", "mean shift", Better.NEITHER),
    /** NMSE without the mean shift: population variance of test − reference ÷ {@link #REFERENCE_VARIANCE}. */
    CENTERED_NMSE("centeredNmse", "centered NMSE", Better.LOWER),
    /** Slope of the least-squares line of the test over the reference: cov(reference, test) ÷ var(reference). */
    REGRESSION_SLOPE("regressionSlope", "regression slope", Better.NEITHER),
    /** Pearson's correlation of reference and test; not measured if the test is constant. */
    CORRELATION("correlation", "correlation", Better.NEITHER),
    /** {@link #MSE} ÷ mean of reference²: what llama.cpp's C++ tests call NMSE. */
    MEAN_SQUARE_NMSE("meanSquareNmse", "mean-square NMSE", Better.NEITHER),
    /** 90th percentile over the rows of each row's own NMSE, interpolated linearly; not measured for a single row. */
    P90_ROW_NMSE("p90RowNmse", "90th percentile of the rows' NMSE", Better.LOWER),
    /** 99.9th percentile over the rows of each row's own NMSE, interpolated linearly; not measured for a single row. */
    P999_ROW_NMSE("p999RowNmse", "99.9th percentile of the rows' NMSE", Better.LOWER),
    /** Mean over the rows of KL(softmax(reference) ‖ softmax(test)), in nats; for logits. */
    MEAN_KL_DIVERGENCE("meanKlDivergence", "mean KL divergence", Better.LOWER),
    /** Median over the rows of the KL divergence. */
    MEDIAN_KL_DIVERGENCE("medianKlDivergence", "median KL divergence", Better.LOWER),
    /** 99th percentile over the rows of the KL divergence, interpolated linearly. */
    P99_KL_DIVERGENCE("p99KlDivergence", "99th percentile of the KL divergence", Better.LOWER),
    /** Largest KL divergence of a row. */
    MAX_KL_DIVERGENCE("maxKlDivergence", "largest KL divergence", Better.LOWER),
    /** Share of the rows in which both sides have the same top-1 token, 0 to 1; for logits. */
    TOP1_AGREEMENT("top1Agreement", "top-1 agreement", Better.HIGHER),
    /** Mean over the rows of the share of the reference's ten largest entries that are among the test's, 0 to 1. */
    TOP10_OVERLAP("top10Overlap", "top-10 overlap", Better.HIGHER),
    /** Root of the mean over the rows of (q − p)², the probabilities of the reference's top-1 token; 0 to 1. */
    RMS_TOP1_DELTA_P("rmsTop1DeltaP", "RMS change of the top-1 token's probability", Better.LOWER),
    /** Root of the mean over the rows of (q − p)², the probabilities of the text's next token; 0 to 1; for .kld files. */
    RMS_DELTA_P("rmsDeltaP", "RMS change of the next token's probability", Better.LOWER),
    /** NMSE over log-probabilities instead of logits; for .kld files. */
    LOG_PROBABILITY_NMSE("logProbabilityNmse", "NMSE of the log-probabilities", Better.NEITHER),
    /** Mean over the rows of the cosine of the angle between the two sides; not measured if a row is zero. */
    COSINE_SIMILARITY("cosineSimilarity", "mean cosine similarity", Better.HIGHER),
    /** Lowest cosine similarity of a row. */
    LOWEST_COSINE_SIMILARITY("lowestCosineSimilarity", "lowest cosine similarity", Better.HIGHER);

    private final String key;
    private final String label;
    private final Better better;

    Metric(String key, String label, Better better) {
        this.key = key;
        this.label = label;
        this.better = better;
    }

    /** Returns the metric with a given name in reports. */
    public static Optional<Metric> named(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    /** Returns the name of this metric in reports. */
    public String key() {
        return key;
    }

    /** Returns the name of this metric in sentences. */
    public String label() {
        return label;
    }

    /** Returns the direction in which it improves. */
    public Better better() {
        return better;
    }
}
