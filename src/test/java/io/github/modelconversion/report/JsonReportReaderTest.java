package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.json.Schemas;
import io.github.modelconversion.report.json.StoredReport;
import io.github.modelconversion.report.plot.PlotsFixture;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JsonReportReaderTest {

    private static final ReportContext CONTEXT = new ReportContext("1.2.3", "a \"check\"", true);

    private static StoredReport read(String json) throws JsonException {
        return JsonReport.read(JsonValue.parse(json, "r.json"));
    }

    private static void assertReadAsWritten(GateReport report) throws JsonException {
        String written = JsonReport.render(report, CONTEXT);
        StoredReport stored = read(written);

        Schemas.assertValid(Schemas.COMPARISONS, written);
        assertThat(stored.context()).isEqualTo(CONTEXT);
        for (ReportFormat format : ReportFormat.values()) {
            assertThat(format.render(stored.report(), stored.context()))
                    .as("%s", format)
                    .isEqualTo(format.render(report, CONTEXT));
        }
        assertThat(new ConsoleReport(false, List.of("r.json")).render(stored.report()))
                .isEqualTo(new ConsoleReport(false, List.of("r.json")).render(report));
        if (!"PASS".equals(report.verdict().name())) {
            assertThat(FailureMessage.of(stored.report(), "r.json")).isEqualTo(FailureMessage.of(report, "r.json"));
        }
    }

    @Test
    void comparisonsOfAllKindsAreReadBackUnchanged() throws JsonException {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("count", 3);
        evidence.put("share", 0.1f);
        evidence.put("tiny", 1.5e-300);
        evidence.put("test", Double.NaN);

        assertReadAsWritten(new GateReport(
                List.of(
                        passing().comparison(),
                        passing().withPlots(PlotsFixture.all()).comparison(),
                        failing()
                                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.125, Limit.Origin.BASELINE)
                                .comparison(),
                        passing()
                                .withoutTestFile()
                                .withFinding(Code.UNUSABLE_INPUT, Severity.WARNING, "it is torn")
                                .comparison(),
                        passing()
                                .withoutMeasurement()
                                .withFinding(Code.NON_FINITE_TEST, Severity.FAIL, "\u0007 & <b>", evidence)
                                .comparison(),
                        passing().withModels("tiny", "tiny\u2028\u202e-f16").comparison()),
                List.of(
                        new Skipped(Optional.empty(), "a", "b", Optional.empty(), "c does not exist"),
                        new Skipped(Optional.of("data"), "a", "b", Optional.of("blk.0"), "c does not exist")),
                List.of(new Finding(Code.ONLY_IN_BASELINE, Severity.WARNING, "b is gone", Map.of("entries", 1)))));
    }

    private static RowFigure row(double cosineSimilarity) {
        return new RowFigure(0, Optional.empty(), cosineSimilarity, 0.25);
    }

    @Test
    void optionalPartsAreReadBackUnchanged() throws JsonException {
        ComparisonFixture similar = passing().withMetric(Metric.COSINE_SIMILARITY, 0.97);
        Part part = new Part("one.state", 64, "a.kld", Optional.of("0a1b2c3d"), "b.kld", Optional.empty());

        assertReadAsWritten(new GateReport(
                List.of(
                        similar.comparison(OutputKind.EMBEDDINGS),
                        similar.withMetric(Metric.LOWEST_COSINE_SIMILARITY, 0.875)
                                .withRows(row(0.875))
                                .comparison(OutputKind.EMBEDDINGS),
                        passing().withRows(row(Double.NaN)).comparison(OutputKind.EMBEDDINGS),
                        passing()
                                .withMetric(Metric.LOG_PROBABILITY_NMSE, 0.000123)
                                .comparison(
                                        OutputKind.LOGITS,
                                        Optional.empty(),
                                        Optional.of(StatisticsFixture.whole()),
                                        List.of(part, part))),
                List.of()));
    }

    @Test
    void theMeanOfRowsComesWithTheLowest() {
        String written = JsonReport.render(
                new GateReport(
                        List.of(passing()
                                .withMetric(Metric.COSINE_SIMILARITY, 0.97)
                                .withRows(row(0.875))
                                .comparison(OutputKind.EMBEDDINGS)),
                        List.of()),
                CONTEXT);

        assertThatThrownBy(() -> read(written))
                .isInstanceOf(JsonException.class)
                .hasMessage(
                        "r.json: expected a number, found null, at $.comparisons[0].metrics.lowestCosineSimilarity");
    }

    @Test
    void aReportWithoutPlotsIsReadWithoutPlots() throws JsonException {
        StoredReport stored = read(JsonReport.render(passing().report(), CONTEXT));

        assertThat(stored.report().comparisons().get(0).measurement())
                .map(Measurement::plots)
                .contains(Plots.NONE);
    }

    @Test
    void theOverallVerdictMustFollowFromTheComparisons() {
        String written = JsonReport.render(passing().report(), CONTEXT)
                .replaceFirst("\"verdict\": \"PASS\"", "\"verdict\": \"FAIL\"");

        assertThatThrownBy(() -> read(written))
                .isInstanceOf(JsonException.class)
                .hasMessage("r.json: expected the verdict that the rest gives, PASS, found FAIL, at $.verdict");
    }

    @Test
    void anEmptyReportIsReadBackUnchanged() throws JsonException {
        assertReadAsWritten(new GateReport(List.of(), List.of()));
    }

    private static PairRequest pair(Path reference, Path test, OutputKind kind, Layout layout) {
        return new PairRequest(
                Optional.of(TestData.FOLDER),
                OutputRequest.file(Side.REFERENCE, "reference", reference),
                OutputRequest.file(Side.TEST, String.valueOf(test.getFileName()).replaceAll("\\.\\w+$", ""), test),
                Optional.empty(),
                Optional.empty(),
                kind,
                layout);
    }

    @ParameterizedTest
    @EnumSource(LimitPolicy.Standard.class)
    void theReportOfRealOutputsIsReadBackUnchanged(LimitPolicy.Standard standard, @TempDir Path folder)
            throws Exception {
        Path stories = TestData.STORIES;
        Path kld = TestData.FOLDER.resolve("stories260K/kld");
        Path rows = TestData.FOLDER.resolve("stories260K/p2-once/data");
        Path torn = Files.write(folder.resolve("torn.bin"), new byte[1023]);
        List<PairRequest> pairs = new ArrayList<>();
        for (String test : List.of("Q8_0.bin", "Q4_K_M.bin", "bug-droplayer-f16.bin", "Q4_0.txt", "absent.bin")) {
            pairs.add(pair(
                    stories.resolve("pytorch-stories260K.bin"),
                    stories.resolve("llamacpp-stories260K-" + test),
                    OutputKind.LOGITS,
                    Layout.ONE_ROW));
        }
        Layout threeRows = new Layout(OptionalLong.of(4), OptionalLong.empty());
        for (OutputKind kind : OutputKind.values()) {
            pairs.add(pair(
                    stories.resolve("pytorch-stories260K.bin"),
                    stories.resolve("llamacpp-stories260K-Q5_0.bin"),
                    kind,
                    threeRows));
        }
        pairs.add(pair(stories.resolve("pytorch-stories260K.bin"), torn, OutputKind.LOGITS, Layout.ONE_ROW));
        pairs.add(pair(
                TestData.FOLDER.resolve("stories260K-overflow/p1-default/data/pytorch-stories260K-overflow.bin"),
                TestData.FOLDER.resolve("stories260K-overflow/p1-default/data/llamacpp-stories260K-overflow-f16.bin"),
                OutputKind.LOGITS,
                Layout.ONE_ROW));
        pairs.add(pair(
                kld.resolve("stories260K-f16.kld"),
                kld.resolve("stories260K-Q4_0.kld"),
                OutputKind.LOGITS,
                Layout.ONE_ROW));
        pairs.add(pair(
                kld.resolve("stories260K-f16.kld"),
                rows.resolve("pytorch-stories260K.bin"),
                OutputKind.LOGITS,
                Layout.ONE_ROW));
        Path containers = TestData.FOLDER.resolve("containers");
        pairs.add(pair(
                containers.resolve("reference.safetensors"),
                containers.resolve("broken-f16.npz"),
                OutputKind.ACTIVATIONS,
                Layout.ONE_ROW));
        LimitPolicy policy = new LimitPolicy(List.of(), Map.of(), standard, Optional.empty());

        GateReport report = new Gate()
                .check(new GateRequest(
                        Path.of(""), pairs, policy, Strictness.DEFAULT, GateRequest.Missing.FAIL, "a hint"));

        assertThat(report.comparisons())
                .filteredOn(comparison ->
                        comparison.findings().stream().anyMatch(finding -> finding.code() == Code.MISSING_FILE))
                .hasSize(1);
        assertThat(report.comparisons())
                .filteredOn(comparison -> comparison.statistics().isPresent())
                .isNotEmpty();
        assertThat(report.comparisons())
                .filteredOn(comparison -> comparison.test().tensor().isPresent())
                .hasSizeGreaterThan(1);
        assertReadAsWritten(report);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "schemaVersion": 1   | "schemaVersion": 2   | expected schemaVersion 1, found 2: another version of the plugin wrote it, at $.schemaVersion
            -maven-plugin        | -gradle              | expected model-conversion-maven-plugin, found 'model-conversion-gradle', at $.tool.name
            "check": "a \\"check\\"", |                  | expected check, found none of it, at $
            "onlyWarns": true    | "onlyWarns": "yes"   | expected true or false, found a text, at $.onlyWarns
            "bytes": 2048        | "bytes": -1          | expected a whole number from 0 on, found -1.0, at $.comparisons[0].reference.bytes
            RAW_FLOAT32          | RAW_FLOAT8           | expected a format that this version knows, at $.comparisons[0].reference.format
            [512]                | [512, 0]             | expected dimensions of an array, found [512, 0], at $.comparisons[0].reference.shape
            [512]                | [4294967296, 4294967296] | expected dimensions of an array, found [4294967296, 4294967296], at $.comparisons[0].reference.shape
            "nmse": 1.5E-5       | "nmse": "1.5E-5"     | expected a number, found a text, at $.comparisons[0].metrics.nmse
            "metric": "nmse"     | "metric": "nmsee"    | expected a known name, found 'nmsee'; known are nmse, nmseDb, mse,
            "origin": "DEFAULT"  | "origin": "THIN_AIR" | expected a known name, found 'THIN_AIR'; known are DEFAULT, RECOMMENDED, CONFIGURATION, TYPE, BASELINE, at $.comparisons[0].limits[0].origin
            "verdict": "PASS"    | "verdict": "FAIL"    | expected the verdict that the rest gives, FAIL, found PASS, at $.comparisons[0].verdict
            "comparisons"        | "comparison"         | expected comparisons, found none of it, at $
            """)
    void whatIsNotWhatTheGoalsWriteIsRefusedWithItsPlace(String original, String edited, String message) {
        String written = JsonReport.render(passing().report(), CONTEXT);
        int at = "\"verdict\": \"PASS\"".equals(original) ? written.indexOf("\"limits\"") : 0;
        int found = written.indexOf(original, at);
        assertThat(found).isNotNegative();
        String text = written.substring(0, found)
                + (edited == null ? "" : edited)
                + written.substring(found + original.length());

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("r.json: " + message);
    }

    /** Each report describes a plot that cannot be drawn. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            errors           | -0.75                | -0.25                 | finite edges that ascend, found -0.25 at 1, at $.errors
            errors           | [2,9,1]              | [2,9]                 | one edge more than counts, found 4 and 2, at $.errors
            errors           | [2,9,1]              | [0,0,0]               | counts from 0 on that are not all 0, found [0, 0, 0], at $.errors
            scatter          | [1,0,0]              | [1,0,0,0]             | one edge more than counts, found 4 and 4, at $.scatter
            errorByMagnitude | "from":0.0          | "from":-1            | magnitudes that ascend from 0, found -1.0 to 0.5, at $.errorByMagnitude[0]
            errorByMagnitude | "to":0.5            | "to":1.5             | magnitudes that ascend, found 1.0 after 1.5, at $
            top              | "referenceRank":1   | "referenceRank":11   | ranks from 1 to 10, found 10 to 11, at $.top.entries[0]
            top              | "referenceRank":1   | "referenceRank":null | a rank, found none, at $.top.entries[0]
            byPosition       | "to":2              | "to":0               | positions that ascend from 0, found 0 to 0, at $.byPosition[0]
            byPosition       | "to":2              | "to":1               | consecutive positions, found 2 after 1, at $
            klDivergences    | 0.03125,0.0625       | -1,0                  | divergences above 0, found [-1.0, 0.0, 0.125, 0.25, 0.5, 1.0], at $
            """)
    void plotsThatCannotBeAreRefused(String plot, String original, String edited, String message) {
        String written =
                JsonReport.render(passing().withPlots(PlotsFixture.all()).report(), CONTEXT);
        int found = written.indexOf(original, written.indexOf('"' + plot + '"'));
        assertThat(found).isNotNegative();
        String text = written.substring(0, found) + edited + written.substring(found + original.length());

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JsonException.class)
                .hasMessage("r.json: expected " + message.replace("$", "$.comparisons[0].plots"));
    }

    @Test
    void aReportThatWasCutAnywhereIsRefused() {
        String written =
                JsonReport.render(passing().withPlots(PlotsFixture.all()).report(), CONTEXT);
        for (int length = 0; length < written.length() - 2; length += 7) {
            String cut = written.substring(0, length);

            assertThatThrownBy(() -> read(cut)).isInstanceOf(JsonException.class);
        }
    }

    @Test
    void fieldsOfALaterVersionDoNotMatter() throws JsonException {
        String written = JsonReport.render(passing().report(), CONTEXT);

        assertThat(read(written.replace("\"check\"", "\"moon\": {\"phase\": [1, 2]}, \"check\""))
                        .report()
                        .comparisons())
                .hasSize(1);
    }
}
