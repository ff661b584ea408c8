package io.github.modelconversion.report;

import static io.github.modelconversion.report.JsonReportReader.number;

import io.github.modelconversion.json.JsonException;
import io.github.modelconversion.json.JsonValue;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.Distribution;
import io.github.modelconversion.metric.Estimate;
import io.github.modelconversion.metric.KldStatistics;
import io.github.modelconversion.metric.LargestError;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.Metrics;
import io.github.modelconversion.metric.NonFinite;
import io.github.modelconversion.metric.RowFigure;
import io.github.modelconversion.metric.RowFigures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads what was measured in a comparison, as far as reports show it: what only the diagnoses looked at is empty.
 *
 * @param json the comparison
 * @param kind what its outputs hold
 * @param width how many values a row has
 */
record JsonMeasurementReader(JsonValue json, OutputKind kind, long width) {

    private static final NonFinite NOT_KEPT = new NonFinite(0, 0, 0, 0);

    Optional<Measurement> measurement() throws JsonException {
        Optional<JsonValue> compared = json.find("compared");
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        RowFigures rows = RowFigures.of(worstRows());
        return Optional.of(new Measurement(
                compared.get().count(),
                0,
                NOT_KEPT,
                NOT_KEPT,
                metrics(!rows.worst().isEmpty()),
                largestError(),
                false,
                Optional.empty(),
                rows,
                JsonPlotsReader.read(json)));
    }

    /** Where there are rows, the figures over them come together. */
    private Metrics metrics(boolean hasRows) throws JsonException {
        JsonValue object = json.get("metrics");
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            number(object, metric.key()).ifPresent(value -> metrics.put(metric, value));
        }
        List<Metric> ofDivergence = List.of(
                Metric.MEDIAN_KL_DIVERGENCE,
                Metric.P99_KL_DIVERGENCE,
                Metric.MAX_KL_DIVERGENCE,
                Metric.TOP1_AGREEMENT,
                Metric.TOP10_OVERLAP);
        if (hasRows && metrics.containsKey(Metric.MEAN_KL_DIVERGENCE)) {
            for (Metric metric : ofDivergence) {
                object.get(metric.key()).number();
            }
        }
        if (hasRows && metrics.containsKey(Metric.COSINE_SIMILARITY)) {
            object.get(Metric.LOWEST_COSINE_SIMILARITY.key()).number();
        }
        return Metrics.of(metrics);
    }

    private Optional<LargestError> largestError() throws JsonException {
        Optional<JsonValue> largest = json.find("largestError");
        if (largest.isEmpty()) {
            return Optional.empty();
        }
        JsonValue error = largest.get();
        return Optional.of(new LargestError(
                error.get("position").count() * width + error.get("index").count(),
                error.get("reference").number(),
                error.get("test").number()));
    }

    private List<RowFigure> worstRows() throws JsonException {
        List<RowFigure> rows = new ArrayList<>();
        for (JsonValue row : json.get("worstRows").items()) {
            boolean distributions = kind.hasDistributions();
            rows.add(new RowFigure(
                    row.get("position").count(),
                    number(row, "klDivergence").orElse(Double.NaN),
                    number(row, "cosineSimilarity").orElse(Double.NaN),
                    number(row, "nmse").orElse(Double.NaN),
                    distributions ? row.get("referenceTop1").count() : 0,
                    distributions ? row.get("testTop1").count() : 0));
        }
        return rows;
    }

    Optional<KldStatistics> statistics() throws JsonException {
        Optional<JsonValue> found = json.find("statistics");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JsonValue statistics = found.get();
        return Optional.of(new KldStatistics(
                statistics.get("rows").smallCount(),
                estimate(statistics.get("klDivergence")),
                distribution(statistics.get("klDivergences")),
                statistics.get("worstRow").smallCount(),
                estimate(statistics.get("deltaP")),
                estimate(statistics.get("rmsDeltaP")),
                distribution(statistics.get("deltaPs")),
                estimate(statistics.get("sameTop")),
                estimate(statistics.get("referencePerplexity")),
                estimate(statistics.get("testPerplexity")),
                estimate(statistics.get("lnPerplexityRatio")),
                estimate(statistics.get("perplexityRatio")),
                estimate(statistics.get("perplexityDifference")),
                number(statistics, "lossCorrelation"),
                number(json.get("metrics"), Metric.LOG_PROBABILITY_NMSE.key()),
                statistics.get("clippedReferenceTargets").count(),
                statistics.get("clippedTestTargets").count()));
    }

    private static Estimate estimate(JsonValue estimate) throws JsonException {
        OptionalDouble uncertainty = number(estimate, "uncertainty");
        return new Estimate(number(estimate, "value").orElse(Double.NaN), uncertainty);
    }

    private static Distribution distribution(JsonValue figures) throws JsonException {
        return new Distribution(
                figures.get("maximum").number(),
                figures.get("p999").number(),
                figures.get("p99").number(),
                figures.get("p95").number(),
                figures.get("p90").number(),
                figures.get("p75").number(),
                figures.get("median").number(),
                figures.get("p25").number(),
                figures.get("p10").number(),
                figures.get("p5").number(),
                figures.get("p1").number(),
                figures.get("p01").number(),
                figures.get("minimum").number());
    }
}
