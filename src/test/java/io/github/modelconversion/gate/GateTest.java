package io.github.modelconversion.gate;

import static io.github.modelconversion.TestData.writeFloats;
import static io.github.modelconversion.TestData.writeInts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.CosineGrade;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.NmseGrade;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdict and the findings for each kind of input. */
class GateTest {

    private static final float MASKED = Float.NEGATIVE_INFINITY;

    @TempDir
    Path project;

    private Path data;
    private Path reference;
    private Path test;

    @BeforeEach
    void createDataDirectory() throws IOException {
        data = Files.createDirectory(project.resolve("data"));
        reference = data.resolve("pytorch-tiny.bin");
        test = data.resolve("llamacpp-tiny-F16.bin");
        writeInts(data.resolve("pytorch-tiny-tokens.bin"), 1, 346, 306);
        writeInts(data.resolve("llamacpp-tiny-F16-tokens.bin"), 1, 346, 306);
    }

    /** Stands for any defect: here, the progress callback throws. */
    @Test
    void aDefectIsReportedWithTheFilesAndItsPlace() throws IOException {
        writeFloats(project.resolve("a.bin"), 1, 2, 3, 4);
        writeFloats(project.resolve("b.bin"), 1, 2, 3, 4.001f);
        GateRequest request = PairFixture.files(project, project.resolve("a.bin"), project.resolve("b.bin"))
                .request();
        Gate gate = new Gate(1, (done, all) -> {
            throw new NegativeArraySizeException("-7");
        });

        GateReport report = gate.check(request);

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(report.comparisons().get(0).findings())
                .extracting(Finding::code)
                .containsExactly(Code.UNUSABLE_INPUT);
        assertThat(report.comparisons().get(0).findings().get(0).message())
                .contains("a.bin", "b.bin", "defect", "NegativeArraySizeException: -7", "GateTest.java", "/issues");
    }

    @Test
    void anNmseBelowTheLimitPasses() {
        write(new double[] {-1, 1, -1, 1}, new double[] {-1.0625, 1.0625, -1.0625, 1.0625});

        Comparison comparison = check(1e-2);

        assertThat(comparison.metrics().value(Metric.NMSE)).hasValue(0.00390625);
        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.findings()).isEmpty();
        assertThat(comparison.interpretation()).contains(NmseGrade.GOOD_MATCH);
    }

    @Test
    void anNmseEqualToTheLimitFails() {
        write(new double[] {-1, 1}, new double[] {-1.0625, 1.0625});

        assertThat(check(0.00390625).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(check(Math.nextUp(0.00390625)).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void identicalFilesPassWithAWarning() {
        write(new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4});

        Comparison comparison = check(1e-2);

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.interpretation()).contains(NmseGrade.PERFECT_MATCH);
        assertThat(codes(comparison)).containsExactly(Code.IDENTICAL_FILES);
    }

    @Test
    void differentCountsFailAndAreNotMeasured() {
        write(new double[] {1, 2, 3}, new double[] {2, 1});

        Comparison comparison = check(1e-2);

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(codes(comparison)).containsExactly(Code.SHAPE_MISMATCH);
        assertThat(comparison.measurement()).isEmpty();
        assertThat(comparison.limits().get(0).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(comparison.unusable()).isFalse();
    }

    @Test
    void nonFiniteValuesFailOnTheSideThatHasThem() {
        write(new double[] {1, 2, MASKED}, new double[] {1, Double.NaN, 3});

        Comparison comparison = check(1e-2);

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(codes(comparison)).containsExactly(Code.NON_FINITE_REFERENCE, Code.NON_FINITE_TEST);
        assertThat(comparison.limits().get(0).verdict()).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void plusInfinityOnBothSidesIsNotAMask() {
        write(new double[] {1, 2, Double.POSITIVE_INFINITY}, new double[] {1, 2, Double.POSITIVE_INFINITY});

        assertThat(codes(check(1e-2))).containsExactly(Code.NON_FINITE_REFERENCE, Code.NON_FINITE_TEST);
    }

    @Test
    void maskedEntriesAreLeftOutAndTheRestIsJudged() {
        write(new double[] {MASKED, MASKED, -1, 1}, new double[] {MASKED, MASKED, -1.0625, 1.0625});

        Comparison comparison = check(1e-2);

        assertThat(comparison.metrics().value(Metric.NMSE)).hasValue(0.00390625);
        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(codes(comparison)).containsExactly(Code.MASKED_ENTRIES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void fewerThanTwoUnmaskedEntriesFail(int left) {
        double[] values = new double[4];
        Arrays.fill(values, left, 4, MASKED);
        write(values, values);

        Comparison comparison = check(1e-2);

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(codes(comparison)).containsExactly(Code.NOTHING_COMPARED, Code.MASKED_ENTRIES);
    }

    @Test
    void sentinelsOnBothSidesFailButTheFiguresStay() {
        double[] referenceValues = TestData.floats(TestData.STORIES.resolve("pytorch-stories260K.bin"));
        double[] testValues = TestData.floats(TestData.STORIES.resolve("llamacpp-stories260K-bug-droplayer-f16.bin"));
        for (int i = 0; i < 10; i++) {
            referenceValues[i * 50] = -1e30;
            testValues[i * 50] = -1e30;
        }
        write(referenceValues, testValues);

        Comparison comparison = check(1e-2);

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.metrics().value(Metric.NMSE).orElseThrow()).isLessThan(1e-50);
        assertThat(comparison.limits().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(codes(comparison)).containsExactly(Code.VARIANCE_DOMINATED, Code.TOP1_DIFFERS);
        Finding finding = comparison.findings().get(0);
        assertThat(finding.evidence()).containsEntry("count", 10L).containsEntry("firstIndex", 0L);
        // Without the sentinels it is the failing NMSE of the real pair, 0.23, give or take ten entries.
        assertThat(finding.evidence())
                .hasEntrySatisfying(
                        "nmseWithout", nmse -> assertThat(nmse.doubleValue()).isBetween(0.2, 0.26));
    }

    @Test
    void aConstantReferenceFailsEvenWhenEqual() {
        write(new double[] {0, 0, 0, 0}, new double[] {0, 0, 0, 0});

        Comparison comparison = check(1e-2);

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(codes(comparison)).containsExactly(Code.CONSTANT_REFERENCE, Code.IDENTICAL_FILES);
    }

    @Test
    void aTornFileIsNotMeasuredAndTheOtherSideIsStillDescribed() throws IOException {
        write(new double[] {1, 2, 3}, new double[] {1, 2, 3});
        Files.write(test, new byte[11]);

        Comparison comparison = check(1e-2);

        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(comparison.unusable()).isTrue();
        assertThat(codes(comparison)).containsExactly(Code.UNUSABLE_INPUT);
        assertThat(comparison.reference().content()).isPresent();
        assertThat(comparison.test().content()).isEmpty();
    }

    @Test
    void missingFilesAreNotMeasuredAndEachSideNamesItsCandidates() {
        Comparison comparison = check(1e-2);

        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(comparison.unusable()).isTrue();
        assertThat(comparison.findings())
                .extracting(Finding::message)
                .containsExactly(
                        "expected the reference output of tiny, found none of: data/pytorch-tiny.bin, .npy, .txt, .npz, .safetensors, .gguf, .kld. run-org-model.py writes it: run the"
                                + " original model first, or set dataDirectory to the folder that it wrote to. A hint.",
                        "expected the test output of tiny-F16, found none of: data/llamacpp-tiny-F16.bin, .npy, .txt, .npz, .safetensors, .gguf, .kld. llama-debug --save-logits"
                                + " writes it: run the converted model first, or set dataDirectory to the folder that"
                                + " it wrote to.");
    }

    @Test
    void anExplicitFileThatIsMissingIsNamedWithItsParameter() {
        write(new double[] {-1, 1}, new double[] {-1.0625, 1.0625});
        Comparison comparison = PairFixture.files(project, reference, data.resolve("other.npy"))
                .ofNames("tiny", "other")
                .check();

        assertThat(comparison.findings())
                .extracting(Finding::message)
                .containsExactly("expected the test output of other, found none of: data/other.npy. llama-debug"
                        + " --save-logits writes it: run the converted model first, or correct testFile.");
    }

    @Test
    void missingEmbeddingsNameTheToolsThatWriteThem() {
        Comparison comparison = PairFixture.byName(project, OutputKind.EMBEDDINGS, "tiny", "tiny-F16")
                .check();

        assertThat(comparison.findings())
                .extracting(Finding::message)
                .satisfiesExactly(
                        message -> assertThat(message)
                                .contains("data/pytorch-tiny-embeddings.bin")
                                .contains("run-original-model.py or run-casual-gen-embeddings-org.py writes it: run the"
                                        + " original model first"),
                        message -> assertThat(message)
                                .contains("data/llamacpp-tiny-F16-embeddings.bin")
                                .contains("llama-debug --embedding --save-logits writes it: run the converted model"
                                        + " first"));
    }

    @Test
    void aDirectoryInPlaceOfAFileIsAMissingFile() throws IOException {
        write(new double[] {1, 2}, new double[] {1, 2});
        Files.delete(test);
        Files.createDirectory(test);

        Comparison comparison = check(1e-2);

        assertThat(codes(comparison)).containsExactly(Code.MISSING_FILE);
        assertThat(comparison.findings().get(0).message())
                .startsWith("expected the test output of tiny-F16, data/llamacpp-tiny-F16.bin is a directory. ");
    }

    @Test
    void binIsPreferredToNpyAndNpyToText() throws IOException {
        write(new double[] {-1, 1}, new double[] {-1.0625, 1.0625});
        Files.writeString(data.resolve("llamacpp-tiny-F16.txt"), "0: 5\n1: 6\n");
        assertThat(check(1e-2).test().file()).isEqualTo("data/llamacpp-tiny-F16.bin");

        Files.delete(test);
        Comparison comparison = check(1e-2);
        assertThat(comparison.test().file()).isEqualTo("data/llamacpp-tiny-F16.txt");
        assertThat(codes(comparison)).contains(Code.LOSSY_TEXT);

        Files.writeString(data.resolve("llamacpp-tiny-F16.npy"), "damaged");
        assertThat(check(1e-2).test().file()).isEqualTo("data/llamacpp-tiny-F16.npy");
    }

    @Test
    void aFileOutsideTheProjectIsNamedRelativeToIt() {
        GateRequest request = PairFixture.request(project.resolve("module"), List.of());

        assertThat(request.nameOf(reference)).isEqualTo("../data/pytorch-tiny.bin");
    }

    @Test
    void nothingToCompareDoesNotPass() {
        GateRequest request = PairFixture.request(project, List.of());

        assertThat(new Gate().check(request).verdict()).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void aComparisonWithoutLimitsDoesNotPass() {
        assertThat(Verdict.worst(List.of())).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void aValueEqualToALowerBoundPasses() {
        Metrics metrics = Metrics.of(Map.of(Metric.COSINE_SIMILARITY, 0.95));
        Limit atLeast = new Limit(Metric.COSINE_SIMILARITY, Limit.Bound.MIN, 0.95, Limit.Origin.CONFIGURATION);
        Limit more =
                new Limit(Metric.COSINE_SIMILARITY, Limit.Bound.MIN, Math.nextUp(0.95), Limit.Origin.CONFIGURATION);

        assertThat(atLeast.judge(metrics).verdict()).isEqualTo(Verdict.PASS);
        assertThat(more.judge(metrics).verdict()).isEqualTo(Verdict.FAIL);
    }

    private void write(double[] referenceValues, double[] testValues) {
        writeFloats(reference, referenceValues);
        writeFloats(test, testValues);
    }

    private Comparison check(double limit) {
        GateRequest request = new GateRequest(
                project,
                List.of(PairFixture.byName(project, "tiny", "tiny-F16").pair()),
                LimitPolicy.of(List.of(limit(limit))),
                Strictness.DEFAULT,
                GateRequest.Missing.FAIL,
                "A hint.");
        return new Gate().check(request).comparisons().get(0);
    }

    private static Limit limit(double value) {
        return new Limit(Metric.NMSE, Limit.Bound.MAX, value, Limit.Origin.CONFIGURATION);
    }

    private static List<Code> codes(Comparison comparison) {
        return comparison.findings().stream().map(Finding::code).toList();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no devices")
    void anythingButARegularFileIsAMissingFile() throws IOException {
        write(new double[] {1, 2}, new double[] {1, 2});
        Files.delete(test);
        Files.createSymbolicLink(test, Path.of("/dev/null"));

        Comparison comparison = check(1e-2);

        assertThat(codes(comparison)).containsExactly(Code.MISSING_FILE);
        assertThat(comparison.findings().get(0).message()).contains("llamacpp-tiny-F16.bin is not a regular file. ");
    }

    @Test
    void theChecksumOfTokensNextToAnOutputIsReported() throws IOException {
        write(new double[] {1, -2}, new double[] {1.0625, -2});
        // RFC 3720, B.4: 32 bytes of zeros.
        writeInts(data.resolve("pytorch-tiny-tokens.bin"), new int[8]);
        Files.delete(data.resolve("llamacpp-tiny-F16-tokens.bin"));
        Comparison comparison = check(1e-2);

        assertThat(comparison.reference().content().orElseThrow().tokensCrc32c())
                .contains("8a9136aa");
        assertThat(comparison.test().content().orElseThrow().tokensCrc32c()).isEmpty();
    }

    @Test
    void skippedComparisonsAreListedWithTheirNames() {
        write(new double[] {1, -2}, new double[] {1.0625, -2});
        Path none = data.resolve("none.bin");
        List<PairRequest> pairs = List.of(
                PairFixture.files(project, reference, test).pair(),
                PairFixture.files(project, none, test).pair(),
                PairFixture.files(project, none, project.resolve("other.bin")).pair());

        GateReport report = new Gate()
                .check(new GateRequest(
                        project, pairs, LimitPolicy.of(List.of()), Strictness.DEFAULT, GateRequest.Missing.SKIP, ""));

        assertThat(report.comparisons()).hasSize(1);
        assertThat(report.skipped())
                .extracting(Skipped::reason)
                .containsExactly("data/none.bin does not exist", "data/none.bin, other.bin do not exist");
    }

    @Test
    void smallComparisonsShowNoProgressAndLeaveNoThread() {
        write(new double[] {1, -2, 3}, new double[] {1.0625, -2, 3});
        PairRequest pair = PairFixture.files(project, reference, test).pair();
        List<Long> told = new ArrayList<>();
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        GateReport report = new Gate(3, (done, total) -> told.add(done))
                .check(PairFixture.request(project, List.of(pair, pair, pair, pair)));

        assertThat(report.comparisons())
                .extracting(Comparison::verdict)
                .containsExactly(Verdict.PASS, Verdict.PASS, Verdict.PASS, Verdict.PASS);
        assertThat(told).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet().stream().filter(thread -> !before.contains(thread)))
                .allSatisfy(thread -> {
                    thread.join(10_000);
                    assertThat(thread.isAlive()).isFalse();
                });
    }

    /** Of 24 places the sample of the reference sees one; a second pass finds the others. */
    @ParameterizedTest
    @ValueSource(ints = {40_000, 40_001, 40_002, 40_003})
    void aSingleSentinelAmongManyIsFoundAnywhere(int place) {
        double[] values = new Random(3).doubles(100_000, -8, 8).toArray();
        double[] others = values.clone();
        others[0] += 1e-3;
        values[place] = -1e30;
        others[place] = -1e30;
        write(values, others);

        Comparison comparison = check(1e-2);

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.findings()).extracting(Finding::code).contains(Code.VARIANCE_DOMINATED);
        assertThat(comparison
                        .measurement()
                        .orElseThrow()
                        .dominant()
                        .orElseThrow()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void onlyMeasuredEmbeddingsHaveASimilarity() {
        write(new double[] {1, -2, 3}, new double[] {1.0625, -2, 3});
        PairFixture pair = PairFixture.files(project, reference, test);

        assertThat(pair.check().similarity()).isEmpty();
        assertThat(pair.ofKind(OutputKind.EMBEDDINGS).check().similarity()).contains(CosineGrade.EXCELLENT);
        assertThat(PairFixture.files(project, data.resolve("none.bin"), test)
                        .ofKind(OutputKind.EMBEDDINGS)
                        .check()
                        .similarity())
                .isEmpty();
    }

    @Test
    void progressCountsTheBytesOfBothFiles() {
        write(new double[] {1, -2, 3}, new double[] {1.0625, -2, 3});
        List<String> told = new ArrayList<>();
        PairFixture pair = PairFixture.files(project, reference, test);

        new Gate(1, (done, total) -> told.add(done + " of " + total)).check(pair.request());

        assertThat(told).containsExactly("24 of 24");
    }
}
