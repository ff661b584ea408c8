package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.measurement.Percentile;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.plot.MagnitudeBin;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.result.plot.RowPlots;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.store.RecordCodec;
import io.github.modelconversion.store.RecordTypes;

/** Writes a report as JSON and reads it back; the site's {@code report.md} is its contract. */
public final class JsonReport {

    private static final RecordCodec<StoredReport> CODEC = new RecordCodec<>(
            StoredReport.class,
            HeaderDocument.SCHEMA_VERSION,
            header().as(Comparison.class, ComparisonDocument.class, ComparisonDocument::of)
                    .as(LimitResult.class, LimitDocument.class, LimitDocument::of)
                    .naming(Metric.class, Metric::key)
                    .naming(Percentile.class, Percentile::key)
                    .naming(Skipped.class, "dataDirectory", "data")
                    .identify(Skipped.class, ComparisonNames::id)
                    .naming(ConversionType.class, "origin", "quantizationOrigin")
                    .inline(ComparisonDocument.class, "sides", "figures", "details")
                    .inline(OutputDocument.class, "content")
                    .inline(OutputDocument.Converted.class, "output", "type")
                    .inline(Metrics.class, "values")
                    .inline(RowFigure.class, "tokens")
                    .inline(KldStatistics.class, "divergences", "nextToken", "perplexities", "clipped")
                    .inline(Distribution.class, "figures")
                    .inline(Plots.class, "ofPairs", "ofRows")
                    .omitEmpty(GateReport.class, "models")
                    .omitEmpty(ComparisonDocument.Sides.class, "judged", "prompts")
                    .omitEmpty(ComparisonDocument.Details.class, "statistics", "shards")
                    .omitEmpty(RowFigure.class, "tokens")
                    .omitEmpty(RowFigure.TopTokens.class, "referenceTop1Token", "testTop1Token")
                    .omitEmpty(ComparisonDocument.Place.class, "token")
                    .omitEmpty(RankedEntry.class, "token")
                    .omitEmpty(PositionRun.class, "flips")
                    .omitEmpty(RowPlots.class, "deltaPs", "chunkRows", "prompt")
                    .oneLine(MagnitudeBin.class, PositionRun.class, RankedEntry.class)
                    .withGaps(
                            MagnitudeBin.class,
                            RankedEntry.class,
                            Estimate.class,
                            RowFigure.class,
                            RowFigure.TopTokens.class));

    private static final RecordCodec<StoredReport> OF_MODELS = new RecordCodec<>(
            StoredReport.class,
            HeaderDocument.SCHEMA_VERSION,
            header().omitEmpty(GateReport.class, "comparisons", "skipped", "findings"));

    private static RecordTypes header() {
        return new RecordTypes()
                .as(ReportContext.class, HeaderDocument.class, HeaderDocument::of)
                .inline(StoredReport.class, "context", "report")
                .derive(GateReport.class, "verdict", "comparisons", GateReport::verdict)
                .derive(CheckedModel.class, "verdict", "findings", CheckedModel::verdict)
                .identify(CheckedModel.class, ComparisonNames::id)
                .omitEmpty(CheckedModel.class, "place")
                .omitEmpty(Summary.class, "notJudged")
                .lenient();
    }

    private JsonReport() {}

    /**
     * Returns a report as JSON, ending with a line break.
     *
     * @param report the report
     * @param context what it states in addition
     */
    public static String render(GateReport report, ReportContext context) {
        return CODEC.write(new StoredReport(context, report));
    }

    /**
     * Reads a report of comparisons or a conversion-check.json, without judging it again: limits and findings keep their
     * verdicts. Unknown fields, from later versions, are skipped; values that only the diagnoses use are empty.
     *
     * @throws JsonException if it is not a report
     */
    public static StoredReport read(JsonValue json) throws JsonException {
        boolean ofModels =
                json.find("comparisons").isEmpty() && json.find("models").isPresent();
        return (ofModels ? OF_MODELS : CODEC).read(json);
    }
}
