package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.baseline.Baseline;
import io.github.modelconversion.baseline.BaselineFile;
import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.gate.NotMeasured;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.report.ComparisonFixture;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.shard.StateFile;
import io.github.modelconversion.store.AtomicFile;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.text.Printable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Any text written to a file as UTF-8 is read back unchanged, or as the log shows it. */
class WrittenTextTest {

    /** Characters that one format or another easily forgets to escape. */
    private static final List<String> PIECES = List.of(
            "\uD83D",
            "\uDE00",
            "\uD83D\uDE00",
            "\uFFFE",
            "\uFFFF",
            "\uFFFD",
            "\u202E",
            "\u200F",
            "\u2028",
            "\uFEFF",
            "\u0000",
            "\u0007",
            "\u001B",
            "\u007F",
            "\u0085",
            "\t",
            "\n",
            "\r",
            "\"",
            "'",
            "\\",
            "\\u0041",
            "\\n",
            "&",
            "&amp;",
            "<",
            ">",
            "]]>",
            "<!--",
            "{",
            "}",
            "#",
            "##",
            "%",
            "%41",
            ":",
            ",",
            " ",
            "a",
            "Z",
            "7",
            "é",
            "語");

    private static final ReportContext CONTEXT = new ReportContext("1", "check", false);

    @TempDir
    private Path folder;

    static Stream<String> texts() {
        Random random = new Random(28);
        Stream<String> mixed = Stream.generate(() -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1 + random.nextInt(8); i > 0; i--) {
                        text.append(PIECES.get(random.nextInt(PIECES.size())));
                    }
                    return text.toString();
                })
                .limit(100);
        return Stream.concat(PIECES.stream(), mixed);
    }

    private static GateReport report(String text) {
        Comparison measured = ComparisonFixture.passing()
                .withModels(text, text)
                .withTensors(text, text)
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, text)
                .comparison();
        Comparison named = new Comparison(
                new Subject(
                        OutputKind.LOGITS, Optional.of(text), measured.reference(), measured.test(), Optional.empty()),
                Optional.empty(),
                measured.measurement(),
                Optional.empty(),
                List.of(),
                measured.limits(),
                measured.findings());
        return new GateReport(
                List.of(named),
                List.of(new CheckedModel(Optional.of(text), text, text, measured.findings(), List.of())),
                List.of(new Skipped(Optional.of(text), text, text, Optional.of(text), text)),
                measured.findings());
    }

    private Path write(String text) throws Exception {
        Path file = folder.resolve("file");
        AtomicFile.write(file, AtomicFile.of(text));
        return file;
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theJsonReportIsReadBack(String text) throws Exception {
        ReportContext context = new ReportContext(
                text, text, Optional.of(new ReportContext.Project(text, text)), Optional.of(text), false);
        GateReport report = report(text);
        Path file = write(JsonReport.render(report, context));

        var stored = JsonReport.read(JsonValue.read(file, "r.json", 1 << 20));
        assertThat(stored.context()).isEqualTo(context);
        assertThat(stored.report().comparisons().get(0).subject().reference().model())
                .isEqualTo(text);
        assertThat(stored.report().comparisons().get(0).dataDirectory()).contains(text);
        assertThat(stored.report().comparisons().get(0).tensor()).contains(text);
        assertThat(stored.report().comparisons().get(0).findings()).isEqualTo(report.findings());
        assertThat(stored.report().models()).isEqualTo(report.models());
        assertThat(stored.report().skipped()).isEqualTo(report.skipped());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theBaselineIsReadBack(String text) throws Exception {
        Baseline baseline = Baseline.of(report(text), Baseline.empty());

        assertThat(baseline.size()).isEqualTo(1);
        assertThat(BaselineFile.read(write(BaselineFile.render(baseline)), "b.json"))
                .isEqualTo(baseline);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theStateIsReadBack(String text) throws Exception {
        Output output = new Output(text, text, Optional.of(text), Optional.empty());
        List<Measured> shards = List.of(new NotMeasured(
                new Subject(OutputKind.LOGITS, Optional.of(text), output, output, Optional.empty()),
                Scope.RUNS,
                List.of(new Finding(Code.UNUSABLE_INPUT, Severity.WARNING, text, Map.of()))));
        Path file = folder.resolve("a.state");
        AtomicFile.write(file, out -> StateFile.write(shards, out));

        assertThat(StateFile.read(file, "a.state")).isEqualTo(shards);
    }

    /** XML cannot represent every character, not even escaped. */
    @ParameterizedTest
    @MethodSource("texts")
    void junitIsReadBackAsTheLogShowsIt(String text) throws Exception {
        Path file = write(ReportFormat.JUNIT.render(report(text), CONTEXT));

        Document document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
        String shown = Printable.line(text);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < document.getElementsByTagName("testcase").getLength(); i++) {
            Element testCase =
                    (Element) document.getElementsByTagName("testcase").item(i);
            names.add(testCase.getAttribute("name"));
        }
        assertThat(names)
                .hasSize(3)
                .startsWith(Printable.line(text + " in " + text + ", tensor " + text))
                .doesNotHaveDuplicates();
        Element skipped = (Element) document.getElementsByTagName("skipped").item(0);
        assertThat(skipped.getAttribute("message")).isEqualTo(shown);
        assertThat(document.getElementsByTagName("system-out").item(0).getTextContent())
                .contains(Printable.line("LOSSY_TEXT: " + text));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void openMetricsIsReadBackAsTheLogShowsIt(String text) throws Exception {
        Path file = write(ReportFormat.OPENMETRICS.render(report(text), CONTEXT));

        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            Matcher label =
                    Pattern.compile("[{,]test=\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(line);
            assertThat(label.find()).isTrue();
            assertThat(label.group(1).translateEscapes()).isEqualTo(lines(text));
        });
    }

    private static String lines(String text) {
        return Stream.of(text.split("\n", -1)).map(Printable::line).collect(Collectors.joining("\n"));
    }

    @Test
    void halfOfASurrogatePairIsWrittenAsAnEscape() throws Exception {
        assertThat(Files.readString(write(JsonReport.render(report("a\uD83Db\"\uDE00\uD83D\uDE00"), CONTEXT))))
                .contains("\"a\\ud83db\\\"\\ude00\uD83D\uDE00\"");
    }
}
