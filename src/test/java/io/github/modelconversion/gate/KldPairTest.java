package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.modelconversion.SafetensorsWriter;
import io.github.modelconversion.TestData;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.Reading;
import io.github.modelconversion.plan.request.TensorNames;
import io.github.modelconversion.plan.request.TensorSelection;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate on llama-perplexity's logit files. */
class KldPairTest {

    private static final Path RUNS = TestData.FOLDER.resolve(Path.of("stories260K", "kld"));
    private static final Path F16 = RUNS.resolve("stories260K-f16.kld");
    private static final Path Q4_0 = RUNS.resolve("stories260K-Q4_0.kld");
    private static final LimitPolicy RECOMMENDED =
            new LimitPolicy(List.of(), Map.of(), LimitPolicy.Standard.RECOMMENDED, Optional.empty());

    @TempDir
    private Path directory;

    private static Comparison compare(Path reference, Path test, LimitPolicy limits, int threads) {
        PairFixture pair = PairFixture.files(Path.of(""), reference, test)
                .ofNames("stories260K-f16", "stories260K-Q4_0")
                .limitedBy(limits);
        return new Gate(threads, Progress.NONE)
                .check(pair.request())
                .comparisons()
                .get(0);
    }

    /** Copies a file: two runs that agree to the last code. */
    private Path copy(Path file) throws IOException {
        return Files.copy(file, directory.resolve("copy.kld"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static LimitPolicy klBelow(double limit) {
        return LimitPolicy.of(
                List.of(new Limit(Metric.MEAN_KL_DIVERGENCE, Limit.Bound.MAX, limit, Limit.Origin.CONFIGURATION)));
    }

    private static Finding only(Comparison comparison, Code code) {
        assertThat(comparison.findings()).extracting(Finding::code).containsExactly(code);
        return comparison.findings().get(0);
    }

    @Test
    void aPairIsJudgedByItsDivergence() {
        Comparison comparison = compare(F16, Q4_0, klBelow(0.5), 1);

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.limits()).hasSize(1);
        assertThat(comparison.metrics().value(Metric.NMSE)).isEmpty();
        assertThat(comparison.metrics().value(Metric.LOG_PROBABILITY_NMSE)).isPresent();
        assertThat(comparison.reference().content().orElseThrow().source().format())
                .isEqualTo(Format.KLD);
        assertThat(comparison.width()).isEqualTo(512);
        assertThat(comparison.positions())
                .isEqualTo(comparison
                        .statistics()
                        .map(known -> (long) known.rows())
                        .orElseThrow());
        double mean = comparison.metrics().value(Metric.MEAN_KL_DIVERGENCE).orElseThrow();
        assertThat(compare(F16, Q4_0, klBelow(mean), 1).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(compare(F16, Q4_0, klBelow(Math.nextUp(mean)), 1).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void theReportIsTheSameForAnyNumberOfThreads() {
        KldStatistics one = compare(F16, Q4_0, klBelow(1), 1).statistics().orElseThrow();

        assertThat(compare(F16, Q4_0, klBelow(1), 3).statistics()).hasValue(one);
    }

    @Test
    void withoutALimitThePairIsNotMeasuredAndTheMessageSaysWhichToSet() {
        Comparison comparison = compare(F16, Q4_0, LimitPolicy.of(List.of()), 1);

        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(comparison.unusable()).isFalse();
        assertThat(comparison.findings().get(0).code()).isEqualTo(Code.NO_LIMIT);
        assertThat(compare(F16, Q4_0, RECOMMENDED, 1).limits())
                .extracting(result -> result.limit().metric())
                .containsExactly(Metric.MEAN_KL_DIVERGENCE);
    }

    @Test
    void aLimitThatTheCodingAloneCanBreakIsAWarning() throws IOException {
        Comparison comparison = compare(F16, copy(F16), klBelow(9e-6), 1);

        assertThat(comparison.findings())
                .filteredOn(finding -> finding.code() == Code.LIMIT_BELOW_NOISE)
                .extracting(Finding::severity, Finding::message)
                .containsExactly(tuple(
                        Severity.WARNING,
                        "the limit of 9.00e-06 for the mean KL divergence is below 1.0e-05 nats, the error that the files'"
                                + " 16-bit coding alone can cause. For a limit this small, compare logits"));
        assertThat(compare(F16, copy(F16), klBelow(1e-5), 1).findings())
                .extracting(Finding::code)
                .doesNotContain(Code.LIMIT_BELOW_NOISE);
    }

    @Test
    void oneFileOnBothSidesFailsAndACopyIsAWarning() throws IOException {
        Comparison one = compare(F16, F16, klBelow(1), 1);
        Comparison copied = compare(F16, copy(F16), klBelow(1), 1);

        assertThat(one.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(one.findings()).extracting(Finding::code).contains(Code.SAME_FILE);
        assertThat(copied.verdict()).isEqualTo(Verdict.PASS);
        assertThat(copied.findings())
                .filteredOn(finding -> finding.code() == Code.IDENTICAL_FILES)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("all 95232 values are equal"));
    }

    @Test
    void anotherTextIsReportedWithTheFirstTokenThatDiffers() throws IOException {
        byte[] bytes = Files.readAllBytes(Q4_0);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(20 + 4 * 7, 3);
        Path other = Files.write(directory.resolve("other.kld"), bytes);
        int was = ByteBuffer.wrap(Files.readAllBytes(F16))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(20 + 4 * 7);

        Comparison comparison = compare(F16, other, klBelow(1), 1);

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.statistics()).isEmpty();
        assertThat(only(comparison, Code.TOKENS_DIFFER).message())
                .contains("found token 7 of the text to be id " + was + " in the reference")
                .contains("and id 3 in the test");
    }

    @Test
    void anotherVocabularyIsAMismatch() {
        Path other = TestData.FOLDER.resolve(Path.of("stories260K-v513", "kld", "v513-Q4_0.kld"));

        assertThat(only(compare(F16, other, klBelow(1), 1), Code.SHAPE_MISMATCH).message())
                .contains(" tokens over 512 in the reference", " tokens over 513 in the test");
    }

    @Test
    void progressCountsTheBytesOfBothFilesAndTheValuesOfTheirRows() throws IOException {
        List<Long> told = new ArrayList<>();
        long bytes = Files.size(F16) + Files.size(Q4_0);
        PairFixture pair = PairFixture.files(Path.of(""), F16, Q4_0).limitedBy(klBelow(1));

        Comparison comparison = new Gate(1, (done, total) -> {
                    assertThat(total).isEqualTo(bytes);
                    told.add(done);
                })
                .check(pair.request())
                .comparisons()
                .get(0);

        assertThat(told).isSorted().doesNotHaveDuplicates().endsWith(bytes).hasSizeGreaterThan(1);
        assertThat(told.get(0)).isPositive();
        long rows = comparison.statistics().orElseThrow().rows();
        assertThat(comparison.measurement().orElseThrow().entries().compared()).isEqualTo(rows * 512);
    }

    @Test
    void theTestMayBeOneNamedTensorOfSeveral() throws IOException {
        int rows = Math.toIntExact(compare(F16, Q4_0, klBelow(1), 1).positions());
        double[] logits = KldRows.of(F16, rows, 512);
        Path file = new SafetensorsWriter(4 * (logits.length + 2) + 16)
                .with("hidden", 1, 2)
                .with("logits", logits)
                .withIntegers("ids", 1, 2)
                .write(directory.resolve("all.safetensors"));
        PairFixture pair = PairFixture.files(directory, F16, file).limitedBy(klBelow(1));

        Comparison named = ofTensor(pair, "logits");
        assertThat(named.verdict()).isEqualTo(Verdict.PASS);
        assertThat(only(pair.check(), Code.UNUSABLE_INPUT).message())
                .isEqualTo("all.safetensors: expected one tensor, found 3: hidden, ids, logits. Name the one to compare"
                        + " with tensor");
        assertThat(only(ofTensor(pair, "none"), Code.UNUSABLE_INPUT).message())
                .startsWith("all.safetensors: expected one tensor called none, found 3: ");
        assertThat(only(ofTensor(pair, "ids"), Code.UNUSABLE_INPUT).message())
                .startsWith("all.safetensors: expected one tensor called ids, found 3: ");
    }

    private static Comparison ofTensor(PairFixture fixture, String tensor) {
        PairRequest pair = fixture.request().pairs().get(0);
        PairRequest one = new PairRequest(
                pair.dataDirectory(),
                pair.reference(),
                pair.test(),
                pair.originalModel(),
                pair.convertedModel(),
                new Reading(
                        pair.kind(),
                        pair.layout(),
                        new TensorSelection(Optional.of(tensor), new TensorNames(List.of()), false)));
        return new Gate()
                .check(new GateRequest(
                        fixture.base(), List.of(one), fixture.limits(), fixture.rules(), GateRequest.Missing.FAIL, ""))
                .comparisons()
                .get(0);
    }

    @Test
    void logitsOfTheScoredPositionsCanBeTheTest() throws IOException {
        Comparison runs = compare(F16, Q4_0, klBelow(1), 1);
        int rows = Math.toIntExact(runs.positions());
        Path logits = directory.resolve("logits.bin");
        // A file's log-probabilities are logits of the same distribution, up to the coding.
        TestData.writeFloats(logits, KldRows.of(F16, rows, 512));

        Comparison comparison = compare(F16, logits, klBelow(1), 1);

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.metrics().value(Metric.TOP1_AGREEMENT)).hasValue(1);
        assertThat(comparison.metrics().value(Metric.MEAN_KL_DIVERGENCE).orElseThrow())
                .isBetween(-1e-4, 1e-4);

        TestData.writeFloats(logits, new double[512 * (rows - 1)]);
        assertThat(only(compare(F16, logits, klBelow(1), 1), Code.SHAPE_MISMATCH)
                        .message())
                .startsWith("expected logits for the " + rows + " scored positions of ")
                .endsWith("Only the second half of each chunk is scored, without its last token");
    }

    @Test
    void aReferenceOfAnotherKindAndMissingAndTornFilesAreUnusable() throws IOException {
        Path logits = TestData.writeFloats(directory.resolve("logits.bin"), 1, 2, 3);
        Path torn =
                Files.write(directory.resolve("torn.kld"), java.util.Arrays.copyOf(Files.readAllBytes(Q4_0), 100_001));

        assertThat(only(compare(logits, Q4_0, klBelow(1), 1), Code.UNUSABLE_INPUT)
                        .message())
                .contains("expected a .kld file as the reference");
        assertThat(only(compare(F16, directory.resolve("none.kld"), klBelow(1), 1), Code.MISSING_FILE)
                        .message())
                .startsWith("expected the test output of stories260K-Q4_0, found none of: ");
        assertThat(only(compare(F16, torn, klBelow(1), 1), Code.UNUSABLE_INPUT).message())
                .contains("torn.kld: expected ");
        assertThat(compare(F16, torn, klBelow(1), 1).unusable()).isTrue();
    }
}
