package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.conversion.metadata.MetadataResult;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.conversion.tensor.TensorValues;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgedModelTest {

    private static final Set<Check> ALL = EnumSet.allOf(Check.class);
    private static final Finding DIFFERS = finding(Code.METADATA_DIFFERS, Severity.FAIL);
    private static final Finding TOKENS = finding(Code.VOCABULARY_DIFFERS, Severity.FAIL);
    private static final Finding MISSING = finding(Code.WEIGHT_MISSING, Severity.FAIL);
    private static final Finding UNKNOWN = finding(Code.ARCHITECTURE_UNKNOWN, Severity.FAIL);
    private static final Finding NO_WEIGHTS = finding(Code.NOT_CHECKED, Severity.FAIL);
    private static final Finding DETAIL = finding(Code.NOT_CHECKED, Severity.INFO);
    private static final Finding DAMAGED = finding(Code.UNUSABLE_INPUT, Severity.FAIL);

    private static Finding finding(Code code, Severity severity) {
        return new Finding(code, severity, "message of " + code, Map.of());
    }

    private static JudgedModel judge(
            List<Finding> metadata,
            List<Finding> tokenizer,
            List<Finding> tensors,
            Set<Check> checks,
            String... accept) {
        JudgedModel.Side side = new JudgedModel.Side("name", "kind", 1);
        return JudgedModel.of(
                side,
                side,
                new ModelComparison(
                        "llama",
                        new MetadataResult(true, List.of(), metadata),
                        new TokenizerResult(true, 1, 0, List.of(), tokenizer),
                        new TensorResult(true, List.of(), 0, tensors)),
                checks,
                Stream.of(accept)
                        .flatMap(text -> Acceptance.parse(text).stream())
                        .toList());
    }

    @Test
    void passesWithoutFindingsAndWithInformationOnly() {
        assertThat(judge(List.of(), List.of(), List.of(), ALL).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(List.of(DETAIL), List.of(), List.of(DETAIL), ALL).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void failsForAFindingOfEachCheck() {
        assertThat(judge(List.of(DIFFERS), List.of(), List.of(), ALL).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judge(List.of(), List.of(TOKENS), List.of(), ALL).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judge(List.of(), List.of(), List.of(MISSING), ALL).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void isNotMeasuredIfAPartWasNotComparedAndNothingFails() {
        assertThat(judge(List.of(UNKNOWN), List.of(), List.of(UNKNOWN), ALL).verdict())
                .isEqualTo(Verdict.NOT_MEASURED);
        assertThat(judge(List.of(), List.of(), List.of(NO_WEIGHTS), ALL).verdict())
                .isEqualTo(Verdict.NOT_MEASURED);
        assertThat(judge(List.of(DIFFERS), List.of(), List.of(NO_WEIGHTS), ALL).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void reportsAFindingOfTwoChecksOnce() {
        assertThat(judge(List.of(UNKNOWN), List.of(), List.of(UNKNOWN), ALL).findings())
                .containsExactly(UNKNOWN);
    }

    @Test
    void leavesOutWhatWasNotRequested() {
        JudgedModel model = judge(List.of(DIFFERS), List.of(TOKENS), List.of(MISSING), Set.of(Check.TOKENIZER));

        assertThat(model.findings()).containsExactly(TOKENS);
        assertThat(model.failures(Check.METADATA)).isEmpty();
        assertThat(model.failures(Check.TOKENIZER)).containsExactly(TOKENS);
    }

    @Test
    void anAcceptedFindingIsListedWithoutFailing() {
        JudgedModel model =
                judge(List.of(DIFFERS), List.of(), List.of(MISSING), ALL, "METADATA_DIFFERS", "MERGES_DIFFER");

        assertThat(model.accepted()).containsExactly(DIFFERS);
        assertThat(model.findings()).containsExactly(MISSING);
        assertThat(model.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judge(List.of(UNKNOWN), List.of(), List.of(UNKNOWN), ALL, "ARCHITECTURE_UNKNOWN")
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aDamagedFileIsUnusable() {
        assertThat(judge(List.of(), List.of(DAMAGED), List.of(), ALL).unusable())
                .isTrue();
        assertThat(judge(List.of(), List.of(DAMAGED), List.of(), ALL).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(judge(List.of(DIFFERS), List.of(), List.of(), ALL).unusable())
                .isFalse();
    }

    @Test
    void aReportHasTheWorstVerdictAndListsUnusedAcceptances() {
        JudgedModel pass = judge(List.of(), List.of(), List.of(), ALL);
        JudgedModel notMeasured = judge(List.of(UNKNOWN), List.of(), List.of(), ALL);
        JudgedModel fail = judge(List.of(DIFFERS), List.of(), List.of(), ALL);
        JudgedModel accepted = judge(List.of(DIFFERS), List.of(), List.of(), ALL, "METADATA_DIFFERS");
        List<Acceptance> acceptances = Stream.of("METADATA_DIFFERS", "WEIGHT_SHAPE:x")
                .flatMap(text -> Acceptance.parse(text).stream())
                .toList();

        assertThat(ConversionReport.of(List.of(pass, notMeasured), List.of()).verdict())
                .isEqualTo(Verdict.NOT_MEASURED);
        ConversionReport report = ConversionReport.of(List.of(pass, notMeasured, fail, accepted), acceptances);
        assertThat(report.worst()).isSameAs(fail);
        assertThat(report.failures()).containsExactly(UNKNOWN, DIFFERS);
        assertThat(report.count(Verdict.PASS)).isEqualTo(2);
        assertThat(report.unmatched()).containsExactly("WEIGHT_SHAPE:x");
    }

    private static TensorEntry missing(String name) {
        return new TensorEntry(
                name,
                List.of(),
                Operation.IDENTITY,
                List.of(),
                List.of(),
                TensorValues.NONE,
                TensorEntry.Verdict.MISSING);
    }

    /** Three missing tensors; one finding is on two of them. */
    private static JudgedModel threeMissing(String... accept) {
        Finding ofTwo = new Finding(Code.WEIGHT_MISSING, Severity.FAIL, "two are missing", Map.of("tensors", 2));
        Finding ofOne = new Finding(Code.WEIGHT_MISSING, Severity.FAIL, "one is missing", Map.of());
        Finding detail = new Finding(Code.NOT_CHECKED, Severity.INFO, "detail", Map.of("tensors", 3));
        JudgedModel.Side side = new JudgedModel.Side("name", "kind", 1);
        return JudgedModel.of(
                side,
                side,
                new ModelComparison(
                        "llama",
                        new MetadataResult(true, List.of(), List.of()),
                        TokenizerResult.NONE,
                        new TensorResult(
                                true,
                                List.of(missing("a"), missing("b"), missing("c")),
                                0,
                                List.of(ofTwo, ofOne, detail))),
                Set.of(Check.WEIGHTS),
                Stream.of(accept)
                        .flatMap(text -> Acceptance.parse(text).stream())
                        .toList());
    }

    @Test
    void doesNotCountTensorsOfAcceptedFailuresAsWrong() {
        assertThat(threeMissing().wrong(Check.WEIGHTS)).isEqualTo(3);
        assertThat(threeMissing("WEIGHT_MISSING:two").wrong(Check.WEIGHTS)).isEqualTo(1);
        assertThat(threeMissing("WEIGHT_MISSING:one").wrong(Check.WEIGHTS)).isEqualTo(2);
        assertThat(threeMissing("WEIGHT_MISSING").wrong(Check.WEIGHTS)).isZero();
        assertThat(threeMissing("NOT_CHECKED").wrong(Check.WEIGHTS)).isEqualTo(3);
    }

    @Test
    void listsFindingsBySeverity() {
        JudgedModel model = threeMissing();

        assertThat(model.ofSeverity(Severity.INFO)).extracting(Finding::message).containsExactly("detail");
        assertThat(model.ofSeverity(Severity.WARNING)).isEmpty();
        assertThat(model.failures(Check.WEIGHTS))
                .extracting(Finding::message)
                .containsExactly("two are missing", "one is missing");
    }

    @Test
    void aReportIsUnusableIfOneOfItsPairsIs() {
        JudgedModel pass = judge(List.of(), List.of(), List.of(), ALL);
        JudgedModel damaged = judge(List.of(), List.of(DAMAGED), List.of(), ALL);

        assertThat(ConversionReport.of(List.of(pass), List.of()).unusable()).isFalse();
        assertThat(ConversionReport.of(List.of(pass, damaged), List.of()).unusable())
                .isTrue();
    }

    @Test
    void aComparisonHasAPartForEachCheck() {
        ModelComparison comparison =
                judge(List.of(DIFFERS), List.of(TOKENS), List.of(MISSING), ALL).comparison();

        assertThat(comparison.part(Check.METADATA).findings()).containsExactly(DIFFERS);
        assertThat(comparison.part(Check.TOKENIZER).findings()).containsExactly(TOKENS);
        assertThat(comparison.part(Check.WEIGHTS).findings()).containsExactly(MISSING);
        assertThat(Check.WEIGHTS.entries(1)).isEqualTo("1 tensor");
        assertThat(Check.METADATA.entries(2)).isEqualTo("2 hyper-parameters");
        assertThat(Check.TOKENIZER.entries()).isEqualTo("entries of the tokenizer");
    }
}
