package io.github.modelconversion.report;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.diagnosis.UsualError;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.gate.Output;
import io.github.modelconversion.gate.Part;
import io.github.modelconversion.gate.Skipped;
import io.github.modelconversion.gate.Subject;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.gguf.ConversionType;
import io.github.modelconversion.gguf.Quantization;
import io.github.modelconversion.json.JsonException;
import io.github.modelconversion.json.JsonValue;
import io.github.modelconversion.logits.Format;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Reads what {@link JsonReport} writes. It judges nothing anew: limits and findings keep the verdicts that they had. */
public final class JsonReportReader {

    private JsonReportReader() {}

    /**
     * Returns the report that a file holds. Fields that it does not know are those of a later version, and do not matter.
     *
     * @throws JsonException when it is something else
     */
    public static StoredReport read(JsonValue file) throws JsonException {
        JsonValue tool = file.get("tool");
        JsonValue version = file.get("schemaVersion");
        if (!tool.get("name").text().equals(JsonReport.TOOL) || version.number() != JsonReport.SCHEMA_VERSION) {
            throw version.problem("expected schemaVersion " + JsonReport.SCHEMA_VERSION + " of " + JsonReport.TOOL
                    + ", found " + version.longOrDouble() + " of "
                    + tool.get("name").text());
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (JsonValue comparison : file.get("comparisons").items()) {
            comparisons.add(comparison(comparison));
        }
        List<Skipped> skipped = new ArrayList<>();
        for (JsonValue left : file.get("skipped").items()) {
            skipped.add(new Skipped(
                    text(left, "data"),
                    left.get("reference").text(),
                    left.get("test").text(),
                    text(left, "tensor"),
                    left.get("reason").text()));
        }
        GateReport report = new GateReport(comparisons, skipped, findings(file));
        requireVerdict(report.verdict(), file);
        return new StoredReport(
                report,
                new ReportContext(
                        tool.get("version").text(),
                        file.get("check").text(),
                        file.get("onlyWarns").flag()));
    }

    private static Comparison comparison(JsonValue json) throws JsonException {
        OutputKind kind = json.get("kind").constant(OutputKind.class);
        Output reference = output(json.get("reference"));
        Output test = output(json.get("test"));
        JsonMeasurementReader measured = new JsonMeasurementReader(json, kind, width(reference, test));
        Comparison comparison = new Comparison(
                new Subject(kind, text(json, "data"), reference, test, type(json.get("test"))),
                usualNmse(json.get("test")),
                measured.measurement(),
                measured.statistics(),
                parts(json),
                limits(json),
                findings(json));
        requireVerdict(comparison.verdict(), json);
        return comparison;
    }

    private static void requireVerdict(Verdict verdict, JsonValue json) throws JsonException {
        JsonValue written = json.get("verdict");
        if (written.constant(Verdict.class) != verdict) {
            throw written.problem(
                    "expected the verdict that limits and findings give, " + verdict + ", found " + written.text());
        }
    }

    private static Output output(JsonValue json) throws JsonException {
        Optional<JsonValue> format = json.find("format");
        String file = json.get("file").text();
        Optional<Output.Content> content = Optional.empty();
        if (format.isPresent()) {
            Format known = Format.named(format.get().text())
                    .orElseThrow(() -> format.get().problem("expected a format that this version knows"));
            content = Optional.of(new Output.Content(
                    new Source(file, known, shape(json.get("shape"))),
                    json.get("bytes").count(),
                    json.get("crc32c").text(),
                    text(json, "tokensCrc32c")));
        }
        return new Output(json.get("model").text(), file, text(json, "tensor"), content);
    }

    private static Shape shape(JsonValue json) throws JsonException {
        List<Long> dimensions = new ArrayList<>();
        for (JsonValue dimension : json.items()) {
            dimensions.add(dimension.count());
        }
        try {
            return new Shape(dimensions);
        } catch (IllegalArgumentException | ArithmeticException impossible) {
            throw json.problem("expected dimensions of an array, found " + dimensions);
        }
    }

    private static long width(Output reference, Output test) {
        return Math.min(width(reference), width(test));
    }

    private static long width(Output output) {
        return output.content().map(content -> content.source().shape().width()).orElse(Long.MAX_VALUE);
    }

    private static Optional<ConversionType> type(JsonValue test) throws JsonException {
        Optional<JsonValue> type = test.find("quantization");
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConversionType(
                        type.get().constant(Quantization.class),
                        test.get("quantizationOrigin").constant(ConversionType.Origin.class)));
    }

    private static Optional<UsualError> usualNmse(JsonValue test) throws JsonException {
        Optional<JsonValue> usual = test.find("usualNmse");
        if (usual.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonValue> estimated = usual.get().find("estimated");
        return Optional.of(new UsualError(
                test.get("quantization").constant(Quantization.class),
                range(usual.get().get("measured")),
                estimated.isPresent() ? Optional.of(range(estimated.get())) : Optional.empty(),
                usual.get().get("limit").number()));
    }

    private static UsualError.Range range(JsonValue json) throws JsonException {
        return new UsualError.Range(
                json.get("smallest").number(), json.get("largest").number());
    }

    private static List<Part> parts(JsonValue json) throws JsonException {
        Optional<JsonValue> shards = json.find("shards");
        List<Part> parts = new ArrayList<>();
        for (JsonValue part : shards.isPresent() ? shards.get().items() : List.<JsonValue>of()) {
            parts.add(new Part(
                    part.get("state").text(),
                    part.get("rows").smallCount(),
                    new Part.File(part.get("referenceFile").text(), text(part, "referenceCrc32c")),
                    new Part.File(part.get("testFile").text(), text(part, "testCrc32c"))));
        }
        return parts;
    }

    private static List<LimitResult> limits(JsonValue json) throws JsonException {
        List<LimitResult> limits = new ArrayList<>();
        for (JsonValue limit : json.get("limits").items()) {
            limits.add(new LimitResult(
                    new Limit(
                            metric(limit.get("metric")),
                            limit.get("bound").constant(Limit.Bound.class),
                            limit.get("limit").number(),
                            limit.get("origin").constant(Limit.Origin.class)),
                    number(limit, "measured"),
                    limit.get("verdict").constant(Verdict.class)));
        }
        return limits;
    }

    private static Metric metric(JsonValue json) throws JsonException {
        String key = json.text();
        return Metric.named(key).orElseThrow(() -> json.problem("expected the name of a metric, found '" + key + "'"));
    }

    private static List<Finding> findings(JsonValue json) throws JsonException {
        List<Finding> findings = new ArrayList<>();
        for (JsonValue finding : json.get("findings").items()) {
            Map<String, Number> evidence = new LinkedHashMap<>();
            JsonValue numbers = finding.get("evidence");
            for (String name : numbers.fields().keySet()) {
                Optional<JsonValue> number = numbers.find(name);
                evidence.put(name, number.isPresent() ? number.get().longOrDouble() : (Number) Double.NaN);
            }
            findings.add(new Finding(
                    finding.get("code").constant(Code.class),
                    finding.get("severity").constant(Severity.class),
                    finding.get("message").text(),
                    evidence));
        }
        return findings;
    }

    private static Optional<String> text(JsonValue json, String name) throws JsonException {
        Optional<JsonValue> value = json.find(name);
        return value.isPresent() ? Optional.of(value.get().text()) : Optional.empty();
    }

    /** Returns a number; empty where it is null: it was not measured, or JSON cannot have it. */
    static OptionalDouble number(JsonValue json, String name) throws JsonException {
        Optional<JsonValue> value = json.find(name);
        return value.isPresent() ? OptionalDouble.of(value.get().number()) : OptionalDouble.empty();
    }

    /** Returns what could be made, where that may throw an {@link IllegalArgumentException} in words that follow "expected". */
    static <T> T checked(JsonValue json, Supplier<T> made) throws JsonException {
        try {
            return made.get();
        } catch (IllegalArgumentException impossible) {
            throw json.problem("expected " + impossible.getMessage());
        }
    }
}
