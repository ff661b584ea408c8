package io.github.modelconversion.maven;

import io.github.modelconversion.maven.parameter.LimitSetting;
import io.github.modelconversion.maven.parameter.LimitSettings;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.maven.parameter.TypeLimitsSetting;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * A goal that judges comparisons by limits, and publishes a report before it passes or breaks the build. It declares the
 * parameters of {@link GoalMojo} too, because Maven reads parameters from superclasses only: one more level of inheritance
 * would spare these seven fields.
 */
abstract class LimitedMojo extends AbstractMojo {

    /**
     * Whether to skip the goal, for example in a parent without outputs, with
     * <code>&lt;nmse.skip&gt;true&lt;/nmse.skip&gt;</code>. The parameters of a skipped goal are not checked.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.skip", defaultValue = "false")
    private String skip;

    /**
     * The folder for reports, such as <code>build/reports</code>; each execution writes to a subfolder named after its id.
     * Not set: <code>model-conversion</code> in the project's output folder, or <code>target/model-conversion</code> if
     * there is no pom.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.reportDirectory")
    private String reportDirectory;

    /**
     * The report formats to write, one file each: <code>json</code>, <code>junit</code>, <code>markdown</code>,
     * <code>html</code>, <code>openmetrics</code> and <code>benchmark</code>. Not set: the first four.
     * <code>conversion-check</code> does not write the last two, because it measures no figures.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.formats")
    private List<String> formats = List.of();

    /**
     * Whether to append the Markdown report to the GitHub job summary. <code>auto</code> does so if the environment variable
     * <code>GITHUB_STEP_SUMMARY</code> is set, and logs one <code>::error</code> line for a failed check, or one
     * <code>::warning</code> line if a failure only warns or a PASS is in doubt; <code>never</code> does neither.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.githubSummary", defaultValue = "auto")
    private String githubSummary;

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File baseDirectory;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

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
    public final void execute() throws MojoExecutionException, MojoFailureException {
        GoalRun run = new GoalRun(
                session,
                execution,
                session.getCurrentProject(),
                baseDirectory,
                getLog(),
                new GoalRun.Parameters(skip, reportDirectory, formats, githubSummary),
                "nmse-check");
        if (!run.begin()) {
            run.noteSkipped();
            return;
        }
        Publication publication = Publication.of(run, onlyWarns());
        GateReport report = report(run);
        String reportName = publication.publish(report);
        run.noteReport();
        conclude(report, reportName, run);
    }

    /** Returns the report. Checks all parameters before it measures anything. */
    abstract GateReport report(GoalRun run) throws MojoExecutionException;

    /**
     * Passes or breaks the build, after all reports are written.
     *
     * @param reportName the name of the report to read first
     */
    void conclude(GateReport report, String reportName, GoalRun run)
            throws MojoExecutionException, MojoFailureException {
        if (report.verdict() == Verdict.PASS) {
            return;
        }
        if (report.unusable()) {
            throw new MojoExecutionException(FailureMessage.of(report, reportName));
        }
        if (!(onlyWarns() && report.isViolation())) {
            throw new MojoFailureException(FailureMessage.of(report, reportName));
        }
    }

    /** Returns whether a violation only warns. */
    boolean onlyWarns() throws MojoExecutionException {
        return !new Setting("failOnViolation", failOnViolation).flag(true);
    }

    /** Returns the parameters that set limits. */
    final LimitSettings limits() {
        return new LimitSettings(
                List.of(
                        limit("maxNmse", maxNmse, Metric.NMSE),
                        limit("maxMeanKlDivergence", maxMeanKlDivergence, Metric.MEAN_KL_DIVERGENCE),
                        limit("maxKlDivergence", maxKlDivergence, Metric.MAX_KL_DIVERGENCE),
                        limit("minTop1Agreement", minTop1Agreement, Metric.TOP1_AGREEMENT),
                        limit("minTop10Overlap", minTop10Overlap, Metric.TOP10_OVERLAP),
                        limit("minCosineSimilarity", minCosineSimilarity, Metric.COSINE_SIMILARITY),
                        limit("minLowestCosineSimilarity", minLowestCosineSimilarity, Metric.LOWEST_COSINE_SIMILARITY),
                        limit("maxAbsoluteError", maxAbsoluteError, Metric.MAX_ABSOLUTE_ERROR)),
                List.of(
                        new TypeLimitsSetting("maxNmseByType", Metric.NMSE, maxNmseByType, maxNmseByTypeProperty),
                        new TypeLimitsSetting(
                                "maxMeanKlDivergenceByType",
                                Metric.MEAN_KL_DIVERGENCE,
                                maxMeanKlDivergenceByType,
                                maxMeanKlDivergenceByTypeProperty)),
                new Setting("limits", limits),
                new Setting("referenceType", referenceType));
    }

    /** Warns of limits for types that no compared conversion has. */
    final GateReport checkedTypes(GateReport report, GoalRun run) throws MojoExecutionException {
        for (TypeLimitsSetting setting : limits().byType()) {
            run.ineffective().checkTypes(setting.name(), setting.limits().keySet(), report);
        }
        return report;
    }

    private static LimitSetting limit(String name, String value, Metric metric) {
        return new LimitSetting(new Setting(name, value), metric);
    }
}
