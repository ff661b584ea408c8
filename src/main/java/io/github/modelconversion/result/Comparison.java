package io.github.modelconversion.result;

import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.row.RowFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One comparison: measured, diagnosed and judged.
 *
 * @param subject what was compared
 * @param usualNmse the usual NMSE for the test's type; empty if unknown
 * @param measurement the measurement; empty if an input is unusable or the shapes do not fit
 * @param statistics the statistics that llama-perplexity prints; empty unless a .kld file was compared
 * @param parts the shards that were combined; empty for a pair of files
 * @param limits the limits with their results
 * @param findings findings in report order
 */
public record Comparison(
        Subject subject,
        Optional<UsualError> usualNmse,
        Optional<Measurement> measurement,
        Optional<KldStatistics> statistics,
        List<Part> parts,
        List<LimitResult> limits,
        List<Finding> findings) {

    /** Copies the lists. */
    public Comparison {
        parts = List.copyOf(parts);
        limits = List.copyOf(limits);
        findings = List.copyOf(findings);
    }

    /** Creates a comparison of values, or one that was not measured. */
    public Comparison(
            Subject subject,
            Optional<UsualError> usualNmse,
            Optional<Measurement> measurement,
            List<LimitResult> limits,
            List<Finding> findings) {
        this(subject, usualNmse, measurement, Optional.empty(), List.of(), limits, findings);
    }

    /** Returns the kind of the outputs. */
    public OutputKind kind() {
        return subject.kind();
    }

    /** Returns the data directory, relative to the project; empty if the files were set explicitly. */
    public Optional<String> dataDirectory() {
        return subject.dataDirectory();
    }

    /** Returns the output of the original model. */
    public Output reference() {
        return subject.reference();
    }

    /** Returns the output of the converted model. */
    public Output test() {
        return subject.test();
    }

    /** Returns the storage type of the converted model; empty if unknown. */
    public Optional<ConversionType> type() {
        return subject.type();
    }

    /** Returns the tensor's name in the reference; empty if the outputs have a single unnamed tensor. */
    public Optional<String> tensor() {
        return subject.tensor();
    }

    /** Returns the number of values per row, taken from the side that has rows. */
    public long width() {
        return subject.width();
    }

    /** Returns the number of rows, taken from the side that has rows. */
    public long positions() {
        return subject.positions();
    }

    /** Returns whether both sides could be opened. */
    public boolean hasBothSides() {
        return reference().content().isPresent() && test().content().isPresent();
    }

    /** Returns the metrics; none without a measurement. */
    public Metrics metrics() {
        return measurement.isPresent() ? measurement.get().metrics() : Metrics.none();
    }

    /** Returns the largest error; empty without a measurement, and if nothing could be compared. */
    public Optional<LargestError> largestError() {
        return measurement.isPresent() ? measurement.get().largestError() : Optional.empty();
    }

    /** Returns the figures of rows; none without a measurement. */
    public RowFigures rows() {
        return measurement.isPresent() ? measurement.get().rows() : RowFigures.NONE;
    }

    /** Returns the plots; none without a measurement. */
    public Plots plots() {
        return measurement.isPresent() ? measurement.get().plots() : Plots.NONE;
    }

    /** Returns the grade of the NMSE; empty if there is none. */
    public Optional<NmseGrade> interpretation() {
        OptionalDouble nmse = metrics().value(Metric.NMSE);
        return nmse.isPresent() ? Optional.of(NmseGrade.of(nmse.getAsDouble())) : Optional.empty();
    }

    /** Returns the similarity grade of embeddings; empty for logits and if it was not measured. */
    public Optional<CosineGrade> similarity() {
        OptionalDouble cosine = metrics().value(Metric.COSINE_SIMILARITY);
        return kind() == OutputKind.EMBEDDINGS && cosine.isPresent()
                ? Optional.of(CosineGrade.of(cosine.getAsDouble()))
                : Optional.empty();
    }

    /** Returns whether limits judge the comparison; false for a prompt of a pool that is judged as a whole. */
    public boolean judged() {
        return subject.pooling().judged();
    }

    /**
     * Returns FAIL if a finding demands it, NOT_MEASURED if an input is unusable, NOT_JUDGED for a prompt whose pool is
     * judged, else the worst verdict of the limits.
     */
    public Verdict verdict() {
        if (fails()) {
            return Verdict.FAIL;
        }
        if (unusable()) {
            return Verdict.NOT_MEASURED;
        }
        if (!judged()) {
            return Verdict.NOT_JUDGED;
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (LimitResult result : limits) {
            verdicts.add(result.verdict());
        }
        return Verdict.worst(verdicts);
    }

    /** Returns the largest used-up share of a limit: 1 is the limit; 0 if no limit could be judged. */
    double strain() {
        double strain = limits.isEmpty() ? 0 : Double.NEGATIVE_INFINITY;
        for (LimitResult result : limits) {
            strain = Math.max(strain, result.strain());
        }
        return strain;
    }

    /** Returns this comparison with more findings, placed before those of the same severity. */
    public Comparison with(List<Finding> more) {
        List<Finding> all = Stream.concat(more.stream(), findings.stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        return new Comparison(subject, usualNmse, measurement, statistics, parts, limits, all);
    }

    /** Returns this comparison with one more finding, placed after those of the same severity. */
    public Comparison with(Finding finding) {
        List<Finding> all = Stream.concat(findings.stream(), Stream.of(finding))
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        return new Comparison(subject, usualNmse, measurement, statistics, parts, limits, all);
    }

    /** Returns this comparison with other names for its data directory and files. */
    Comparison renamed(UnaryOperator<Optional<String>> dataDirectories, UnaryOperator<String> files) {
        return new Comparison(
                subject.renamed(dataDirectories, files),
                usualNmse,
                measurement,
                statistics,
                parts.stream().map(part -> part.renamed(files)).toList(),
                limits,
                findings);
    }

    /** Returns the reason to doubt a PASS, or the input of a prompt whose pool is judged; empty for a bad verdict. */
    public Optional<Doubt> doubt() {
        if (verdict() == Verdict.NOT_JUDGED) {
            return Doubt.of(findings.stream()
                    .filter(finding -> finding.code().isOfInput())
                    .toList());
        }
        return verdict() == Verdict.PASS ? Doubt.of(findings) : Optional.empty();
    }

    /** Returns this comparison with the texts of the tokens that are known, by index in a row. */
    public Comparison named(Map<Long, String> tokens) {
        return new Comparison(
                subject,
                usualNmse,
                measurement.map(figures -> figures.named(tokens, width())),
                statistics,
                parts,
                limits,
                findings.stream().map(finding -> finding.named(tokens)).toList());
    }

    /** Returns this comparison with the texts of the prompt's first tokens, for its plots. */
    public Comparison withPrompt(List<String> tokens) {
        return new Comparison(
                subject,
                usualNmse,
                measurement.map(figures -> figures.withPlots(figures.plots().withPrompt(tokens))),
                statistics,
                parts,
                limits,
                findings);
    }

    /** Returns this comparison without limits. */
    public Comparison withoutLimits() {
        return new Comparison(subject, usualNmse, measurement, statistics, parts, List.of(), findings);
    }

    /** Returns the findings that break the build: those that fail the comparison or prevent judging it. */
    public List<Finding> decisive() {
        boolean notMeasured = verdict() == Verdict.NOT_MEASURED;
        List<Finding> decisive = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.severity() == Severity.FAIL
                    || (notMeasured && finding.code().isObstacle())) {
                decisive.add(finding);
            }
        }
        return decisive;
    }

    private boolean fails() {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.FAIL) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether an input is missing or unusable, so that nothing could be measured. */
    public boolean unusable() {
        for (Finding finding : findings) {
            if (finding.code().isUnusable()) {
                return true;
            }
        }
        return false;
    }
}
