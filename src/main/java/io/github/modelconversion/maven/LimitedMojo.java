package io.github.modelconversion.maven;

import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.maven.parameter.LimitSetting;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.maven.parameter.TypeLimitsSetting;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Quantization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** The limit parameters of a goal that judges comparisons. */
abstract class LimitedMojo extends ReportingMojo {

    /**
     * Upper limit of the NMSE, such as <code>1e-4</code>: the check passes only below it. A finite number greater than 0.
     * Not set: <code>1e-2</code> for logits and activations, no limit for embeddings.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.maxNmse")
    private String maxNmse;

    /**
     * Upper limit of the mean KL divergence over all rows in nats, from the reference's softmax to the test's, such as
     * <code>0.01</code>: the check passes only below it. A finite number greater than 0. Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.maxMeanKlDivergence")
    private String maxMeanKlDivergence;

    /**
     * Upper limit of the KL divergence of each row in nats, such as <code>0.1</code>: the check passes only when every row
     * is below it. A finite number greater than 0. Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.maxKlDivergence")
    private String maxKlDivergence;

    /**
     * Lower limit of the share of rows in which both sides have the same top-1 token, such as <code>0.95</code>: the check
     * passes at or above it. Greater than 0, at most 1. Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.minTop1Agreement")
    private String minTop1Agreement;

    /**
     * Lower limit of the top-10 overlap, such as <code>0.8</code>: the share of the reference's ten largest entries that are
     * also among the test's ten largest, averaged over the rows. The check passes at or above it. Greater than 0, at most 1.
     * Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.minTop10Overlap")
    private String minTop10Overlap;

    /**
     * Lower limit of the mean cosine similarity of the rows, such as <code>0.99</code>: the check passes at or above it.
     * Greater than 0, at most 1. Not set: no limit for logits, <code>0.95</code> for embeddings.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.minCosineSimilarity")
    private String minCosineSimilarity;

    /**
     * Lower limit of the cosine similarity of each row, such as <code>0.9</code>: the check passes when every row is at or
     * above it. Greater than 0, at most 1. Not set: no limit for logits, <code>0.8</code> for embeddings, unless
     * <code>minCosineSimilarity</code> is set below 0.95.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.minLowestCosineSimilarity")
    private String minLowestCosineSimilarity;

    /**
     * Upper limit of the largest absolute difference between two values, such as <code>0.5</code>: the check passes only
     * below it. A finite number greater than 0. Not set: no limit.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.maxAbsoluteError")
    private String maxAbsoluteError;

    /**
     * Upper limits of the NMSE by conversion type, such as <code>&lt;Q4_K_M&gt;3e-2&lt;/Q4_K_M&gt;</code>; they take
     * precedence over <code>maxNmse</code>. The type is read from the converted model's GGUF file, or else from the end of
     * its name. As a property, used when the pom has no map: <code>-Dnmse.maxNmseByType=Q4_K_M=3e-2,Q8_0=1e-3</code>.
     *
     * @since 1.0.0
     */
    @Parameter
    private Map<String, String> maxNmseByType = Map.of();

    /**
     * Upper limits of the mean KL divergence in nats by conversion type, such as
     * <code>&lt;Q4_K_M&gt;0.05&lt;/Q4_K_M&gt;</code>; they take precedence over <code>maxMeanKlDivergence</code>. As a
     * property, used when the pom has no map: <code>-Dnmse.maxMeanKlDivergenceByType=Q4_K_M=0.05,Q8_0=0.01</code>.
     *
     * @since 1.0.0
     */
    @Parameter
    private Map<String, String> maxMeanKlDivergenceByType = Map.of();

    /**
     * The limits to apply where none is set: <code>default</code> is the same for all types; <code>recommended</code> has
     * limits of the NMSE, the centered NMSE and the mean KL divergence for the conversion's type, derived from good
     * conversions of small models.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.limits", defaultValue = "default")
    private String limits;

    /**
     * The precision the reference was computed in: <code>f32</code>, <code>f16</code> or <code>bf16</code>. No recommended
     * limit is lower than the error of that rounding alone. Not set: <code>f32</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.referenceType")
    private String referenceType;

    /**
     * Whether a conversion that is not good enough breaks the build; with <code>false</code> it only warns. Missing or
     * unusable input always breaks the build. <code>nmse-baseline</code> ignores this parameter: see <code>force</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.failOnViolation", defaultValue = "true")
    private String failOnViolation;

    @Parameter(defaultValue = "${nmse.maxNmseByType}", readonly = true)
    private String maxNmseByTypeProperty;

    @Parameter(defaultValue = "${nmse.maxMeanKlDivergenceByType}", readonly = true)
    private String maxMeanKlDivergenceByTypeProperty;

    @Override
    final boolean onlyWarns() throws MojoExecutionException {
        return !new Setting("failOnViolation", failOnViolation).flag(true);
    }

    @Override
    final void noteReport(Optional<Path> jsonReport) {
        noteForSession(jsonReport);
    }

    @Override
    void conclude(GateReport report, String reportName) throws MojoExecutionException, MojoFailureException {
        if (report.verdict() == Verdict.PASS) {
            return;
        }
        if (report.unusable()) {
            throw new MojoExecutionException(FailureMessage.of(report, reportName));
        }
        boolean warned = onlyWarns() && report.verdict() == Verdict.FAIL;
        if (!warned) {
            throw new MojoFailureException(FailureMessage.of(report, reportName));
        }
    }

    /** Returns the policy that chooses a comparison's limits. */
    LimitPolicy limitPolicy() throws MojoExecutionException {
        List<Limit> explicit = new ArrayList<>();
        for (LimitSetting setting : List.of(
                most("maxNmse", maxNmse, Metric.NMSE),
                most("maxMeanKlDivergence", maxMeanKlDivergence, Metric.MEAN_KL_DIVERGENCE),
                most("maxKlDivergence", maxKlDivergence, Metric.MAX_KL_DIVERGENCE),
                least("minTop1Agreement", minTop1Agreement, Metric.TOP1_AGREEMENT),
                least("minTop10Overlap", minTop10Overlap, Metric.TOP10_OVERLAP),
                least("minCosineSimilarity", minCosineSimilarity, Metric.COSINE_SIMILARITY),
                least("minLowestCosineSimilarity", minLowestCosineSimilarity, Metric.LOWEST_COSINE_SIMILARITY),
                most("maxAbsoluteError", maxAbsoluteError, Metric.MAX_ABSOLUTE_ERROR))) {
            setting.limit().ifPresent(explicit::add);
        }
        Map<Metric, Map<Quantization, Double>> byType = new EnumMap<>(Metric.class);
        put(byType, Metric.NMSE, maxNmseByType().limits());
        put(byType, Metric.MEAN_KL_DIVERGENCE, maxMeanKlDivergenceByType().limits());
        return new LimitPolicy(
                explicit,
                byType,
                new Setting("limits", limits).choice(LimitPolicy.Standard.DEFAULT),
                precision(new Setting("referenceType", referenceType)));
    }

    private TypeLimitsSetting maxNmseByType() {
        return new TypeLimitsSetting("maxNmseByType", maxNmseByType, maxNmseByTypeProperty);
    }

    private TypeLimitsSetting maxMeanKlDivergenceByType() {
        return new TypeLimitsSetting(
                "maxMeanKlDivergenceByType", maxMeanKlDivergenceByType, maxMeanKlDivergenceByTypeProperty);
    }

    private static void put(
            Map<Metric, Map<Quantization, Double>> byType, Metric metric, Map<Quantization, Double> limits) {
        if (!limits.isEmpty()) {
            byType.put(metric, limits);
        }
    }

    /** Warns of limits for types that no compared conversion has. */
    final GateReport checkedTypes(GateReport report) throws MojoExecutionException {
        for (TypeLimitsSetting setting : List.of(maxNmseByType(), maxMeanKlDivergenceByType())) {
            ineffective().checkTypes(setting.name(), setting.limits().keySet(), report);
        }
        return report;
    }

    private static Optional<Quantization> precision(Setting setting) throws MojoExecutionException {
        if (setting.text().isEmpty()) {
            return Optional.empty();
        }
        Optional<Quantization> type = Quantization.named(setting.text().get()).filter(Quantization::isFloat);
        if (type.isEmpty()) {
            throw setting.invalid("one of: f32, f16, bf16");
        }
        return type;
    }

    private static LimitSetting most(String name, String value, Metric metric) {
        return new LimitSetting(new Setting(name, value), metric, Limit.Bound.MAX);
    }

    private static LimitSetting least(String name, String value, Metric metric) {
        return new LimitSetting(new Setting(name, value), metric, Limit.Bound.MIN);
    }
}
