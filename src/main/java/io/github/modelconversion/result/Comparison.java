package io.github.modelconversion.result;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One comparison: measured, diagnosed and judged.
 *
 * @param subject what was compared
 * @param usualNmse the NMSE that is usual for the test's type; empty where that is not known
 * @param measurement what was measured; empty when an input is unusable or the shapes do not fit
 * @param statistics what llama-perplexity would print; empty unless a .kld file was compared
 * @param parts the shards that were combined; none where a pair of files was compared
 * @param limits the limits and how they were kept
 * @param findings what else the user must know, in the order of the report
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

    /** Returns what the outputs hold. */
    public OutputKind kind() {
        return subject.kind();
    }

    /** Returns the data directory, relative to the project; empty when the files were named outright. */
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

    /** Returns what the converted model is stored as; empty where that is not known. */
    public Optional<ConversionType> type() {
        return subject.type();
    }

    /** Returns which tensor of several it is, as the reference calls it; empty where an output has only one without a name. */
    public Optional<String> tensor() {
        return subject.tensor();
    }

    /** Returns the number of values in a row: that of the side that has rows. */
    public long width() {
        return subject.width();
    }

    /** Returns the number of rows: that of the side that has rows. */
    public long positions() {
        return subject.positions();
    }

    /** Returns whether both sides could be opened. */
    public boolean hasBothSides() {
        return reference().content().isPresent() && test().content().isPresent();
    }

    /** Returns the metrics; without a measurement none of them. */
    public Metrics metrics() {
        return measurement.map(Measurement::metrics).orElse(Metrics.none());
    }

    /** Returns what the NMSE means; empty where there is none. */
    public Optional<NmseGrade> interpretation() {
        OptionalDouble nmse = metrics().value(Metric.NMSE);
        return nmse.isPresent() ? Optional.of(NmseGrade.of(nmse.getAsDouble())) : Optional.empty();
    }

    /** Returns how alike embeddings are; empty for logits, and where it was not measured. */
    public Optional<CosineGrade> similarity() {
        OptionalDouble cosine = metrics().value(Metric.COSINE_SIMILARITY);
        return kind() == OutputKind.EMBEDDINGS && cosine.isPresent()
                ? Optional.of(CosineGrade.of(cosine.getAsDouble()))
                : Optional.empty();
    }

    /** Returns FAIL when a finding says so, NOT_MEASURED when an input is unusable, else the limits' worst verdict. */
    public Verdict verdict() {
        if (fails()) {
            return Verdict.FAIL;
        }
        return unusable()
                ? Verdict.NOT_MEASURED
                : Verdict.worst(limits.stream().map(LimitResult::verdict).toList());
    }

    /** Returns the largest share of a limit that is used up: 1 is the limit; 0 without limits that could be judged. */
    double strain() {
        return limits.stream().mapToDouble(LimitResult::strain).max().orElse(0);
    }

    /** Returns this comparison with more findings before those of the same severity. */
    public Comparison with(List<Finding> more) {
        List<Finding> all = Stream.concat(more.stream(), findings.stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        return new Comparison(subject, usualNmse, measurement, statistics, parts, limits, all);
    }

    /** Returns this comparison with one more finding after those of the same severity. */
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

    /** Returns what casts doubt on a PASS; empty for every other verdict. */
    public Optional<Doubt> doubt() {
        return verdict() == Verdict.PASS ? Doubt.of(findings) : Optional.empty();
    }

    /** Returns the findings that break the build: those that fail, or keep it from being judged. */
    public List<Finding> decisive() {
        boolean notMeasured = verdict() == Verdict.NOT_MEASURED;
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.FAIL
                        || (notMeasured && finding.code().isObstacle()))
                .toList();
    }

    private boolean fails() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL);
    }

    /** Returns whether an input is missing or cannot be used, so that nothing could be measured. */
    public boolean unusable() {
        return findings.stream().map(Finding::code).anyMatch(Code::isUnusable);
    }
}
