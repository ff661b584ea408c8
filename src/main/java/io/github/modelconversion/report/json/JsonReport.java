package io.github.modelconversion.report.json;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.plot.MagnitudeBin;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.store.RecordCodec;

/** Writes a report as JSON and reads it back; the page {@code report.md} of the site is its contract. */
public final class JsonReport {

    private static final RecordCodec<StoredReport> CODEC = RecordCodec.of(
                    StoredReport.class, ReportDocument.SCHEMA_VERSION)
            .as(StoredReport.class, ReportDocument.class, ReportDocument::of)
            .as(Comparison.class, ComparisonDocument.class, ComparisonDocument::of)
            .as(LimitResult.class, LimitDocument.class, LimitDocument::of)
            .as(Part.class, ShardDocument.class, ShardDocument::of)
            .naming(Metric.class, Metric::key)
            .naming(Skipped.class, "dataDirectory", "data")
            .naming(KldStatistics.class, "divergence", "klDivergence")
            .naming(KldStatistics.class, "divergences", "klDivergences")
            .inline(OutputDocument.Converted.class, "output")
            .omitEmpty(ComparisonDocument.class, "statistics", "shards")
            .omitEmpty(ComparisonDocument.Row.class, "klDivergence", "referenceTop1", "testTop1")
            // It is among the metrics.
            .without(KldStatistics.class, "logProbabilityNmse")
            .oneLine(MagnitudeBin.class, PositionRun.class, RankedEntry.class)
            .withGaps(MagnitudeBin.class, RankedEntry.class, Estimate.class, ComparisonDocument.Row.class)
            .lenient()
            .build();

    private JsonReport() {}

    /**
     * Returns a report as JSON, with a line end at its end.
     *
     * @param report the report
     * @param context what it says beside
     */
    public static String render(GateReport report, ReportContext context) {
        return CODEC.write(new StoredReport(report, context));
    }

    /**
     * Reads a report. It judges nothing: limits and findings keep their verdicts. Unknown fields are those of a later version
     * and are skipped; what only the diagnoses looked at is empty.
     *
     * @throws JsonException when it is no report
     */
    public static StoredReport read(JsonValue json) throws JsonException {
        return CODEC.read(json);
    }
}
