package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Percentile;
import io.github.modelconversion.result.plot.MagnitudeBin;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.store.RecordCodec;

/** Writes a report as JSON and reads it back; the site's {@code report.md} is its contract. */
public final class JsonReport {

    private static final RecordCodec<StoredReport> CODEC = RecordCodec.of(
                    StoredReport.class, ReportDocument.SCHEMA_VERSION)
            .as(StoredReport.class, ReportDocument.class, ReportDocument::of)
            .as(Comparison.class, ComparisonDocument.class, ComparisonDocument::of)
            .as(CheckedModel.class, CheckedModelDocument.class, CheckedModelDocument::of)
            .as(LimitResult.class, LimitDocument.class, LimitDocument::of)
            .as(Part.class, ShardDocument.class, ShardDocument::of)
            .naming(Metric.class, Metric::key)
            .naming(Skipped.class, "dataDirectory", "data")
            .naming(Percentile.class, Percentile::key)
            .inline(OutputDocument.Converted.class, "output")
            .omitEmpty(ReportDocument.class, "models")
            .omitEmpty(CheckedModelDocument.class, "place")
            .inline(Plots.class, "ofPairs", "ofRows")
            .inline(KldStatistics.class, "divergences", "nextToken", "perplexities", "clipped")
            .inline(Distribution.class, "figures")
            .omitEmpty(ComparisonDocument.class, "statistics", "shards")
            .omitEmpty(ComparisonDocument.Row.class, "klDivergence", "referenceTop1", "testTop1")
            // The metrics include it.
            .without(KldStatistics.class, "logProbabilityNmse")
            .oneLine(MagnitudeBin.class, PositionRun.class, RankedEntry.class)
            .withGaps(MagnitudeBin.class, RankedEntry.class, Estimate.class, ComparisonDocument.Row.class)
            .lenient()
            .build();

    private static final RecordCodec<ConversionDocument> CONVERSION_CODEC = RecordCodec.of(
                    ConversionDocument.class, ReportDocument.SCHEMA_VERSION)
            .as(CheckedModel.class, CheckedModelDocument.class, CheckedModelDocument::of)
            .omitEmpty(CheckedModelDocument.class, "place")
            .lenient()
            .build();

    private JsonReport() {}

    /**
     * Returns a report as JSON, ending with a line break.
     *
     * @param report the report
     * @param context what it states in addition
     */
    public static String render(GateReport report, ReportContext context) {
        return CODEC.write(new StoredReport(report, context));
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
        return ofModels ? CONVERSION_CODEC.read(json).content() : CODEC.read(json);
    }
}
