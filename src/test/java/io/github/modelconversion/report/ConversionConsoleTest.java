package io.github.modelconversion.report;

import static io.github.modelconversion.report.text.ConversionFixture.report;
import static io.github.modelconversion.report.text.ConversionFixture.right;
import static io.github.modelconversion.report.text.ConversionFixture.sampled;
import static io.github.modelconversion.report.text.ConversionFixture.unknown;
import static io.github.modelconversion.report.text.ConversionFixture.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.Acceptance;
import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.report.text.FindingsPage;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.LogLine.Level;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversionConsoleTest {

    private static List<String> texts(JudgedModel model) {
        return new ConversionConsole(false)
                .lines(model).stream().map(LogLine::text).toList();
    }

    private static String line(JudgedModel model, String label) {
        return texts(model).stream()
                .filter(text -> text.startsWith(label + " "))
                .findFirst()
                .orElseThrow();
    }

    private static List<LogLine> all(boolean onlyWarns, JudgedModel model) {
        ConversionConsole console = new ConversionConsole(onlyWarns);
        return java.util.stream.Stream.concat(console.lines(model).stream(), console.end(report(model)).stream())
                .toList();
    }

    @Test
    void showsBothSidesEachCheckAndTheVerdict() {
        assertThat(texts(right()))
                .extracting(text -> text.substring(0, 11))
                .containsExactly(
                        "Original   ", "Converted  ", "Metadata   ", "Tokenizer  ", "Weights    ", "Result     ");
        assertThat(line(right(), "Original")).contains("models/tiny", "LlamaForCausalLM", "3 tensors");
        assertThat(line(right(), "Tokenizer")).contains("512 tokens, 255 merges and the chat template agree");
        assertThat(line(right(), "Result")).contains("PASS: 1 hyper-parameter, ", "1 tensor");
    }

    /** Nobody must mistake names and shapes for values. */
    @Test
    void saysThatNoValuesWereCompared() {
        assertThat(line(right(), "Weights")).endsWith("values not compared");
        assertThat(line(right(), "Result")).endsWith("values of tensors not compared");
    }

    @Test
    void aVerdictOnASampleSaysSo() {
        assertThat(line(sampled(), "Weights")).contains("1 of 1 as usual", "sampled, 25.00 % of the weights compared");
        assertThat(line(sampled(), "Result")).contains("PASS: ", "sampled, 25.00 % of the weights compared");
        assertThat(new ConversionConsole(false).end(report(sampled(), right())))
                .extracting(LogLine::text)
                .anyMatch(text -> text.endsWith("PASS: 2 of 2 conversions passed, sampled"));
        assertThat(line(right(), "Result")).doesNotContain("sampled");
    }

    @Test
    void countsWhatDiffersAndNamesTheCodes() {
        assertThat(line(wrong(), "Metadata")).contains("1 of 3 agree", "1 differs", "1 not stated");
        assertThat(line(wrong(), "Tokenizer")).contains("1 of 2 agree", "1 missing");
        assertThat(line(wrong(), "Weights")).contains("1 of 3 have", "1 missing", "1 unexpected");
        assertThat(line(wrong(), "Result"))
                .contains(
                        "FAIL: 1 of 3 hyper-parameters, 1 of 2 entries of the tokenizer, 2 of 3 tensors; ",
                        "METADATA_DIFFERS, CHAT_TEMPLATE_MISSING, WEIGHT_MISSING, WEIGHT_UNEXPECTED");
    }

    @Test
    void saysWhatWasNotCompared() {
        assertThat(line(unknown(), "Metadata")).endsWith("the rest not compared");
        assertThat(line(unknown(), "Weights")).endsWith("not compared");
        assertThat(line(unknown(), "Result"))
                .contains("NOT MEASURED: ", "hyper-parameters, compared in part", "the tensors; ARCHITECTURE_UNKNOWN");
        assertThat(line(unknown("ARCHITECTURE_UNKNOWN"), "Result"))
                .contains("PASS: ", "the tensors not compared, which is accepted", "1 finding accepted");
    }

    @Test
    void onlyWhatBreaksTheBuildIsAnError() {
        assertThat(all(false, right())).extracting(LogLine::level).containsOnly(Level.INFO);
        assertThat(all(false, wrong()))
                .filteredOn(line -> line.level() == Level.ERROR)
                .extracting(line -> line.text().substring(0, line.text().indexOf(' ')))
                .containsExactly("Finding", "Finding", "Finding", "Finding", "Result", "Next");
        assertThat(all(true, wrong()))
                .extracting(LogLine::level)
                .contains(Level.WARNING)
                .doesNotContain(Level.ERROR);
        assertThat(all(true, unknown())).extracting(LogLine::level).contains(Level.ERROR);
    }

    @Test
    void ofAnUnusableFileOnlyTheReasonIsTold() {
        JudgedModel model =
                JudgedModel.unusable("models/tiny", "a.gguf", EnumSet.allOf(Check.class), "a.gguf: found nothing");

        assertThat(line(model, "Original")).endsWith(" models/tiny");
        assertThat(line(model, "Converted")).endsWith(" a.gguf");
        for (Check check : Check.values()) {
            assertThat(line(model, ConversionWords.label(check))).endsWith(" not compared");
        }
        assertThat(line(model, "Finding")).endsWith("UNUSABLE_INPUT: a.gguf: found nothing");
        assertThat(line(model, "Result")).contains("NOT MEASURED: ", "UNUSABLE_INPUT");
        assertThat(all(true, model)).extracting(LogLine::level).containsOnly(Level.INFO, Level.ERROR);
        assertThat(ConversionReport.of(
                        List.of(model),
                        List.of(Acceptance.parse("WEIGHT_MISSING").orElseThrow())))
                .extracting(ConversionReport::unmatched)
                .isEqualTo(List.of());
    }

    /** It breaks the build whatever else is wrong, so nothing may be called only a warning. */
    @Test
    void anUnusableFileOfAWrongModelIsAnError() {
        JudgedModel wrong = wrong();
        List<Finding> findings = new ArrayList<>(wrong.findings());
        findings.add(new Finding(Code.UNUSABLE_INPUT, Severity.FAIL, "tokenizer.json: damaged", Map.of()));
        JudgedModel model = new JudgedModel(
                wrong.original(), wrong.converted(), wrong.comparison(), wrong.checks(), findings, List.of());

        assertThat(all(true, model))
                .extracting(LogLine::level)
                .contains(Level.ERROR)
                .doesNotContain(Level.WARNING);
        assertThat(line(model, "Result")).doesNotContain("only a warning");
        String page = ReportFormat.HTML
                .render(report(model), new ReportContext("1", "a name", true))
                .orElseThrow();
        assertThat(page).contains("FAIL <a").doesNotContain("WARNING <a", "only warn");
    }

    @Test
    void listsWhatIsAcceptedAndDoesNotCountIt() {
        JudgedModel model = wrong("CHAT_TEMPLATE_MISSING", "WEIGHT_MISSING", "WEIGHT_UNEXPECTED");

        assertThat(texts(model)).filteredOn(text -> text.startsWith("Accepted")).hasSize(3);
        assertThat(line(model, "Result")).endsWith("FAIL: 1 of 3 hyper-parameters; METADATA_DIFFERS");
        assertThat(line(wrong("WEIGHT_MISSING"), "Result")).contains("1 of 3 tensors");
    }

    @Test
    void logsFiveFindingsOfAKindAndCountsTheOthers() {
        JudgedModel wrong = wrong();
        List<Finding> findings = new ArrayList<>(wrong.findings());
        for (int i = 0; i < 7; i++) {
            findings.add(0, new Finding(Code.WEIGHTS_DIFFER, Severity.FAIL, "tensor " + i, Map.of()));
        }
        JudgedModel model = new JudgedModel(
                wrong.original(), wrong.converted(), wrong.comparison(), wrong.checks(), findings, List.of());

        assertThat(texts(model))
                .filteredOn(text -> text.contains("WEIGHTS_DIFFER: tensor"))
                .hasSize(5);
        assertThat(texts(model)).anySatisfy(text -> assertThat(text).contains("WEIGHTS_DIFFER: 2 more"));
        assertThat(texts(model)).anySatisfy(text -> assertThat(text).contains("WEIGHT_MISSING: b is missing"));
    }

    @Test
    void endsWithWhatToDo() {
        List<LogLine> ofWrong = new ConversionConsole(false).end(report(wrong()));

        assertThat(ofWrong)
                .hasSize(2)
                .first()
                .satisfies(line -> assertThat(line.text()).startsWith("Next ").contains("METADATA_DIFFERS"));
        assertThat(ofWrong.get(1).level()).isEqualTo(Level.INFO);
        assertThat(ofWrong.get(1).text()).endsWith(FindingsPage.URL);
        assertThat(new ConversionConsole(false).end(report(right()))).isEmpty();
        assertThat(new ConversionConsole(false).end(new ConversionReport(List.of(right()), List.of("WEIGHT_SHAPE:x"))))
                .singleElement()
                .matches(line -> line.level() == Level.WARNING && line.text().contains("WEIGHT_SHAPE:x"));
    }

    @Test
    void sumsUpSeveralConversions() {
        assertThat(new ConversionConsole(false).end(report(right(), wrong(), unknown())))
                .extracting(LogLine::text)
                .anyMatch(text ->
                        text.contains("FAIL: 1 of 3 conversions failed, 1 of 3 not measured; worst: wrong <b>.gguf"));
        assertThat(new ConversionConsole(false).end(report(right(), right())))
                .extracting(LogLine::text)
                .anyMatch(text -> text.endsWith("PASS: 2 of 2 conversions passed"));
    }

    @Test
    void theExceptionSaysWhatWhyWhereAndWhatToDo() {
        List<String> lines = ConversionConsole.failure(report(wrong()), "report.html")
                .lines()
                .toList();

        assertThat(lines.get(0)).contains("wrong <b>.gguf", "1 of 3 hyper-parameters");
        assertThat(lines.get(1)).isEqualTo("METADATA_DIFFERS: a|b differ");
        assertThat(lines).contains("and 1 more", "Report: report.html");
        assertThat(lines.get(lines.size() - 1)).startsWith("Next: ");
    }

    @Test
    void textFromAFileStaysInItsLine() {
        assertThat(new LogLine(Level.INFO, "a\nb").text()).doesNotContain("\n");
        assertThat(texts(wrong())).allMatch(text -> text.lines().count() == 1);
    }
}
