package io.github.modelconversion.report;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Entries;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.result.row.RowFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A passing comparison, and changes to it; {@link #comparison} builds it. Immutable. */
public record ComparisonFixture(
        Output reference,
        Output test,
        Optional<Measurement> measurement,
        List<LimitResult> limits,
        List<Finding> findings) {

    public static final String REPORT_FILE = "target/report.json";

    /** Returns two runs of 512 values each that differ slightly. */
    public static ComparisonFixture passing() {
        Output reference = output(
                "stories260K", source("pytorch-stories260K.bin", Format.of(Container.RAW, ElementType.FLOAT32), 512L));
        Output test = output(
                "stories260K-f16",
                source("llamacpp-stories260K-f16.bin", Format.of(Container.RAW, ElementType.FLOAT32), 512L));
        return new ComparisonFixture(reference, test, Optional.empty(), List.of(), List.of())
                .withLargestError(42)
                .withLimit(Metric.NMSE, 0.01, Limit.Origin.DEFAULT);
    }

    /** Returns the passing comparison with an NMSE above the default limit. */
    public static ComparisonFixture failing() {
        return passing().withMetric(Metric.NMSE, 0.05);
    }

    public static Source source(String file, Format format, Long... dimensions) {
        return new Source("data/" + file, format, new Shape(Arrays.asList(dimensions)));
    }

    private static Output output(String model, Source source) {
        return new Output(
                model,
                source.file(),
                Optional.empty(),
                Optional.of(new Output.Content(source, 2048, "0a1b2c3d", Optional.of("4e5f6a7b"))));
    }

    public Comparison comparison() {
        return comparison(OutputKind.LOGITS);
    }

    /** Returns the comparison of outputs in a data directory. */
    public static Comparison in(String directory, ComparisonFixture fixture) {
        return in(Optional.of(directory), fixture);
    }

    /** Returns the comparison of outputs in a data directory, or of files that were named directly. */
    public static Comparison in(Optional<String> directory, ComparisonFixture fixture) {
        Comparison comparison = fixture.comparison();
        return new Comparison(
                new Subject(comparison.kind(), directory, comparison.reference(), comparison.test(), comparison.type()),
                comparison.usualNmse(),
                comparison.measurement(),
                comparison.statistics(),
                comparison.parts(),
                comparison.limits(),
                comparison.findings());
    }

    Comparison comparison(OutputKind kind) {
        return comparison(kind, Optional.empty(), Optional.empty(), List.of());
    }

    /** Returns the comparison with optional parts. */
    public Comparison comparison(
            OutputKind kind, Optional<UsualError> usualNmse, Optional<KldStatistics> statistics, List<Part> parts) {
        return new Comparison(
                new Subject(
                        kind,
                        Optional.of("data"),
                        reference,
                        test,
                        Conversion.named(test.model()).conversionType()),
                usualNmse,
                measurement,
                statistics,
                parts,
                limits,
                findings);
    }

    public GateReport report() {
        return new GateReport(List.of(comparison()), List.of());
    }

    public ComparisonFixture withModels(String referenceModel, String testModel) {
        return new ComparisonFixture(
                new Output(referenceModel, reference.file(), reference.tensor(), reference.content()),
                new Output(testModel, test.file(), test.tensor(), test.content()),
                measurement,
                limits,
                findings);
    }

    public ComparisonFixture withTensors(String ofReference, String ofTest) {
        return new ComparisonFixture(
                new Output(reference.model(), reference.file(), Optional.of(ofReference), reference.content()),
                new Output(test.model(), test.file(), Optional.of(ofTest), test.content()),
                measurement,
                limits,
                findings);
    }

    public ComparisonFixture withSources(Source referenceSource, Source testSource) {
        return new ComparisonFixture(
                output(reference.model(), referenceSource),
                output(test.model(), testSource),
                measurement,
                limits,
                findings);
    }

    ComparisonFixture withLargestError(long index) {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        metrics.put(Metric.NMSE, 1.5e-5);
        metrics.put(Metric.NMSE_DB, -48.23908740944319);
        metrics.put(Metric.MSE, 3e-4);
        metrics.put(Metric.REFERENCE_VARIANCE, 20.0);
        metrics.put(Metric.MAX_ABSOLUTE_ERROR, 0.125);
        metrics.put(Metric.MEAN_ABSOLUTE_ERROR, 0.03125);
        metrics.put(Metric.MEAN_SHIFT, 0.001);
        metrics.put(Metric.CENTERED_NMSE, 1.25e-5);
        metrics.put(Metric.REGRESSION_SLOPE, 0.999);
        metrics.put(Metric.CORRELATION, 0.9995);
        metrics.put(Metric.MEAN_SQUARE_NMSE, 7.5e-6);
        return measured(metrics, Optional.of(new LargestError(index, 1.5, 1.625)));
    }

    /** Replaces one metric and judges the limits again. */
    public ComparisonFixture withMetric(Metric metric, double value) {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        for (Metric other : Metric.values()) {
            measurement.orElseThrow().metrics().value(other).ifPresent(known -> metrics.put(other, known));
        }
        metrics.put(metric, value);
        return measured(metrics, measurement.flatMap(Measurement::largestError));
    }

    public ComparisonFixture withPlots(Plots plots) {
        return with(measurement.orElseThrow().rows(), plots);
    }

    /** Replaces the figures of the worst rows. */
    public ComparisonFixture withRows(RowFigure... worst) {
        return with(RowFigures.of(List.of(worst)), measurement.orElseThrow().plots());
    }

    private ComparisonFixture with(RowFigures rows, Plots plots) {
        Measurement was = measurement.orElseThrow();
        Measurement changed = new Measurement(
                was.entries(), was.metrics(), was.largestError(), was.constantReference(), was.dominant(), rows, plots);
        return with(Optional.of(changed), reference, test);
    }

    public ComparisonFixture withoutMetrics() {
        return measured(Map.of(), Optional.empty());
    }

    private ComparisonFixture measured(Map<Metric, Double> metrics, Optional<LargestError> largestError) {
        Measurement changed = Measurement.of(Entries.finite(512), Metrics.of(metrics), largestError, false);
        return with(Optional.of(changed), reference, test);
    }

    /** Adds a limit that a metric exceeds, which fails. */
    public ComparisonFixture withLimit(Metric metric, double limit, Limit.Origin origin) {
        List<LimitResult> more = new ArrayList<>(limits);
        more.add(judged(new Limit(metric, Limit.Bound.MAX, limit, origin), measurement));
        return new ComparisonFixture(reference, test, measurement, more, findings);
    }

    /** Adds a limit that a metric keeps. */
    public ComparisonFixture withLimit(Metric metric, double limit, Limit.Bound bound) {
        List<LimitResult> more = new ArrayList<>(limits);
        more.add(new LimitResult(
                new Limit(metric, bound, limit, Limit.Origin.CONFIGURATION),
                measurement.orElseThrow().metrics().value(metric),
                Verdict.PASS));
        return new ComparisonFixture(reference, test, measurement, more, findings);
    }

    public ComparisonFixture withoutLimits() {
        return new ComparisonFixture(reference, test, measurement, List.of(), findings);
    }

    public ComparisonFixture withFinding(Code code, Severity severity, String message, Map<String, Number> evidence) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(new Finding(code, severity, message, evidence));
        return new ComparisonFixture(reference, test, measurement, limits, more);
    }

    public ComparisonFixture withFinding(Code code, Severity severity, String message) {
        return withFinding(code, severity, message, Map.of());
    }

    /** Returns this comparison with an unknown test file and no measurement. */
    public ComparisonFixture withoutTestFile() {
        return with(
                Optional.empty(), reference, new Output(test.model(), test.file(), test.tensor(), Optional.empty()));
    }

    ComparisonFixture withoutMeasurement() {
        return with(Optional.empty(), reference, test);
    }

    private ComparisonFixture with(Optional<Measurement> changed, Output referenceOutput, Output testOutput) {
        List<LimitResult> judged =
                limits.stream().map(result -> judged(result.limit(), changed)).toList();
        return new ComparisonFixture(referenceOutput, testOutput, changed, judged, findings);
    }

    private static LimitResult judged(Limit limit, Optional<Measurement> measurement) {
        OptionalDouble value =
                measurement.map(Measurement::metrics).orElse(Metrics.none()).value(limit.metric());
        Verdict verdict = value.isEmpty()
                ? Verdict.NOT_MEASURED
                : value.getAsDouble() < limit.value() ? Verdict.PASS : Verdict.FAIL;
        return new LimitResult(limit, value, verdict);
    }
}
