package io.github.modelconversion.report.json;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.CosineGrade;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.NmseGrade;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Entries;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.result.row.RowFigures;
import io.github.modelconversion.store.Document;
import io.github.modelconversion.store.InvalidFieldException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A comparison in a {@link ReportDocument}. */
record ComparisonDocument(
        OutputKind kind,
        Optional<String> data,
        OutputDocument reference,
        OutputDocument.Converted test,
        OptionalLong compared,
        Map<Metric, OptionalDouble> metrics,
        Optional<Place> largestError,
        Optional<NmseGrade> interpretation,
        Optional<CosineGrade> similarity,
        List<Row> worstRows,
        Optional<KldStatistics> statistics,
        List<Part> shards,
        Optional<Plots> plots,
        List<LimitResult> limits,
        List<Finding> findings,
        Verdict verdict)
        implements Document<Comparison> {

    /** Metrics that are always present together with a mean over rows. */
    private static final Map<Metric, List<Metric>> TOGETHER = Map.of(
            Metric.MEAN_KL_DIVERGENCE,
            List.of(
                    Metric.MEDIAN_KL_DIVERGENCE,
                    Metric.P99_KL_DIVERGENCE,
                    Metric.MAX_KL_DIVERGENCE,
                    Metric.TOP1_AGREEMENT,
                    Metric.TOP10_OVERLAP),
            Metric.COSINE_SIMILARITY,
            List.of(Metric.LOWEST_COSINE_SIMILARITY));

    /** The largest error. */
    record Place(long position, long index, double reference, double test) {}

    /** One of the worst rows; rows of embeddings have no distributions. */
    record Row(
            long position,
            Optional<Number> klDivergence,
            OptionalLong referenceTop1,
            OptionalLong testTop1,
            double cosineSimilarity,
            double nmse) {

        static Row of(RowFigure row, boolean distributions) {
            return new Row(
                    row.position(),
                    distributions ? Optional.of(row.klDivergence()) : Optional.empty(),
                    distributions ? OptionalLong.of(row.referenceChoice()) : OptionalLong.empty(),
                    distributions ? OptionalLong.of(row.testChoice()) : OptionalLong.empty(),
                    row.cosineSimilarity(),
                    row.nmse());
        }

        RowFigure figure() {
            return new RowFigure(
                    position,
                    klDivergence.map(Number::doubleValue).orElse(Double.NaN),
                    cosineSimilarity,
                    nmse,
                    referenceTop1.orElse(0),
                    testTop1.orElse(0));
        }
    }

    static ComparisonDocument of(Comparison comparison) {
        Optional<Measurement> measurement = comparison.measurement();
        Map<Metric, OptionalDouble> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            metrics.put(metric, comparison.metrics().value(metric));
        }
        return new ComparisonDocument(
                comparison.kind(),
                comparison.dataDirectory(),
                OutputDocument.of(comparison.reference(), comparison),
                OutputDocument.Converted.of(comparison),
                measurement.isPresent()
                        ? OptionalLong.of(measurement.get().entries().compared())
                        : OptionalLong.empty(),
                metrics,
                measurement.flatMap(Measurement::largestError).map(largest -> place(largest, comparison.width())),
                comparison.interpretation(),
                comparison.similarity(),
                measurement.map(Measurement::rows).orElse(RowFigures.NONE).worst().stream()
                        .map(row -> Row.of(row, comparison.kind().hasDistributions()))
                        .toList(),
                comparison.statistics(),
                comparison.parts(),
                measurement.map(Measurement::plots).filter(Plots::isShown),
                comparison.limits(),
                comparison.findings(),
                comparison.verdict());
    }

    private static Place place(LargestError largest, long width) {
        return new Place(largest.index() / width, largest.index() % width, largest.reference(), largest.test());
    }

    @Override
    public Comparison content() {
        Output original = reference.output("reference");
        Output converted = test.output().output("test");
        Comparison comparison = new Comparison(
                new Subject(kind, data, original, converted, test.type()),
                test.usual(),
                compared.isPresent() ? Optional.of(measurement(original, converted)) : Optional.empty(),
                statistics,
                shards,
                limits,
                findings);
        ReportDocument.requireVerdict(comparison.verdict(), verdict);
        return comparison;
    }

    private Measurement measurement(Output original, Output converted) {
        Map<Metric, Double> measured = new EnumMap<>(Metric.class);
        metrics.forEach((metric, value) -> value.ifPresent(figure -> measured.put(metric, figure)));
        TOGETHER.forEach((mean, others) -> others.forEach(other -> {
            if (!worstRows.isEmpty() && measured.containsKey(mean) && !measured.containsKey(other)) {
                throw new InvalidFieldException("metrics." + other.key(), "a number, found null");
            }
        }));
        long width = Math.min(width(original), width(converted));
        return new Measurement(
                Entries.finite(compared.getAsLong()),
                Metrics.of(measured),
                largestError.map(place ->
                        new LargestError(place.position() * width + place.index(), place.reference(), place.test())),
                false,
                Optional.empty(),
                RowFigures.of(worstRows.stream().map(Row::figure).toList()),
                plots.orElse(Plots.NONE));
    }

    private static long width(Output output) {
        return output.content().map(content -> content.source().shape().width()).orElse(Long.MAX_VALUE);
    }
}
