package io.github.modelconversion.conversion.tensor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.weight.compare.Grade;
import io.github.modelconversion.weight.compare.NonFiniteCount;
import io.github.modelconversion.weight.compare.TensorMeasurement;
import io.github.modelconversion.weight.compare.WeightSample;
import io.github.modelconversion.weight.compare.WeightSums;
import io.github.modelconversion.weight.source.ConvertedTensor;
import io.github.modelconversion.weight.source.OpenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The findings on tensors whose values were measured: their severity, numbers and the figures in the message. */
class ValueFindingsTest {

    /** Numbers of types in ggml.h. */
    private static final int F32 = 0;

    private static final int F16 = 1;
    private static final int Q8_0 = 8;
    private static final int TQ1_0 = 34;

    private static final NonFiniteCount FINITE = new NonFiniteCount(0, 0);
    private static final long WEIGHTS = 1000;

    @TempDir
    private Path directory;

    private static TensorEntry listed(String name) {
        return new TensorEntry(
                name,
                List.of("model." + name),
                Operation.IDENTITY,
                List.of(WEIGHTS),
                List.of(WEIGHTS),
                TensorValues.NONE,
                TensorEntry.Verdict.AGREES);
    }

    private static ConvertedTensor converted(String name, int type) {
        return new ConvertedTensor(name, List.of(WEIGHTS), type, Path.of("model.gguf"), 0, false);
    }

    private static ComparedTensor compared(String name, int type, Grade grade, TensorMeasurement measured) {
        return new ComparedTensor(listed(name), converted(name, type), measured, WEIGHTS, grade);
    }

    /** Returns the measurement of weights whose squares sum up to 1. */
    private static TensorMeasurement measured(double nmse, long off) {
        return new TensorMeasurement(new WeightSums(WEIGHTS, nmse, 1, 0, 0), 0, off, 0, FINITE, FINITE);
    }

    private static ComparedTensor usual(String name) {
        return compared(name, Q8_0, Grade.USUAL, measured(2.9e-5, 0));
    }

    private static ComparedTensor unusual(String name, int type, double nmse, long off) {
        return compared(name, type, Grade.UNUSUAL, measured(nmse, off));
    }

    private static ComparedTensor nonFinite(int type, NonFiniteCount original, NonFiniteCount converted) {
        return compared(
                "a.weight",
                type,
                Grade.NON_FINITE,
                new TensorMeasurement(WeightSums.NONE, 0, 0, 0, original, converted));
    }

    private Map<String, Finding> findings(
            List<ComparedTensor> compared, List<TensorEntry> notCompared, List<ConvertedTensor> ofUnknownType)
            throws IOException {
        Files.writeString(directory.resolve("config.json"), "{}");
        try (OpenFiles files = new OpenFiles()) {
            ExpectedValues expected = new ExpectedValues(OriginalFolder.read(directory, "original"), files);
            return new ValueFindings(new Explanations(expected, List.of(), files))
                    .of(compared, notCompared, ofUnknownType);
        }
    }

    private Finding only(ComparedTensor... compared) throws IOException {
        Map<String, Finding> findings = findings(List.of(compared), List.of(), List.of());
        assertThat(findings.values().stream().distinct()).hasSize(1);
        return findings.values().iterator().next();
    }

    @Test
    void areNoneOnUsualTensors() throws IOException {
        assertThat(findings(List.of(usual("a"), usual("b")), List.of(), List.of()))
                .isEmpty();
    }

    @Test
    void failIfNoTensorCouldBeCompared() throws IOException {
        Map<String, Finding> findings = findings(List.of(), List.of(listed("a"), listed("b")), List.of());

        assertThat(findings).containsOnlyKeys("a", "b");
        assertThat(findings.get("a")).isSameAs(findings.get("b"));
        assertThat(requireNonNull(findings.get("a")).code()).isEqualTo(Code.NOT_CHECKED);
        assertThat(requireNonNull(findings.get("a")).severity()).isEqualTo(Severity.FAIL);
        assertThat(requireNonNull(findings.get("a")).message()).contains("2 tensors, such as a, b", "no rule");
        assertThat(requireNonNull(findings.get("a")).evidence()).containsExactly(entry("tensors", 2));
    }

    @Test
    void informOfTensorsWithoutARuleIfOthersWereComparedOrFailAlready() throws IOException {
        assertThat(findings(List.of(usual("a")), List.of(listed("b")), List.of()))
                .hasEntrySatisfying(
                        "b", finding -> assertThat(finding.severity()).isEqualTo(Severity.INFO))
                .containsOnlyKeys("b");
        assertThat(findings(List.of(), List.of(listed("b")), List.of(converted("c", 77))))
                .hasEntrySatisfying(
                        "b", finding -> assertThat(finding.severity()).isEqualTo(Severity.INFO))
                .hasEntrySatisfying(
                        "c", finding -> assertThat(finding.severity()).isEqualTo(Severity.FAIL));
    }

    @Test
    void areOneForAllTensorsOfAnUnknownType() throws IOException {
        Map<String, Finding> findings =
                findings(List.of(), List.of(), List.of(converted("a", 77), converted("b", 78), converted("c", 77)));

        assertThat(findings.get("a")).isSameAs(findings.get("c")).isNotSameAs(findings.get("b"));
        assertThat(requireNonNull(findings.get("a")).code()).isEqualTo(Code.WEIGHT_TYPE_UNKNOWN);
        assertThat(requireNonNull(findings.get("a")).message()).contains("2 tensors, such as a, c", "number 77");
        assertThat(requireNonNull(findings.get("a")).evidence()).containsExactly(entry("tensors", 2));
        assertThat(requireNonNull(findings.get("b")).message()).contains("weights of b were", "number 78");
    }

    @Test
    void nameTheFirstFourOfManyTensors() throws IOException {
        Map<String, Finding> findings = findings(
                List.of(), List.of(listed("a"), listed("b"), listed("c"), listed("d"), listed("e")), List.of());

        assertThat(requireNonNull(findings.get("a")).message()).contains("5 tensors, such as a, b, c, d were");
    }

    @Test
    void sayWhichSideIsNotFinite() throws IOException {
        Finding file = only(nonFinite(Q8_0, FINITE, new NonFiniteCount(3, 70)));
        assertThat(file.code()).isEqualTo(Code.NON_FINITE_WEIGHTS);
        assertThat(file.severity()).isEqualTo(Severity.FAIL);
        assertThat(file.message())
                .isEqualTo("a.weight has 3 infinite or NaN weights, the first at index 70 in the GGUF file");
        assertThat(file.evidence()).containsExactly(entry("weights", 3L), entry("firstIndex", 70L));

        Finding original = only(nonFinite(Q8_0, new NonFiniteCount(1, 5), FINITE));
        assertThat(original.message())
                .isEqualTo("model.a.weight has 1 infinite or NaN weight, the first at index 5 in the original");
        assertThat(original.evidence()).containsExactly(entry("originalWeights", 1L), entry("originalFirstIndex", 5L));

        Finding both = only(nonFinite(F16, new NonFiniteCount(1, 5), new NonFiniteCount(1, 5)));
        assertThat(both.message())
                .contains("in the GGUF file; model.a.weight has")
                .doesNotContain("65504");
    }

    /** 65504 is the largest number of IEEE's half precision. */
    @Test
    void explainOverflowInHalfPrecisionOnly() throws IOException {
        NonFiniteCount some = new NonFiniteCount(1, 0);

        assertThat(only(nonFinite(F16, FINITE, some)).message()).contains("65504", "BF16");
        assertThat(only(nonFinite(F32, FINITE, some)).message()).doesNotContain("65504");
    }

    @Test
    void warnOnceOfAllCoarselyRoundedTensorsOfATypeWithTheWorstFigures() throws IOException {
        Finding finding = only(
                unusual("a", Q8_0, 1e-4, 500), usual("b"), unusual("c", Q8_0, 2.5e-4, 10), unusual("d", Q8_0, 8e-5, 0));

        assertThat(finding.code()).isEqualTo(Code.QUANTIZATION_ERROR);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message())
                .contains(
                        "3 tensors, such as a, c, d",
                        "than Q8_0 needs",
                        "NMSE up to 2.5e-04, usually 2.9e-05",
                        "up to 50.0 % are off by more than half a step");
        assertThat(finding.evidence())
                .containsEntry("tensors", 3)
                .containsEntry("largestNmse", 2.5e-4)
                .containsEntry("largestOffShare", 0.5)
                .containsEntry("usual", 2.86e-5);
    }

    @Test
    void warnOfEachTypeByItself() throws IOException {
        Map<String, Finding> findings =
                findings(List.of(unusual("a", Q8_0, 1e-4, 0), unusual("b", F16, 1e-6, 1)), List.of(), List.of());

        assertThat(requireNonNull(findings.get("a")).message()).contains("weights of a are", "Q8_0");
        assertThat(requireNonNull(findings.get("b")).message()).contains("weights of b are", "F16", "up to 0.1 %");
    }

    /** A type that rounds nothing has no usual error. */
    @Test
    void stateNoUsualErrorOfExactFloats() throws IOException {
        Finding finding = only(unusual("a", F32, 1e-6, 1));

        assertThat(finding.message()).contains("NMSE up to 1.0e-06; up to").doesNotContain("usually");
        assertThat(finding.evidence()).doesNotContainKey("usual");
    }

    @Test
    void warnOfTypesForTernaryWeights() throws IOException {
        Finding finding = only(unusual("a", TQ1_0, 0.6, 0));

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message()).contains("TQ1_0 keeps little", "NMSE up to 6.0e-01", "ternary");
    }

    @Test
    void informOfTensorsThatAreTooSmallForTheirScales() throws IOException {
        Finding finding =
                only(compared("a", Q8_0, Grade.LOST, measured(1, 0)), compared("b", Q8_0, Grade.LOST, measured(1, 0)));

        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.message()).contains("2 tensors, such as a, b", "Q8_0");
        assertThat(finding.evidence()).containsExactly(entry("tensors", 2));
    }

    @Test
    void sayWhatShareOfAllWeightsASampleLeavesOut() {
        TensorResult result = new TensorResult(true, List.of(sampled("a", WEIGHTS), sampled("b", 400)), 0, List.of());

        Finding finding = ValueFindings.sampled(result, new WeightSample(0.1));

        assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED);
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        // 600 of 2000
        assertThat(finding.message()).contains("of 1 tensor, 30.0 % of all weights");
        assertThat(finding.evidence())
                .containsEntry("weights", 2000L)
                .containsEntry("weightsCompared", 1400L)
                .containsEntry("tensors", 1L)
                .containsEntry("sample", 0.1);
    }

    private static TensorEntry sampled(String name, long weights) {
        return listed(name)
                .with(
                        new TensorValues(
                                Optional.of("Q8_0"),
                                OptionalDouble.of(2.9e-5),
                                OptionalDouble.of(1),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalLong.of(weights),
                                Optional.empty()),
                        TensorEntry.Verdict.AGREES);
    }

    @Test
    void errorsAreShownWithTwoDigits() {
        assertThat(ValueFindings.shown(0)).isEqualTo("0");
        assertThat(ValueFindings.shown(2.86e-5)).isEqualTo("2.9e-05");
        assertThat(ValueFindings.shown(Double.POSITIVE_INFINITY)).isEqualTo("infinite");
    }
}
