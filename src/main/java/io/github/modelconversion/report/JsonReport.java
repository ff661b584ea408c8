package io.github.modelconversion.report;

import com.google.gson.stream.JsonWriter;
import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.UsualError;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Interpretation;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.gate.Output;
import io.github.modelconversion.gate.Part;
import io.github.modelconversion.gate.Similarity;
import io.github.modelconversion.gate.Skipped;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.metric.Distribution;
import io.github.modelconversion.metric.Estimate;
import io.github.modelconversion.metric.KldStatistics;
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
import java.util.OptionalDouble;

/** Renders a report as JSON; the page {@code report.md} of the site is its contract. */
public final class JsonReport {

    static final int SCHEMA_VERSION = 1;
    static final String TOOL = "model-conversion-maven-plugin";

    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new SameJson(text);

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
        json.name("reference");
        json.beginObject();
        write(comparison.reference(), comparison);
        json.endObject();
        json.name("test");
        json.beginObject();
        write(comparison.test(), comparison);
        json.name("quantization")
                .value(comparison.type().map(type -> type.quantization().name()).orElse(null));
        json.name("quantizationOrigin")
                .value(comparison.type().map(type -> type.origin().name()).orElse(null));
        json.name("usualNmse");
        writeUsual(comparison.usualNmse());
        json.endObject();
        json.name("compared")
                .value(comparison.measurement().map(Measurement::compared).orElse(null));
        json.name("metrics").beginObject();
        for (Metric metric : Metric.values()) {
            json.name(metric.key());
            write(comparison.metrics().value(metric));
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
            write(comparison.statistics().get());
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

    private void write(Output output, Comparison comparison) throws IOException {
        Optional<Source> source = output.content().map(Output.Content::source);
        // A flat file has the rows of the file that it is compared with.
        Optional<Long> width = source.map(known -> comparison.measurement().isPresent()
                ? known.shape().count() / comparison.positions()
                : known.shape().width());
        json.name("model").value(output.model());
        json.name("file").value(output.file());
        json.name("tensor").value(output.tensor().orElse(null));
        json.name("format").value(source.map(known -> known.format().name()).orElse(null));
        json.name("shape");
        writeShape(source.map(Source::shape).map(Shape::dimensions).orElse(List.of()));
        json.name("positions")
                .value(source.flatMap(known -> width.map(values -> known.shape().count() / values))
                        .orElse(null));
        json.name("width").value(width.orElse(null));
        json.name("bytes").value(output.content().map(Output.Content::bytes).orElse(null));
        json.name("crc32c").value(output.content().map(Output.Content::crc32c).orElse(null));
        json.name("tokensCrc32c")
                .value(output.content().flatMap(Output.Content::tokensCrc32c).orElse(null));
    }

    /** All in one line. */
    private void writeShape(List<Long> dimensions) throws IOException {
        json.beginArray();
        json.setIndent("");
        for (long dimension : dimensions) {
            json.value(dimension);
        }
        json.endArray();
        json.setIndent(SameJson.INDENT);
    }

    private void writeUsual(Optional<UsualError> usual) throws IOException {
        if (usual.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("measured");
        write(usual.get().measured());
        json.name("estimated");
        if (usual.get().estimated().isPresent()) {
            write(usual.get().estimated().get());
        } else {
            json.nullValue();
        }
        json.name("limit").value(usual.get().limit());
        json.endObject();
    }

    private void write(UsualError.Range range) throws IOException {
        json.beginObject();
        json.name("smallest").value(range.smallest());
        json.name("largest").value(range.largest());
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
            json.name("klDivergence");
            write(row.klDivergence());
            json.name("referenceTop1").value(row.referenceChoice());
            json.name("testTop1").value(row.testChoice());
        }
        json.name("cosineSimilarity");
        write(row.cosineSimilarity());
        json.name("nmse");
        write(row.nmse());
        json.endObject();
    }

    private void write(KldStatistics statistics) throws IOException {
        json.beginObject();
        json.name("rows").value(statistics.rows());
        write("klDivergence", statistics.divergence());
        write("klDivergences", statistics.divergences());
        json.name("worstRow").value(statistics.worstRow());
        write("deltaP", statistics.deltaP());
        write("rmsDeltaP", statistics.rmsDeltaP());
        write("deltaPs", statistics.deltaPs());
        write("sameTop", statistics.sameTop());
        write("referencePerplexity", statistics.referencePerplexity());
        write("testPerplexity", statistics.testPerplexity());
        write("lnPerplexityRatio", statistics.lnPerplexityRatio());
        write("perplexityRatio", statistics.perplexityRatio());
        write("perplexityDifference", statistics.perplexityDifference());
        json.name("lossCorrelation");
        write(statistics.lossCorrelation());
        json.name("clippedReferenceTargets").value(statistics.clippedReferenceTargets());
        json.name("clippedTestTargets").value(statistics.clippedTestTargets());
        json.endObject();
    }

    private void write(String name, Estimate estimate) throws IOException {
        json.name(name).beginObject();
        json.name("value");
        write(estimate.value());
        json.name("uncertainty");
        write(estimate.uncertainty());
        json.endObject();
    }

    private void write(String name, Distribution distribution) throws IOException {
        json.name(name).beginObject();
        json.name("maximum").value(distribution.maximum());
        json.name("p999").value(distribution.p999());
        json.name("p99").value(distribution.p99());
        json.name("p95").value(distribution.p95());
        json.name("p90").value(distribution.p90());
        json.name("p75").value(distribution.p75());
        json.name("median").value(distribution.median());
        json.name("p25").value(distribution.p25());
        json.name("p10").value(distribution.p10());
        json.name("p5").value(distribution.p5());
        json.name("p1").value(distribution.p1());
        json.name("p01").value(distribution.p01());
        json.name("minimum").value(distribution.minimum());
        json.endObject();
    }

    private void write(LimitResult result) throws IOException {
        json.beginObject();
        json.name("metric").value(result.limit().metric().key());
        json.name("bound").value(result.limit().bound().name());
        json.name("limit").value(result.limit().value());
        json.name("measured");
        write(result.measured());
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

    private void write(OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.value(value.getAsDouble());
        } else {
            json.nullValue();
        }
    }
}
