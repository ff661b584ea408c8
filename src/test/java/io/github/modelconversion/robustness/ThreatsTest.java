package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.modelconversion.SafetensorsWriter;
import io.github.modelconversion.baseline.BaselineFile;
import io.github.modelconversion.input.gguf.GgufFixture;
import io.github.modelconversion.input.tensor.NpyFixture;
import io.github.modelconversion.input.tensor.NpzFixture;
import io.github.modelconversion.input.tensor.SafetensorsFixture;
import io.github.modelconversion.plan.request.ModelName;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.text.Printable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Attacks by a file's contents or by a name; the page security says where each is stopped. */
class ThreatsTest {

    /** A name with markup and commands for every report format, the log and each build server. */
    private static final String EVIL =
            "<script>alert(1)</script>&amp;]]>\"'|`*[x](javascript:y)\\##vso[task]##[error]%0A::error::x";

    /** Characters that a tensor's name may not have, but a model's or a file's name may. */
    private static final String CONTROL = "\u001b[31m\u202e\u2028\u0085\r\n::error::forged\u0007";

    private static final ReportContext CONTEXT = new ReportContext("1", EVIL + CONTROL, false);

    @TempDir
    private Path folder;

    private GateReport compare(Path reference, Path test, String model) {
        return compare(reference, test, model, Layout.ONE_ROW, ElementType.FLOAT32);
    }

    private GateReport compare(Path reference, Path test, String model, Layout layout, ElementType type) {
        return PairFixture.files(folder, reference, test)
                .ofNames(model, model)
                .within(layout)
                .ofTypes(type, type)
                .report();
    }

    /** Compares a file with itself, and returns the reason why it is unusable. */
    private String refusal(String fileName, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(fileName), content);
        GateReport report = compare(file, file, "a");
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        Finding finding = report.comparisons().get(0).findings().get(0);
        assertThat(finding.code()).isEqualTo(Code.UNUSABLE_INPUT);
        return finding.message();
    }

    private GateReport evilReport() throws IOException {
        double[] values = {1, 2, 4, 8};
        Path reference = new SafetensorsWriter()
                .with(EVIL.replace("\\", "\\\\").replace("\"", "\\\""), values)
                .with("b", values)
                .write(folder.resolve("evil" + CONTROL + ".safetensors"));
        Path test = new SafetensorsWriter()
                .with(EVIL.replace("\\", "\\\\").replace("\"", "\\\""), 1, 2, 4, 9)
                .with("b", values)
                .write(folder.resolve("other" + CONTROL + ".safetensors"));
        GateReport report = compare(reference, test, EVIL + CONTROL);
        assertThat(report.comparisons()).extracting(Comparison::tensor).contains(Optional.of(EVIL));
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        return report;
    }

    private static boolean misleads(String line) {
        return line.codePoints()
                        .anyMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR)
                || line.contains("##");
    }

    @Test
    void noNameForgesALineInTheLogOrTheException() throws IOException {
        GateReport report = evilReport();

        List<String> log = new ConsoleReport(false, List.of("report" + CONTROL))
                .render(report).stream().map(LogLine::text).toList();
        assertThat(log).noneMatch(ThreatsTest::misleads);
        assertThat(log)
                .anyMatch(line -> line.contains("\\u001b[31m\\u202e\\u2028\\u0085\\u000d\\u000a::error::forged"));
        String message = FailureMessage.of(report, "report" + CONTROL);
        assertThat(message.lines()).noneMatch(ThreatsTest::misleads).hasSizeLessThanOrEqualTo(6);
        assertThat(message.lines()).noneMatch(line -> line.startsWith("::"));
    }

    @Test
    void noNameEscapesItsPlaceInXml() throws Exception {
        String xml = ReportFormat.JUNIT.render(evilReport(), CONTEXT);

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        NodeList cases = (NodeList)
                XPathFactory.newInstance().newXPath().evaluate("/testsuite/testcase", document, XPathConstants.NODESET);
        assertThat(cases.getLength()).isEqualTo(evilReport().comparisons().size());
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(cases.item(0).getAttributes().getNamedItem("name").getNodeValue())
                .contains(Printable.line(EVIL));
    }

    @Test
    void noNameIsMarkupInMarkdownOrHtml() throws IOException {
        GateReport report = evilReport();

        String markdown = ReportFormat.MARKDOWN.render(report, CONTEXT);
        assertThat(markdown.replaceAll("(?m)^</?details>|<summary>\\d[a-z0-9 ]*</summary>$|\n", ""))
                .doesNotContain("<", "](", "\u001b", "\u202e", "\u2028");
        // The separators of cells are unescaped, those inside cells are escaped.
        List<String> rows =
                markdown.lines().filter(line -> line.startsWith("|")).toList();
        assertThat(rows)
                .extracting(row -> row.split("(?<!\\\\)\\|", -1).length)
                .hasSize(6)
                .containsOnly(rows.get(0).split("(?<!\\\\)\\|", -1).length);
        assertThat(ReportFormat.HTML.render(report, CONTEXT).replaceFirst("(?s)<style>.*?</style>", ""))
                .doesNotContain("<script", "\u001b");
    }

    @Test
    void noNameEscapesItsPlaceInOpenMetricsAndBenchmark() throws IOException {
        GateReport report = evilReport();

        assertThat(ReportFormat.OPENMETRICS.render(report, CONTEXT).split("\n", -1))
                .allMatch(line -> line.isEmpty()
                        || line.startsWith("# ")
                        || line.matches("[a-z0-9_]+\\{([a-z]+=\"([^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)+} [-+.0-9eE]+"));
        JsonElement benchmark = JsonParser.parseString(ReportFormat.BENCHMARK.render(report, CONTEXT));
        assertThat(benchmark
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .get("name")
                        .getAsString())
                .startsWith(EVIL + CONTROL + ", tensor " + EVIL);
        JsonElement json = JsonParser.parseString(ReportFormat.JSON.render(report, CONTEXT));
        assertThat(json.getAsJsonObject().get("check").getAsString()).isEqualTo(EVIL + CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "/etc/passwd", "..\\..\\etc\\passwd", "x/../passwd.gguf", "C:\\passwd/"})
    void aModelNameIsASinglePathComponent(String path) {
        assertThat(ModelName.of(path)).contains("passwd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "models/..", "/", "a\u0000b", "models/a\nb", "a\u001b[2J"})
    void aPathWithoutAUsableLastComponentNamesNoModel(String path) {
        assertThat(ModelName.of(path)).isEmpty();
    }

    @Test
    void namesInAnArchiveAreNotUsedAsPaths() throws IOException {
        byte[] array = NpyFixture.npy("<f4", false, "(4,)", floats(1, 2, 4, 8));
        byte[] archive = new NpzFixture()
                .stored("../../x.npy", array)
                .stored("/etc/passwd.npy", array)
                .bytes();
        Path inner = Files.createDirectories(folder.resolve("a/b"));
        Path reference = Files.write(inner.resolve("a.npz"), archive);
        Path test = Files.write(inner.resolve("b.npz"), archive);

        GateReport report = compare(reference, test, "a");

        assertThat(report.comparisons())
                .extracting(comparison -> comparison.tensor().orElse(""))
                .containsExactly("../../x", "/etc/passwd");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrder(reference, test);
        }
    }

    @Test
    void entriesOfAnArchiveThatShareBytesAreRefused() throws IOException {
        byte[] array = NpyFixture.npy("<f4", false, "(65536,)", new byte[1 << 18]);
        byte[] archive = new NpzFixture()
                .deflated("a.npy", array)
                .deflated("b.npy", array)
                .bytes();
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(archive.length - 6);
        int second = directory + 46 + "a.npy".length();
        assertThat(bytes.getInt(second)).as("signature").isEqualTo(0x02014b50);
        // Both entries claim nearly the whole file; the second starts where the first does.
        bytes.putInt(directory + 20, archive.length * 2 / 3);
        bytes.putInt(second + 20, archive.length * 2 / 3);
        bytes.putInt(second + 42, 0);

        assertThat(refusal("a.npz", archive))
                .isEqualTo("a.npz: expected entries that do not overlap in " + archive.length
                        + " bytes, found more than that. Write it again with numpy.savez");
    }

    static Stream<Arguments> overflowing() {
        byte[] data = floats(1, 2, 4, 8);
        return Stream.of(
                Arguments.of("a.npy", NpyFixture.npy("<f4", false, "(4294967296, 4294967296)", data)),
                Arguments.of("a.npy", NpyFixture.npy("<f4", false, "(4611686018427387905,)", data)),
                Arguments.of("a.npy", NpyFixture.npy("<f4", true, "(4294967296, 4294967297, 2)", data)),
                Arguments.of(
                        "a.safetensors",
                        SafetensorsFixture.safetensors(
                                "{" + SafetensorsFixture.entry("x", "F32", "[4294967296,4294967296]", 0, 16) + "}",
                                data)),
                Arguments.of(
                        "a.safetensors",
                        SafetensorsFixture.safetensors(
                                "{" + SafetensorsFixture.entry("x", "F32", "[4]", 0, Long.MAX_VALUE) + "}", data)),
                Arguments.of(
                        "a.gguf",
                        GgufFixture.header(3, 1, 0)
                                .tensorAt(0, "x", 0, 1L << 32, 1L << 32)
                                .data(32, data)
                                .bytes()),
                Arguments.of(
                        "a.gguf",
                        GgufFixture.header(3, 1, 0)
                                .tensorAt(Long.MAX_VALUE - 31, "x", 0, 4)
                                .data(32, data)
                                .bytes()),
                Arguments.of(
                        "a.kld",
                        ByteBuffer.allocate(64)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .put("_logits_".getBytes(StandardCharsets.US_ASCII))
                                .putInt(Integer.MAX_VALUE)
                                .putInt(Integer.MAX_VALUE)
                                .putInt(Integer.MAX_VALUE)
                                .array()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("overflowing")
    void countsWhoseProductOverflowsAreRefused(String fileName, byte[] content) throws IOException {
        assertThat(refusal(fileName, content)).contains(fileName).contains("expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepNestingIsRefusedBeforeItFillsTheStack(String opening) throws IOException {
        String deep = opening.repeat(100_000);

        assertThatThrownBy(() -> JsonValue.parse(deep, "nmse-check.json"))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("nmse-check.json: expected JSON, found: ");
        assertThatThrownBy(() -> BaselineFile.read(Files.writeString(folder.resolve("b.json"), deep), "b.json"))
                .isInstanceOf(JsonException.class);
        byte[] header = SafetensorsFixture.safetensors(deep, new byte[0]);
        assertThat(refusal("a.safetensors", header)).startsWith("a.safetensors: expected a JSON object with dtype");
    }

    @Test
    void duplicateNamesAreRefused() throws IOException {
        String entry = SafetensorsFixture.entry("x", "F32", "[4]", 0, 16);

        assertThat(refusal(
                        "a.safetensors",
                        SafetensorsFixture.safetensors("{" + entry + "," + entry + "}", floats(1, 2, 4, 8))))
                .contains("expected each tensor once, found two called x");
        assertThat(refusal(
                        "a.safetensors",
                        SafetensorsFixture.safetensors(
                                "{\"__metadata__\":{},\"__metadata__\":{}," + entry + "}", floats(1, 2, 4, 8))))
                .contains("expected a JSON object with dtype");
        assertThatThrownBy(() -> JsonValue.parse("{\"a\":1,\"a\":2}", "a.json"))
                .isInstanceOf(JsonException.class)
                .hasMessage("a.json: expected 'a' once, found it twice, at $.a");
    }

    @Test
    void fileContentsMakeNoMessageLongOrMisleading() throws IOException {
        String huge = "x".repeat(1 << 20);
        String entry = SafetensorsFixture.entry(huge, "F32", "[4]", 0, 16);

        assertThat(refusal("a.safetensors", SafetensorsFixture.safetensors("{" + entry + "}", floats(1, 2, 4, 8))))
                .hasSizeLessThan(300);
        assertThatThrownBy(() -> JsonValue.parse("{\"" + huge + "\":1,\"" + huge + "\":2}", "a.json"))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(600));
        assertThatThrownBy(() -> JsonValue.parse("{\"\\u001b\\n\\u202e\":1,\"\\u001b\\n\\u202e\":2}", "a.json"))
                .hasMessage("a.json: expected '???' once, found it twice, at $.???");
    }

    @Test
    void moreRowsThanMemoryHoldsAreRefusedBeforeAnyIsMeasured() throws IOException {
        long rows = (1L << 30) + 1;
        Path reference = folder.resolve("a.bin");
        Path test = folder.resolve("b.bin");
        for (Path file : List.of(reference, test)) {
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(2 * rows);
            }
        }

        GateReport report = compare(
                reference, test, "a", new Layout(OptionalLong.empty(), OptionalLong.of(1)), ElementType.FLOAT16);

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(report.comparisons().get(0).findings().get(0).message())
                .isEqualTo(
                        "b.bin: expected at most 1073741824 rows, found 1073741825. Set width to the number of values"
                                + " in a row, or compare fewer rows at once");
    }

    private static byte[] floats(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return bytes.array();
    }
}
