package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.TestData;
import io.github.modelconversion.baseline.BaselineFile;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.shard.ShardMerge;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Git LFS pointer, a FIFO or anything else in place of a data file is found wherever files are read. */
class StandInsTest {

    /** The timeout only keeps a broken build from hanging. */
    private static final Duration MOST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path pointer(String name, char digit) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "version https://git-lfs.github.com/spec/v1\noid sha256:"
                        + String.valueOf(digit).repeat(64) + "\nsize 128000\n");
    }

    private Path fifo(String name) throws IOException, InterruptedException {
        Path fifo = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        return fifo;
    }

    static Stream<String> endings() {
        return Stream.concat(
                Arrays.stream(Container.values()).map(Container::ending), Stream.of(KldFile.ENDING, ".bin.gz"));
    }

    private static <T> T inTime(ThrowingSupplier<T> work) {
        return Assertions.assertTimeoutPreemptively(MOST, work);
    }

    private void assertUnusable(GateReport report, String name, String... parts) {
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(report.unusable()).isTrue();
        assertThat(report.comparisons().get(0).findings())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains(name).containsSubsequence(parts));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void pointersOnBothSidesAreNotMeasured(String ending) throws IOException {
        Path reference = pointer("r" + ending, '1');
        Path test = pointer("t" + ending, '2');
        GateReport report =
                new Gate().check(PairFixture.files(folder, reference, test).request());

        assertUnusable(report, "r" + ending + ": ", "Git LFS pointer", "git lfs pull");
        assertThat(report.comparisons().get(0).findings())
                .extracting(Finding::code)
                .containsOnly(Code.UNUSABLE_INPUT);
    }

    @Test
    void aPointerOnOneSideIsNotMeasured() throws IOException {
        Path values = TestData.writeFloats(folder.resolve("r.bin"), new double[33]);
        Path test = pointer("t.bin", '2');

        assertUnusable(new Gate().check(PairFixture.files(folder, values, test).request()), "t.bin: ", "Git LFS");
        assertUnusable(new Gate().check(PairFixture.files(folder, test, values).request()), "t.bin: ", "Git LFS");
    }

    @Test
    void pointersInDirectoriesAreNotMeasured() throws IOException {
        Files.createDirectories(folder.resolve("r"));
        Files.createDirectories(folder.resolve("t"));
        pointer("r/x.npz", '1');
        pointer("t/x.npz", '2');
        PairFixture pair = PairFixture.files(folder, folder.resolve("r"), folder.resolve("t"));

        assertUnusable(new Gate().check(pair.request()), "x.npz: ", "Git LFS pointer");
    }

    @ParameterizedTest
    @MethodSource("endings")
    @DisabledOnOs(OS.WINDOWS)
    void fifosAreRefusedAndNothingWaits(String ending) throws IOException, InterruptedException {
        Path reference = fifo("r" + ending);
        Path test = fifo("t" + ending);
        PairFixture pair = PairFixture.files(folder, reference, test);

        assertUnusable(inTime(() -> new Gate().check(pair.request())), "r" + ending, "not a regular file");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fifosInDirectoriesAreRefused() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("r"));
        Files.createDirectories(folder.resolve("t"));
        fifo("r/x.npz");
        TestData.writeFloats(folder.resolve("t/x.bin"), 1, 2);
        PairFixture pair = PairFixture.files(folder, folder.resolve("r"), folder.resolve("t"));

        assertUnusable(inTime(() -> new Gate().check(pair.request())), "r/x.npz", "regular file");
    }

    private Comparison besideOutputs(double[] reference, double[] test) {
        Path ofReference = TestData.writeFloats(folder.resolve("r.bin"), reference);
        Path ofTest = TestData.writeFloats(folder.resolve("t.bin"), test);
        return inTime(() -> PairFixture.files(folder, ofReference, ofTest).check());
    }

    @Test
    void pointersNextToOutputsAreAWarningWithTheSameWords() throws IOException {
        TestData.writeInts(folder.resolve("r-tokens.bin"), 1, 2);
        pointer("t-tokens.bin", '3');
        pointer("r-prompt.txt", '4');
        pointer("t-prompt.txt", '5');
        Comparison comparison = besideOutputs(new double[] {1, -2, 3, 5}, new double[] {1, -2, 3.001, 5});

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.findings()).extracting(Finding::code).containsExactly(Code.TOKENS_UNUSABLE);
        assertThat(comparison.findings().get(0).message())
                .contains("t-tokens.bin: ", "r-prompt.txt: ", "t-prompt.txt: ", "Git LFS pointer", "git lfs pull");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fifosNextToOutputsAreAWarning() throws IOException, InterruptedException {
        fifo("r-tokens.bin");
        fifo("t-prompt.txt");
        Comparison comparison = besideOutputs(new double[] {1, -2, 3, 5}, new double[] {1, -2, 3.001, 5});

        assertThat(comparison.findings())
                .filteredOn(finding -> finding.code() == Code.TOKENS_UNUSABLE)
                .extracting(Finding::message)
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("r-tokens.bin: expected a regular file", "t-prompt.txt: expected a regular file"));
    }

    private Comparison ofModel(Path model) {
        Path reference = TestData.writeFloats(folder.resolve("r.bin"), 1, -2, 3);
        Path test = TestData.writeFloats(folder.resolve("t-F16.bin"), 1, -2, 3.001);
        return inTime(PairFixture.files(folder, reference, test).ofConvertedModel(model)::report)
                .comparisons()
                .get(0);
    }

    @Test
    void aPointerAsTheConvertedModelIsAWarningWithTheSameWords() throws IOException {
        Comparison comparison = ofModel(pointer("tiny-F16.gguf", '6'));

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(comparison.findings())
                .filteredOn(finding -> finding.code() == Code.GGUF_UNREADABLE)
                .extracting(Finding::message)
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("tiny-F16.gguf: ", "Git LFS pointer", "git lfs pull")
                        .doesNotContain("Convert"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFifoAsTheConvertedModelIsAWarning() throws IOException, InterruptedException {
        assertThat(ofModel(fifo("tiny-F16.gguf")).findings())
                .extracting(Finding::code)
                .contains(Code.GGUF_UNREADABLE);
    }

    @Test
    void pointersInPlaceOfTheGoalsFilesAreRefused() throws IOException {
        Path json = pointer("nmse.json", '7');
        Path state = pointer("nmse-check.state", '8');
        GateReport merged = ShardMerge.merge(List.of(state), new BaseDirectory(folder), OptionalLong.empty())
                .judge(LimitPolicy.of(List.of()));

        assertThatThrownBy(() -> BaselineFile.read(json, "nmse.json")).hasMessageContaining("Git LFS pointer");
        assertThatThrownBy(() -> JsonValue.read(json, "nmse.json", 1 << 20)).hasMessageContaining("Git LFS pointer");
        assertUnusable(merged, "nmse-check.state: ", "Git LFS pointer", "git lfs pull");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fifosInPlaceOfTheGoalsFilesAreRefused() throws IOException, InterruptedException {
        Path json = fifo("nmse.json");
        Path state = fifo("nmse-check.state");
        GateReport merged =
                inTime(() -> ShardMerge.merge(List.of(state), new BaseDirectory(folder), OptionalLong.empty())
                        .judge(LimitPolicy.of(List.of())));

        inTime(() -> assertThatThrownBy(() -> BaselineFile.read(json, "nmse.json"))
                .hasMessageContaining("expected a regular file"));
        assertUnusable(merged, "nmse-check.state: ", "expected a regular file");
    }
}
