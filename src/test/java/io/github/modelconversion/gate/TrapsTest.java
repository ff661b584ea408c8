package io.github.modelconversion.gate;

import static io.github.modelconversion.TestData.writeFloats;
import static io.github.modelconversion.TestData.writeInts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.TestData;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.judge.evidence.Vocabulary;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.provenance.FileMark;
import io.github.modelconversion.provenance.MarkedFiles;
import io.github.modelconversion.provenance.Marks;
import io.github.modelconversion.provenance.RunRecord;
import io.github.modelconversion.provenance.TextMark;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs that make a measurement worthless, or worth less than it seems. */
class TrapsTest {

    private static final Strictness COMMON = new Strictness(Vocabulary.COMMON, false);
    private static final FileTime OLD = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

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
    }

    @Test
    void aConversionWithTheSameTokensAndPromptsIsClean() {
        copyPair();
        writeTokens();

        assertThat(byName().codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"16, -1e30", "256, -1e30", "500, -1e30", "26, -10000", "26, 65504"})
    void aMaskMadeOfNumbersHidesUnrelatedNoiseOnlyFromTheNmse(int masked, double mask) {
        double[] noise = new Random(11).doubles(2 * 512, -9, 9).toArray();
        for (int i = 0; i < masked; i++) {
            noise[i] += mask;
            noise[512 + i] += mask;
        }
        writeFloats(reference, Arrays.copyOf(noise, 512));
        writeFloats(test, Arrays.copyOfRange(noise, 512, 1024));

        Comparison comparison = byName().check();

        assertThat(comparison.limits().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        Finding finding = byName().finding(Code.VARIANCE_DOMINATED);
        assertThat(finding.message())
                .startsWith("expected a variance that all entries share, found " + masked
                        + " of 512 entries of the reference (data/pytorch-tiny.bin) that carry more than 99 % of it: ");
        assertThat(number(finding, "nmseWithout")).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"SHIFTED, 1000, VARIANCE_DOMINATED", "FIRST_IS_LARGER, 1000, VARIANCE_DOMINATED"})
    void positionsFarApartHideUnrelatedNoiseOnlyFromTheNmse(Positions positions, double far, Code code) {
        double[] noise = new Random(12).doubles(2 * 8 * 64, -9, 9).toArray();
        double[] first = Arrays.copyOf(noise, 64);
        for (int i = 0; i < noise.length; i++) {
            int row = i / 64 % 8;
            if (positions == Positions.SHIFTED) {
                noise[i] += row * far;
            } else if (row == 0) {
                noise[i] = first[i % 64] * far;
            }
        }
        writeFloats(reference, Arrays.copyOf(noise, 512));
        writeFloats(test, Arrays.copyOfRange(noise, 512, 1024));

        Comparison comparison = byName().inRows(8).check();

        assertThat(comparison.limits().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(byName().inRows(8).codes()).contains(code);
    }

    private enum Positions {
        SHIFTED,
        FIRST_IS_LARGER
    }

    /** In float32 such a large offset swallows the noise: only the first row keeps its values, which are unrelated. */
    @Test
    void constantPositionsHideNothing() {
        double[] noise = new Random(12).doubles(2 * 8 * 64, -9, 9).toArray();
        for (int i = 0; i < noise.length; i++) {
            noise[i] += i / 64 % 8 * 1e30;
        }
        writeFloats(reference, Arrays.copyOf(noise, 512));
        writeFloats(test, Arrays.copyOfRange(noise, 512, 1024));

        Comparison comparison = byName().inRows(8).check();

        assertThat(comparison.limits().get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(byName().inRows(8).finding(Code.ROWS_LEFT_OUT).severity()).isEqualTo(Severity.FAIL);
    }

    @Test
    void distantPositionsThatHideErrorsAreNamed() {
        double[] noise = new Random(12).doubles(2 * 8 * 64, -9, 9).toArray();
        for (int i = 0; i < noise.length; i++) {
            noise[i] += i / 64 % 8 * 1000;
        }
        writeFloats(reference, Arrays.copyOf(noise, 512));
        writeFloats(test, Arrays.copyOfRange(noise, 512, 1024));

        assertThat(byName().inRows(8).finding(Code.VARIANCE_DOMINATED).message())
                .matches(
                        "expected a variance that all positions share, found an NMSE of \\S+e-06 over all values of the"
                                + " reference \\(data/pytorch-tiny.bin\\) though half of its positions have at least [12]\\.\\d+e\\+00"
                                + " on their own: huge positions, or the distances between positions, make up the variance\\."
                                + " Judge these outputs by their KL divergence, and look for what shifts the logits of whole"
                                + " positions");
        assertThat(byName().inRows(8)
                        .ofKind(OutputKind.EMBEDDINGS)
                        .finding(Code.VARIANCE_DOMINATED)
                        .message())
                .endsWith("Hidden states can be like this: judge them by their cosine similarity, row by row");
    }

    @Test
    void aPositionOfTheReferenceThatWasNeverWrittenFails() {
        double[] values = new Random(13).doubles(8 * 64, -9, 9).toArray();
        values[0] += 0.01;
        writeFloats(test, values);
        Arrays.fill(values, 3 * 64, 4 * 64, 0);
        Arrays.fill(values, 6 * 64, 7 * 64, 0);
        writeFloats(reference, values);

        assertThat(byName().inRows(8).check().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(byName().inRows(8).finding(Code.CONSTANT_REFERENCE).message())
                .isEqualTo(
                        "expected a reference that varies in every position, found one value in all entries of 2 of 8"
                                + " positions of data/pytorch-tiny.bin, the first is position 3: nothing can be judged against it"
                                + " there. Run the original model again");
    }

    @Test
    void positionsOfOneValueEachAreNotCalledConstant() {
        copyPair();
        writeTokens();

        assertThat(byName().inRows(512).codes()).doesNotContain(Code.CONSTANT_REFERENCE);
    }

    @Test
    void missingTokensAreReportedOnceForFilesNamedByTheTools() {
        copyPair();

        Finding finding = byName().finding(Code.TOKENS_MISSING);

        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.message())
                .isEqualTo("not checked whether both outputs are of the same prompt: there is no"
                        + " data/pytorch-tiny-tokens.bin and no data/llamacpp-tiny-F16-tokens.bin. The tools write it"
                        + " next to each output: keep them together");
    }

    @Test
    void explicitFilesNeedNoTokensUnlessOneSideHasThem() {
        copyPair();
        assertThat(PairFixture.files(project, reference, test).codes()).isEmpty();

        writeInts(data.resolve("pytorch-tiny-tokens.bin"), 1, 2);
        assertThat(PairFixture.files(project, reference, test)
                        .finding(Code.TOKENS_MISSING)
                        .message())
                .contains("there is no data/llamacpp-tiny-F16-tokens.bin. ")
                .doesNotContain("pytorch");
    }

    @Test
    void differingTokensFailAndTheMeasurementIsShown() {
        copyPair();
        writeInts(data.resolve("pytorch-tiny-tokens.bin"), 1, 500, 7);
        writeInts(data.resolve("llamacpp-tiny-F16-tokens.bin"), 1, 13, 7, 8);

        Comparison comparison = byName().check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.metrics().value(Metric.NMSE)).isPresent();
        assertThat(comparison.findings()).hasSize(1);
        assertThat(comparison.findings().get(0).message())
                .isEqualTo("expected the same prompt on both sides, found 3 tokens for the reference"
                        + " (data/pytorch-tiny-tokens.bin) and 4 for the test (data/llamacpp-tiny-F16-tokens.bin); they"
                        + " differ first at position 1: reference id 500, test id 13. The outputs answer different"
                        + " questions: check the prompts, escapes such as backslash-n in them, and the converted"
                        + " tokenizer, and run both engines again");
        assertThat(comparison.findings().get(0).evidence())
                .containsEntry("position", 1)
                .containsEntry("referenceTokens", 3)
                .containsEntry("testTokens", 4)
                .containsEntry("referenceId", 500)
                .containsEntry("testId", 13);
    }

    @Test
    void tokensThatEndEarlyDifferWhereTheyEnd() {
        copyPair();
        writeInts(data.resolve("pytorch-tiny-tokens.bin"), 1, 5, 7);
        writeInts(data.resolve("llamacpp-tiny-F16-tokens.bin"), 1, 5);

        assertThat(byName().finding(Code.TOKENS_DIFFER).message())
                .contains("first at position 2: reference id 7, test ends. ");
    }

    @Test
    void aMissingFirstTokenIsRecognizedInRealOutputs() {
        Finding finding = PairFixture.files(
                        Path.of(""),
                        TestData.STORIES.resolve("pytorch-stories260K.bin"),
                        TestData.STORIES.resolve("llamacpp-stories260K-bug-nobos-f16.bin"))
                .finding(Code.TOKENS_DIFFER);

        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .contains(
                        "found 11 tokens for the reference",
                        "and 10 for the test",
                        "position 0: reference id 1, test id 346.")
                .endsWith("only the reference begins with id 1, all else is equal. That is likely the token for the"
                        + " beginning of the text (BOS): check add_bos_token of the GGUF, and run both engines again");
    }

    @Test
    void anExtraFirstTokenIsRecognized() {
        copyPair();
        writeInts(data.resolve("pytorch-tiny-tokens.bin"), 5, 7);
        writeInts(data.resolve("llamacpp-tiny-F16-tokens.bin"), 1, 5, 7);

        assertThat(byName().finding(Code.TOKENS_DIFFER).message())
                .contains("only the test begins with id 1, all else is equal. ")
                .contains("whether the reference's tokenizer adds special tokens");
    }

    @Test
    void anEscapeThatOnlyOneToolInterpretsIsFoundInRealOutputs() {
        Path escape = Path.of("testdata", "stories260K", "x5-escape", "data");
        PairFixture pair = PairFixture.files(
                Path.of(""), escape.resolve("pytorch-stories260K.bin"), escape.resolve("llamacpp-stories260K-f16.bin"));

        assertThat(pair.finding(Code.TOKENS_DIFFER).message())
                .contains("found 12 tokens", "and 11 for the test", "position 3: reference id 500, test id 13. ");
        // The texts differ too, but the tokens already say so.
        assertThat(pair.codes()).doesNotContain(Code.PROMPT_DIFFERS);
    }

    @Test
    void aTruncatedTokenFileIsAWarning() throws IOException {
        copyPair();
        writeTokens();
        Files.write(data.resolve("pytorch-tiny-tokens.bin"), new byte[10]);

        Comparison comparison = byName().check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.findings()).extracting(Finding::code).containsExactly(Code.TOKENS_UNUSABLE);
        assertThat(comparison.findings().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(comparison.findings().get(0).message())
                .startsWith("data/pytorch-tiny-tokens.bin: expected the ids of ");
    }

    @Test
    void otherPromptsWithTheSameTokensAreAWarning() throws IOException {
        copyPair();
        writeTokens();
        Files.writeString(data.resolve("pytorch-tiny-prompt.txt"), "prompt: One day\nTim\nn_tokens: 3\ntoken ids: 1\n");
        Files.writeString(
                data.resolve("llamacpp-tiny-F16-prompt.txt"), "prompt: One day \n\nn_tokens: 3\ntoken ids: 1\n");

        Comparison comparison = byName().check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.findings()).extracting(Finding::code).containsExactly(Code.PROMPT_DIFFERS);
        assertThat(comparison.findings().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(comparison.findings().get(0).message())
                .isEqualTo(
                        "expected the same prompt on both sides, found different texts next to data/pytorch-tiny.bin and"
                                + " data/llamacpp-tiny-F16.bin, from character 7 on: reference ' Tim', test '  '. All 3 tokens are"
                                + " equal, so a tokenizer drops the difference or a -prompt.txt is left over: give both engines"
                                + " the same prompt");
    }

    @Test
    void aPromptOnOneSideOnlyIsNotAFinding() throws IOException {
        copyPair();
        writeTokens();
        Files.writeString(data.resolve("pytorch-tiny-prompt.txt"), "prompt: One day\nn_tokens: 3\n");

        assertThat(byName().codes()).isEmpty();
    }

    @Test
    void oneFileOnBothSidesFailsEvenThroughALinkAndIsReportedOnce() throws IOException {
        copyPair();
        writeTokens();
        Files.delete(test);
        Files.createSymbolicLink(test, reference);

        Comparison comparison = byName().check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.findings()).extracting(Finding::code).containsExactly(Code.SAME_FILE);
        assertThat(comparison.findings().get(0).message())
                .isEqualTo("expected two files, found that data/pytorch-tiny.bin and data/llamacpp-tiny-F16.bin are one"
                        + " file on disk (links followed). Name the outputs of both engines");
    }

    @Test
    void aCopyIsStillOnlyAWarning() throws IOException {
        copyPair();
        writeTokens();
        Files.write(test, Files.readAllBytes(reference));

        assertThat(byName().codes()).containsExactly(Code.IDENTICAL_FILES);
    }

    @Test
    void anOutputMuchOlderThanItsModelIsStale() throws IOException {
        copyPair();
        writeTokens();
        Path original = Files.createDirectories(project.resolve("models/tiny"));
        Path weights = touched(original.resolve("model-2.safetensors"), OLD);
        touched(original.resolve("README.md"), plusMinutes(600));
        Path converted = touched(project.resolve("models/tiny.gguf"), plusMinutes(11));
        Files.setLastModifiedTime(reference, OLD);
        Files.setLastModifiedTime(test, OLD);
        PairFixture pair = byName().ofModels(original, converted);

        assertThat(pair.check().verdict()).isEqualTo(Verdict.PASS);
        assertThat(pair.finding(Code.STALE_OUTPUT).severity()).isEqualTo(Severity.WARNING);
        assertThat(pair.finding(Code.STALE_OUTPUT).message())
                .isEqualTo("expected outputs of the present models, found data/llamacpp-tiny-F16.bin more than"
                        + " 10 minutes older than models/tiny.gguf: left over from an earlier run. Run the engine again,"
                        + " and see whether it wrote (llama-debug exits with 0 when it did not)");
        Strictness strict = new Strictness(Vocabulary.STRICT, true);
        assertThat(pair.with(strict).check().verdict()).isEqualTo(Verdict.FAIL);

        Files.setLastModifiedTime(weights, plusMinutes(11));
        assertThat(pair.finding(Code.STALE_OUTPUT).message())
                .contains(
                        "found data/pytorch-tiny.bin more than 10 minutes older than models/tiny/model-2.safetensors, and"
                                + " data/llamacpp-tiny-F16.bin more than");

        Files.setLastModifiedTime(weights, plusMinutes(10));
        Files.setLastModifiedTime(converted, plusMinutes(10));
        assertThat(pair.with(strict).codes()).doesNotContain(Code.STALE_OUTPUT);
    }

    @Test
    void aRecordSaysExactlyWhichModelMadeAnOutput() throws IOException {
        copyPair();
        writeTokens();
        Path converted = Files.writeString(
                Files.createDirectories(project.resolve("models")).resolve("tiny.gguf"), "one");
        new RunRecord(
                        new Marks().of(MarkedFiles.ofModel(converted)),
                        TextMark.of("a prompt"),
                        List.of(),
                        List.of(),
                        List.of(FileMark.of("llamacpp-tiny-F16.bin", test)))
                .write(test);
        PairFixture pair = byName().ofModels(project.resolve("models/tiny"), converted);

        // Much newer, but with the same contents.
        Files.setLastModifiedTime(test, OLD);
        Files.setLastModifiedTime(converted, plusMinutes(600));
        assertThat(pair.codes()).doesNotContain(Code.STALE_OUTPUT);

        // Not newer, but with other contents.
        Files.writeString(converted, "two");
        Files.setLastModifiedTime(converted, OLD);
        assertThat(pair.finding(Code.STALE_OUTPUT).severity()).isEqualTo(Severity.WARNING);
        assertThat(pair.finding(Code.STALE_OUTPUT).message())
                .startsWith("expected outputs of the present models, found data/llamacpp-tiny-F16.bin made from other"
                        + " contents of models/tiny.gguf: ");
        assertThat(pair.with(new Strictness(Vocabulary.STRICT, true)).check().verdict())
                .isEqualTo(Verdict.FAIL);

        // Another engine wrote the output afterwards: only the ages can be compared.
        byte[] values = Files.readAllBytes(test);
        values[0] ^= 1;
        Files.write(test, values);
        Files.setLastModifiedTime(test, OLD);
        assertThat(pair.codes()).doesNotContain(Code.STALE_OUTPUT);
        Files.setLastModifiedTime(converted, plusMinutes(11));
        assertThat(pair.finding(Code.STALE_OUTPUT).message()).contains("more than 10 minutes older");
    }

    @Test
    void aMissingModelHasNoAge() throws IOException {
        copyPair();
        writeTokens();
        Path empty = Files.createDirectories(project.resolve("models/empty"));

        assertThat(byName().ofModels(empty, project.resolve("models/none.gguf")).codes())
                .isEmpty();
    }

    @Test
    void zerosAtTheEndOfOneSideAreATornTail() {
        double[] torn = values("llamacpp-stories260K-f16.bin");
        Arrays.fill(torn, 506, 512, 0);
        copyPair();
        writeTokens();
        writeFloats(test, torn);

        Finding finding = byName().finding(Code.TORN_TAIL);
        assertThat(byName().codes()).doesNotContain(Code.REGION);

        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .isEqualTo(
                        "expected values to the end of data/llamacpp-tiny-F16.bin, found 0.0 in all 6 entries from index"
                                + " 506 on, where the reference has other values: it was not written to its end. Run the tool that"
                                + " writes it again");
        assertThat(finding.evidence()).containsEntry("start", 506L).containsEntry("entries", 6L);
    }

    @Test
    void oneRepeatedValueAtTheEndOfTheReferenceIsATornTail() {
        double[] torn = values("pytorch-stories260K.bin");
        Arrays.fill(torn, 256, 512, -7.5);
        copyPair();
        writeFloats(reference, torn);

        assertThat(PairFixture.files(project, reference, test)
                        .inRows(2)
                        .finding(Code.TORN_TAIL)
                        .message())
                .contains(
                        "data/pytorch-tiny.bin, found -7.5 in all 256 entries from position 1, index 0 on, where the test");
    }

    @Test
    void aShortOrSharedTailIsNotTorn() {
        double[] first = values("pytorch-stories260K.bin");
        double[] second = values("llamacpp-stories260K-f16.bin");
        writeTokens();
        Arrays.fill(second, 507, 512, 0);
        writeFloats(reference, first);
        writeFloats(test, second);
        // Five of 512 values are less than 1 %.
        assertThat(byName().codes()).doesNotContain(Code.TORN_TAIL);

        Arrays.fill(first, 400, 512, 0);
        Arrays.fill(second, 400, 512, 0);
        writeFloats(reference, first);
        writeFloats(test, second);
        assertThat(byName().codes()).isEmpty();

        // Noise on one side in place of the zeros.
        for (int i = 400; i < 512; i++) {
            second[i] = 1e-3 * Math.sin(i);
        }
        writeFloats(test, second);
        assertThat(byName().codes()).isEmpty();
    }

    @Test
    void aMaskAtTheEndOfOneSideIsNotATornTail() {
        double[] masked = values("llamacpp-stories260K-f16.bin");
        Arrays.fill(masked, 400, 512, Double.NEGATIVE_INFINITY);
        copyPair();
        writeTokens();
        writeFloats(test, masked);

        assertThat(byName().codes()).containsExactly(Code.NON_FINITE_TEST);
    }

    @Test
    void aPaddedVocabularyFailsWithTheNmseOfTheCommonPart() {
        double[] padded = Arrays.copyOf(values("pytorch-stories260K.bin"), 576);
        Arrays.fill(padded, 512, 576, -30);
        copyPair();
        writeTokens();
        double unpadded = byName().check().metrics().value(Metric.NMSE).orElseThrow();
        writeFloats(reference, padded);

        Comparison comparison = byName().check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.metrics().value(Metric.NMSE)).hasValue(unpadded);
        assertThat(comparison.findings()).extracting(Finding::code).containsExactly(Code.VOCABULARY_PADDING);
        Finding finding = comparison.findings().get(0);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .startsWith("expected rows of the same length, found 576 values a row in the reference"
                        + " (data/pytorch-tiny.bin) and 512 in the test (data/llamacpp-tiny-F16.bin). On the first 512 of"
                        + " each the NMSE is ")
                .endsWith(
                        " of a row's probability, as padding does. If it only pads the vocabulary, set nmse.vocabulary to"
                                + " common; if not, a file was cut: write it again");
        assertThat(finding.evidence())
                .containsEntry("referenceWidth", 576L)
                .containsEntry("testWidth", 512L)
                .containsEntry("nmse", unpadded);
        assertThat(number(finding, "cutMass")).isCloseTo(softmaxMass(padded, 512), within(1e-25));
    }

    @Test
    void withACommonVocabularyPaddingIsReportedAndTheRestJudged() {
        double[] padded = Arrays.copyOf(values("llamacpp-stories260K-f16.bin"), 513);
        padded[512] = -30;
        copyPair();
        writeTokens();
        double divergence =
                byName().check().metrics().value(Metric.MEAN_KL_DIVERGENCE).orElseThrow();
        writeFloats(test, padded);

        Comparison comparison = byName().with(COMMON).check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.metrics().value(Metric.MEAN_KL_DIVERGENCE)).hasValue(divergence);
        assertThat(comparison.findings()).extracting(Finding::severity).containsExactly(Severity.INFO);
        assertThat(comparison.findings().get(0).message())
                .startsWith(
                        "judged by what both sides have: 512 values a row in the reference (data/pytorch-tiny.bin) and"
                                + " 513 in the test");
    }

    @Test
    void entriesThatAreCutOffMustNotBePredicted() {
        double[] wider = Arrays.copyOf(values("pytorch-stories260K.bin"), 513);
        wider[512] = 20;
        copyPair();
        writeTokens();
        writeFloats(reference, wider);

        Comparison comparison = byName().with(COMMON).check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.findings().get(0).severity()).isEqualTo(Severity.FAIL);
        assertThat(comparison.findings().get(0).message())
                .contains(
                        "the 1 entries beyond get at most ", "which padding never gets (above 0.001): a file was cut");
    }

    @Test
    void nanInEntriesThatAreCutOffIsNotPadding() {
        double[] wider = Arrays.copyOf(values("pytorch-stories260K.bin"), 513);
        wider[512] = Double.NaN;
        copyPair();
        writeFloats(reference, wider);

        assertThat(byName().with(COMMON).check().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void everyRowIsCutToTheCommonVocabulary() throws IOException {
        Path all = Path.of("testdata", "stories260K", "p2-once", "data");
        double[] rows = TestData.floats(all.resolve("pytorch-stories260K-all.bin"));
        double[] padded = new double[14 * 520];
        Arrays.fill(padded, -40);
        for (int row = 0; row < 14; row++) {
            System.arraycopy(rows, 512 * row, padded, 520 * row, 512);
        }
        writeFloats(reference, padded);
        Files.copy(all.resolve("llamacpp-stories260K-Q8_0-all.bin"), test);
        PairFixture pair = PairFixture.files(project, reference, test).inRows(14);
        PairFixture unpadded = PairFixture.files(
                        project, all.resolve("pytorch-stories260K-all.bin").toAbsolutePath(), test)
                .inRows(14);

        Comparison comparison = pair.with(COMMON).check();

        assertThat(comparison.metrics())
                .usingRecursiveComparison()
                .isEqualTo(unpadded.check().metrics());
        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.positions()).isEqualTo(14);
        assertThat(comparison.width()).isEqualTo(512);
    }

    @Test
    void theCommonPartMustAgree() {
        copyPair();
        writeTokens();
        writeFloats(test, Arrays.copyOf(values("llamacpp-stories260K-bug-droplayer-f16.bin"), 511));

        assertThat(byName().codes()).containsExactly(Code.SHAPE_MISMATCH);
        assertThat(byName().check().measurement()).isEmpty();
        assertThat(byName().with(COMMON).codes())
                .startsWith(Code.VOCABULARY_PADDING)
                .doesNotContain(Code.SHAPE_MISMATCH);
        assertThat(byName().with(COMMON).check().limits().get(0).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void embeddingsHaveNoVocabulary() {
        writeFloats(reference, 1, 2, 3);
        writeFloats(test, 1, 2);

        assertThat(PairFixture.files(project, reference, test)
                        .ofKind(OutputKind.EMBEDDINGS)
                        .with(COMMON)
                        .codes())
                .containsExactly(Code.SHAPE_MISMATCH);
    }

    @Test
    void aRealModelWithOneMoreTokenIsFound() {
        Path v513 = Path.of("testdata", "stories260K-v513", "p1-default", "data");
        Path plain = TestData.STORIES.resolve("pytorch-stories260K.bin");

        // The model has one more row in its embedding, but otherwise computes the same.
        Finding finding = PairFixture.files(Path.of(""), plain, v513.resolve("llamacpp-stories260K-v513-f16.bin"))
                .finding(Code.VOCABULARY_PADDING);

        assertThat(finding.evidence()).containsEntry("referenceWidth", 512L).containsEntry("testWidth", 513L);
    }

    private static double softmaxMass(double[] values, int from) {
        double all = Arrays.stream(values).map(Math::exp).sum();
        return Arrays.stream(values, from, values.length).map(Math::exp).sum() / all;
    }

    private void copyPair() {
        writeFloats(reference, values("pytorch-stories260K.bin"));
        writeFloats(test, values("llamacpp-stories260K-f16.bin"));
    }

    private void writeTokens() {
        writeInts(data.resolve("pytorch-tiny-tokens.bin"), 1, 2, 3);
        writeInts(data.resolve("llamacpp-tiny-F16-tokens.bin"), 1, 2, 3);
    }

    private static double[] values(String name) {
        return TestData.floats(TestData.STORIES.resolve(name));
    }

    private PairFixture byName() {
        return PairFixture.byName(project, "tiny", "tiny-F16");
    }

    private static FileTime plusMinutes(int minutes) {
        return FileTime.from(OLD.toInstant().plus(Duration.ofMinutes(minutes)));
    }

    private static Path touched(Path file, FileTime time) throws IOException {
        Files.write(file, new byte[] {0});
        return Files.setLastModifiedTime(file, time);
    }

    private static double number(Finding finding, String name) {
        return Objects.requireNonNull(finding.evidence().get(name)).doubleValue();
    }
}
