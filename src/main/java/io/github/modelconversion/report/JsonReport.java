package io.github.modelconversion.report;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Interpretation;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.gate.Part;
import io.github.modelconversion.gate.Similarity;
import io.github.modelconversion.gate.Skipped;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.LargestError;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.Plots;
import io.github.modelconversion.metric.RowFigure;
import io.github.modelconversion.metric.RowFigures;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders a report as JSON; the page {@code report.md} of the site is its contract. */
public final class JsonReport {

    static final int SCHEMA_VERSION = 1;
    static final String TOOL = "model-conversion-maven-plugin";

    private final StringWriter text = new StringWriter();
    private final SameJson json = new SameJson(text);

    private JsonReport() {}

    /**
     * Returns a report as JSON, with a line end at its end.
     *
     * @param report the report
     * @param context what it says beside
     */
    public static String render(GateReport report, ReportContext context) {
        JsonReport renderer = new JsonReport();
        try {
            renderer.write(report, context);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return renderer.text + "\n";
    }

    private void write(GateReport report, ReportContext context) throws IOException {
        json.beginObject();
        json.name("schemaVersion").value(SCHEMA_VERSION);
        json.name("tool").beginObject();
        json.name("name").value(TOOL);
        json.name("version").value(context.toolVersion());
        json.endObject();
        json.name("check").value(context.name());
        json.name("onlyWarns").value(context.onlyWarn());
        json.name("verdict").value(report.verdict().name());
        json.name("comparisons").beginArray();
        for (Comparison comparison : report.comparisons()) {
            write(comparison);
        }
        json.endArray();
        json.name("skipped").beginArray();
        for (Skipped skipped : report.skipped()) {
            write(skipped);
        }
        json.endArray();
        write(report.findings());
        json.endObject();
    }

    private void write(Skipped skipped) throws IOException {
        json.beginObject();
        json.name("data").value(skipped.dataDirectory().orElse(null));
        json.name("reference").value(skipped.reference());
        json.name("test").value(skipped.test());
        json.name("tensor").value(skipped.tensor().orElse(null));
        json.name("reason").value(skipped.reason());
        json.endObject();
    }

    private void write(Comparison comparison) throws IOException {
        json.beginObject();
        json.name("kind").value(comparison.kind().name());
        json.name("data").value(comparison.dataDirectory().orElse(null));
        new JsonOutputs(json).write(comparison);
        json.name("compared")
                .value(comparison.measurement().map(Measurement::compared).orElse(null));
        json.name("metrics").beginObject();
        for (Metric metric : Metric.values()) {
            json.figure(metric.key(), comparison.metrics().value(metric));
        }
        json.endObject();
        json.name("largestError");
        writeLargestError(comparison.measurement().flatMap(Measurement::largestError), comparison.width());
        json.name("interpretation")
                .value(comparison.interpretation().map(Interpretation::name).orElse(null));
        json.name("similarity")
                .value(comparison.similarity().map(Similarity::name).orElse(null));
        json.name("worstRows").beginArray();
        for (RowFigure row : comparison
                .measurement()
                .map(Measurement::rows)
                .orElse(RowFigures.NONE)
                .worst()) {
            write(row, comparison.kind());
        }
        json.endArray();
        if (comparison.statistics().isPresent()) {
            json.name("statistics");
            new JsonStatistics(json).write(comparison.statistics().get());
        }
        if (!comparison.parts().isEmpty()) {
            json.name("shards").beginArray();
            for (Part part : comparison.parts()) {
                write(part);
            }
            json.endArray();
        }
        json.name("plots");
        new JsonPlots(json)
                .write(comparison.measurement().map(Measurement::plots).orElse(Plots.NONE));
        json.name("limits").beginArray();
        for (LimitResult result : comparison.limits()) {
            write(result);
        }
        json.endArray();
        write(comparison.findings());
        json.name("verdict").value(comparison.verdict().name());
        json.endObject();
    }

    private void write(Part part) throws IOException {
        json.beginObject();
        json.name("state").value(part.state());
        json.name("rows").value(part.rows());
        json.name("referenceFile").value(part.reference().name());
        json.name("referenceCrc32c").value(part.reference().crc32c().orElse(null));
        json.name("testFile").value(part.test().name());
        json.name("testCrc32c").value(part.test().crc32c().orElse(null));
        json.endObject();
    }

    private void writeLargestError(Optional<LargestError> largestError, long width) throws IOException {
        if (largestError.isEmpty()) {
            json.nullValue();
            return;
        }
        LargestError largest = largestError.get();
        json.beginObject();
        json.name("position").value(largest.index() / width);
        json.name("index").value(largest.index() % width);
        json.name("reference").value(largest.reference());
        json.name("test").value(largest.test());
        json.endObject();
    }

    private void write(RowFigure row, OutputKind kind) throws IOException {
        json.beginObject();
        json.name("position").value(row.position());
        if (kind.hasDistributions()) {
            json.figure("klDivergence", row.klDivergence());
            json.name("referenceTop1").value(row.referenceChoice());
            json.name("testTop1").value(row.testChoice());
        }
        json.figure("cosineSimilarity", row.cosineSimilarity());
        json.figure("nmse", row.nmse());
        json.endObject();
    }

    private void write(LimitResult result) throws IOException {
        json.beginObject();
        json.name("metric").value(result.limit().metric().key());
        json.name("bound").value(result.limit().bound().name());
        json.name("limit").value(result.limit().value());
        json.figure("measured", result.measured());
        json.name("origin").value(result.limit().origin().name());
        json.name("verdict").value(result.verdict().name());
        json.endObject();
    }

    private void write(List<Finding> findings) throws IOException {
        json.name("findings").beginArray();
        for (Finding finding : findings) {
            write(finding);
        }
        json.endArray();
    }

    private void write(Finding finding) throws IOException {
        json.beginObject();
        json.name("code").value(finding.code().name());
        json.name("severity").value(finding.severity().name());
        json.name("message").value(finding.message());
        json.name("evidence").beginObject();
        for (Map.Entry<String, Number> number : finding.evidence().entrySet()) {
            json.name(number.getKey());
            write(number.getValue());
        }
        json.endObject();
        json.endObject();
    }

    /** JSON has no NaN and no infinity: those become null, and the finding's message has them in words. */
    private void write(Number number) throws IOException {
        if (Double.isFinite(number.doubleValue())) {
            json.value(number);
        } else {
            json.nullValue();
        }
    }
}
