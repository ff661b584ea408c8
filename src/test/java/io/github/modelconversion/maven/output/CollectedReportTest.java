package io.github.modelconversion.maven.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.modelconversion.TestData;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.text.ConversionFixture;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import io.github.modelconversion.store.AtomicFile;
import io.github.modelconversion.store.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectedReportTest {

    @TempDir
    private Path base;

    /** Runs nmse-check in a module's folder {@code data} and returns its JSON report. */
    private Path check(String module, String execution, String type, boolean onlyWarns, boolean outright)
            throws Exception {
        Path directory = base.resolve(module);
        Path data = Files.createDirectories(directory.resolve("data"));
        Path reference = copy("pytorch-stories260K.bin", data.resolve("pytorch-tiny.bin"));
        Path test = copy("llamacpp-stories260K-" + type + ".bin", data.resolve("llamacpp-tiny-x.bin"));
        PairRequest pair = new PairRequest(
                outright ? Optional.empty() : Optional.of(data),
                OutputRequest.file(Side.REFERENCE, "tiny", reference),
                OutputRequest.file(Side.TEST, "tiny-x", test),
                Optional.empty(),
                Optional.empty(),
                OutputKind.LOGITS,
                Layout.ONE_ROW);
        GateReport report = new Gate().check(PairFixture.request(directory, List.of(pair)));
        Skipped skipped = new Skipped(Optional.of("data"), "tiny", "tiny-y", Optional.empty(), "it does not exist");
        Path file = directory.resolve("target").resolve(execution).resolve("nmse-check.json");
        AtomicFile.write(
                file,
                AtomicFile.of(ReportFormat.JSON.render(
                        new GateReport(report.comparisons(), List.of(skipped)),
                        new ReportContext("1.2.3", module + " " + execution, onlyWarns))));
        return file;
    }

    private static Path copy(String name, Path to) throws Exception {
        return Files.write(to, Files.readAllBytes(TestData.STORIES.resolve(name)));
    }

    private CollectedReport ofModule(String module, Path file) throws MojoExecutionException {
        String execution = file.getName(file.getNameCount() - 2).toString();
        return CollectedReport.ofModule(file, base, base.resolve(module), execution);
    }

    private static List<String> places(GateReport report) {
        return report.comparisons().stream()
                .map(comparison -> comparison.dataDirectory().orElse("-"))
                .toList();
    }

    @Test
    void aNameThatIsNotAPathStaysAsItIs() throws Exception {
        Path file = check("one", "check", "Q8_0", false, false);
        Files.writeString(
                file,
                Files.readString(file).replace("\"file\": \"data/pytorch-tiny.bin", "\"file\": \"data/\\u0000.bin"));

        GateReport report = CollectedReport.all(List.of(ofModule("one", file)), List.of());

        assertThat(report.comparisons())
                .extracting(comparison -> comparison.reference().file())
                .containsExactly("data/\0.bin");
    }

    @Test
    void aModulesFilesAreNamedRelativeToTheBase() throws Exception {
        GateReport report = CollectedReport.all(
                List.of(
                        ofModule("one", check("one", "check", "Q8_0", false, false)),
                        ofModule("deep/two", check("deep/two", "check", "Q8_0", false, false)),
                        ofModule("three", check("three", "check", "Q8_0", false, true)),
                        ofModule("", check("", "check", "Q8_0", false, true))),
                List.of());

        assertThat(places(report)).containsExactly("one/data", "deep/two/data", "three", "-");
        assertThat(report.comparisons())
                .extracting(comparison -> comparison.test().file())
                .containsExactly(
                        "one/data/llamacpp-tiny-x.bin",
                        "deep/two/data/llamacpp-tiny-x.bin",
                        "three/data/llamacpp-tiny-x.bin",
                        "data/llamacpp-tiny-x.bin");
        assertThat(report.skipped())
                .extracting(Skipped::dataDirectory)
                .containsExactly(
                        Optional.of("one/data"),
                        Optional.of("deep/two/data"),
                        Optional.of("three/data"),
                        Optional.of("data"));
    }

    @Test
    void modulesWithTheSameModelsAreDistinguishedInEveryFormat() throws Exception {
        GateReport report = CollectedReport.all(
                List.of(
                        ofModule("one", check("one", "check", "Q8_0", false, false)),
                        ofModule("two", check("two", "check", "Q4_0", false, false))),
                List.of());

        for (ReportFormat format : ReportFormat.values()) {
            assertThat(format.render(report, new ReportContext("1", "all", false)))
                    .as("%s", format)
                    .containsPattern("\\bone\\b")
                    .containsPattern("\\btwo\\b");
        }
    }

    @Test
    void twoChecksOfOnePairAreDistinguishedByTheirNames() throws Exception {
        GateReport report = CollectedReport.all(
                List.of(
                        ofModule("one", check("one", "lax", "Q8_0", false, false)),
                        ofModule("one", check("one", "strict", "Q8_0", false, false)),
                        ofModule("two", check("two", "check", "Q8_0", false, false))),
                List.of());

        assertThat(places(report)).containsExactly("one/data (lax)", "one/data (strict)", "two/data");
    }

    @Test
    void filesOfOtherBuildsAreDistinguishedByTheirFolders() throws Exception {
        GateReport report = CollectedReport.all(
                List.of(
                        CollectedReport.ofFile(check("linux", "check", "Q8_0", false, false), base),
                        CollectedReport.ofFile(check("mac", "check", "Q8_0", false, true), base)),
                List.of());

        assertThat(places(report)).containsExactly("linux/target/check: data", "mac/target/check");
        assertThat(report.comparisons())
                .extracting(comparison -> comparison.test().file())
                .containsOnly("data/llamacpp-tiny-x.bin");
    }

    @Test
    void keepsTheGivenVerdicts() throws Exception {
        CollectedReport good = ofModule("one", check("one", "check", "Q8_0", false, false));
        CollectedReport bad = ofModule("two", check("two", "check", "bug-droplayer-f16", false, false));
        CollectedReport warned = ofModule("three", check("three", "check", "bug-droplayer-f16", true, false));

        assertThat(CollectedReport.all(List.of(good, bad, warned), List.of()).comparisons())
                .extracting(Comparison::verdict)
                .containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.FAIL);
        assertThat(CollectedReport.onlyWarn(List.of(good))).isFalse();
        assertThat(CollectedReport.onlyWarn(List.of(good, warned))).isTrue();
        assertThat(CollectedReport.onlyWarn(List.of(good, warned, bad))).isFalse();
    }

    /** Writes the conversion-check.json of a module and returns it. */
    private Path conversion(String module, boolean onlyWarns, JudgedModel... models) throws Exception {
        Path file = base.resolve(module).resolve("target/files/conversion-check.json");
        ReportContext context = new ReportContext("1.2.3", module + " files", onlyWarns);
        AtomicFile.write(
                file,
                AtomicFile.of(ReportFormat.JSON
                        .render(ConversionFixture.report(models), context)
                        .orElseThrow()));
        return file;
    }

    @Test
    void checkedFilesGetTheWorstOfTheirVerdicts() throws Exception {
        CollectedReport right = ofModule("one", conversion("one", false, ConversionFixture.right()));
        CollectedReport wrong =
                ofModule("two", conversion("two", false, ConversionFixture.right(), ConversionFixture.wrong()));
        CollectedReport unknown = ofModule("three", conversion("three", false, ConversionFixture.unknown()));

        assertThat(CollectedReport.all(List.of(right), List.of()).verdict()).isEqualTo(Verdict.PASS);
        assertThat(CollectedReport.all(List.of(right, unknown), List.of()).verdict())
                .isEqualTo(Verdict.NOT_MEASURED);
        GateReport all = CollectedReport.all(List.of(unknown, wrong, right), List.of());
        assertThat(all.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(all.models())
                .extracting(model -> model.place().orElse(""), CheckedModel::converted, CheckedModel::verdict)
                .containsExactly(
                        tuple("three", "unknown.gguf", Verdict.NOT_MEASURED),
                        tuple("two", "right.gguf", Verdict.PASS),
                        tuple("two", "wrong <b>.gguf", Verdict.FAIL),
                        tuple("one", "right.gguf", Verdict.PASS));
        assertThat(CollectedReport.notGreen(List.of(unknown, wrong, right)))
                .containsExactly("three files", "two files");
    }

    @Test
    void comparisonsAndCheckedFilesAreOneReport() throws Exception {
        CollectedReport outputs = ofModule("one", check("one", "check", "Q8_0", false, false));
        CollectedReport files = ofModule("two", conversion("two", true, ConversionFixture.wrong()));

        GateReport all = CollectedReport.all(List.of(outputs, files), List.of());

        assertThat(all.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(CollectedReport.onlyWarn(List.of(outputs, files))).isTrue();
        assertThat(ConsoleReport.headline(all)).contains("FAIL  1 of 2 failed", "wrong <b>.gguf", "METADATA_DIFFERS");
        ReportContext context = new ReportContext("1.2.3", "all", true);
        JsonValue json = JsonValue.parse(ReportFormat.JSON.render(all, context), "all.json");
        assertThat(JsonReport.read(json).report().models()).isEqualTo(all.models());
        assertThat(json.get("models").items().get(0).get("id").text()).isEqualTo("wrong%20%3cb%3e.gguf:two");
        for (ReportFormat format : List.of(ReportFormat.MARKDOWN, ReportFormat.HTML, ReportFormat.JUNIT)) {
            assertThat(format.render(all, context).replace("\\", ""))
                    .as("%s", format)
                    .contains("CHAT_TEMPLATE_MISSING", "wrong &lt;b");
        }
    }

    @Test
    void twoChecksOfOneFileAreDistinguishedByTheirNames() throws Exception {
        Path file = conversion("one", false, ConversionFixture.right());
        Path module = base.resolve("one");

        GateReport report = CollectedReport.all(
                List.of(
                        CollectedReport.ofModule(file, base, module, "lax"),
                        CollectedReport.ofModule(file, base, module, "strict")),
                List.of());

        assertThat(report.models())
                .extracting(model -> model.place().orElse(""))
                .containsExactly("one (lax)", "one (strict)");
    }

    @Test
    void aVerdictThatItsFindingsContradictIsRefused() throws Exception {
        Path file = conversion("one", false, ConversionFixture.wrong());
        Files.writeString(file, Files.readString(file).replaceFirst("\"verdict\": \"FAIL\"", "\"verdict\": \"PASS\""));

        assertThatThrownBy(() -> CollectedReport.ofFile(file, base))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("conversion-check.json", "verdict", "FAIL", "PASS");
    }

    @Test
    void aCheckWithoutAJsonReportIsAnError() {
        assertThatThrownBy(() -> ofModule("one", base.resolve("one/target/check/nmse-check.json")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(
                        "Expected the JSON report one/target/check/nmse-check.json of execution 'check', found none."
                                + " nmse-report reads it: add json to the formats of that check.");
    }

    @Test
    void aFileThatIsNotAReportIsNamed() throws Exception {
        Path file = Files.writeString(base.resolve("nmse-check.json"), "{}");

        assertThatThrownBy(() -> CollectedReport.ofFile(file, base))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(
                        "nmse-check.json: expected schemaVersion, found none of it, at $. Give an nmse-check.json or"
                                + " a conversion-check.json of this version of the plugin, as it was written.");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> CollectedReport.ofFile(base.resolve("absent.json"), base))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("absent.json: expected a readable file, found that there is no such file ")
                .hasMessageEndingWith(". Check the file and its permissions.");
    }
}
