package io.github.modelconversion.maven;

import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.Metric;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that judges by limits: the parameters that set them. */
abstract class LimitedMojo extends AbstractMojo {

    /**
     * The check passes when the NMSE is below this, such as <code>1e-4</code>; a finite number greater than 0. Not set:
     * <code>1e-2</code> for logits, no limit for embeddings.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.maxNmse")
    private String maxNmse;

    /**
     * The check passes when the mean over the rows of the KL divergence from the reference's softmax to the test's is
     * below this, in nats, such as <code>0.01</code>; a finite number greater than 0. Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.maxMeanKlDivergence")
    private String maxMeanKlDivergence;

    /**
     * The check passes when the KL divergence of every row is below this, in nats, such as <code>0.1</code>; a finite
     * number greater than 0. Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.maxKlDivergence")
    private String maxKlDivergence;

    /**
     * The check passes when the share of the rows in which both sides have the same first choice is at least this, such as
     * <code>0.95</code>; greater than 0, at most 1. Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.minTop1Agreement")
    private String minTop1Agreement;

    /**
     * The check passes when the mean share of the reference's ten largest entries that are among the test's ten largest is
     * at least this, such as <code>0.8</code>; greater than 0, at most 1. Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.minTop10Overlap")
    private String minTop10Overlap;

    /**
     * The check passes when the mean cosine similarity of the rows is at least this, such as <code>0.99</code>; greater
     * than 0, at most 1. Not set: no limit for logits, <code>0.95</code> for embeddings.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.minCosineSimilarity")
    private String minCosineSimilarity;

    /**
     * The check passes when the largest absolute difference of two values is below this, such as <code>0.5</code>; a
     * finite number greater than 0. Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.maxAbsoluteError")
    private String maxAbsoluteError;

    /** Returns the limits that are set, and the default one. */
    List<Limit> limits(OutputKind outputKind) throws MojoExecutionException {
        return LimitSetting.limits(
                outputKind,
                List.of(
                        most("maxNmse", maxNmse, Metric.NMSE),
                        most("maxMeanKlDivergence", maxMeanKlDivergence, Metric.MEAN_KL_DIVERGENCE),
                        most("maxKlDivergence", maxKlDivergence, Metric.MAX_KL_DIVERGENCE),
                        least("minTop1Agreement", minTop1Agreement, Metric.TOP1_AGREEMENT),
                        least("minTop10Overlap", minTop10Overlap, Metric.TOP10_OVERLAP),
                        least("minCosineSimilarity", minCosineSimilarity, Metric.COSINE_SIMILARITY),
                        most("maxAbsoluteError", maxAbsoluteError, Metric.MAX_ABSOLUTE_ERROR)));
    }

    private static LimitSetting most(String name, String value, Metric metric) {
        return new LimitSetting(new Setting(name, value), metric, Limit.Bound.MAX);
    }

    private static LimitSetting least(String name, String value, Metric metric) {
        return new LimitSetting(new Setting(name, value), metric, Limit.Bound.MIN);
    }
}
