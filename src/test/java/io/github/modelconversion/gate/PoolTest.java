package io.github.modelconversion.gate;

import static io.github.modelconversion.TestData.writeFloats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.TestData;
import io.github.modelconversion.input.tensor.NpyFixture;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.measure.values.ExactMoments;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.GateRequest.Judged;
import io.github.modelconversion.plan.request.GateRequest.Missing;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompts of a model, pooled into one comparison. */
class PoolTest {

    private static final int WIDTH = 50;
    private static final Layout ROWS = new Layout(OptionalLong.empty(), OptionalLong.of(WIDTH));

    @TempDir
    Path project;

    private final Random random = new Random(25);
    private final List<Path> prompts = new ArrayList<>();
    private Layout layout = ROWS;

    /** Three prompts of 3, 1 and 5 rows; the second has a far larger error than the others. */
    @BeforeEach
    void writePrompts() throws IOException {
        write("p1", 3, 0.1, "tiny-a");
        write("p2", 1, 3, "tiny-a");
        write("p3", 5, 0.1, "tiny-a");
    }

    private Path write(String prompt, int rows, double error, String model) throws IOException {
        Path folder = Files.createDirectories(project.resolve(prompt));
        double[] reference = values(rows * WIDTH, 8);
        Path original = folder.resolve("pytorch-tiny.bin");
        if (Files.exists(original)) {
            reference = TestData.floats(original);
        } else {
            writeFloats(original, reference);
            prompts.add(folder);
        }
        double[] noise = values(reference.length, error);
        double[] test = new double[reference.length];
        for (int i = 0; i < test.length; i++) {
            test[i] = (float) reference[i] + noise[i];
        }
        return writeFloats(folder.resolve("llamacpp-" + model + ".bin"), test);
    }

    private double[] values(int count, double scale) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> (float) (scale * random.nextGaussian()));
        return values;
    }

    private GateRequest request(Judged judged, Missing missing, LimitPolicy limits, String... models) {
        List<PairRequest> pairs = new ArrayList<>();
        for (Path folder : prompts) {
            for (String model : models) {
                pairs.add(new PairRequest(
                        Optional.of(folder),
                        OutputRequest.inDirectory(Side.REFERENCE, OutputKind.LOGITS, "tiny", folder),
                        OutputRequest.inDirectory(Side.TEST, OutputKind.LOGITS, model, folder),
                        Optional.empty(),
                        Optional.empty(),
                        OutputKind.LOGITS,
                        layout));
            }
        }
        return new GateRequest(project, pairs, limits, Strictness.DEFAULT, missing, "", judged);
    }

    private GateReport check(Judged judged) {
        return new Gate().check(request(judged, Missing.FAIL, LimitPolicy.of(List.of()), "tiny-a"));
    }

    private static LimitPolicy limit(double nmse) {
        return LimitPolicy.of(List.of(new Limit(Metric.NMSE, Limit.Bound.MAX, nmse, Limit.Origin.CONFIGURATION)));
    }

    private static Comparison last(GateReport report) {
        return report.comparisons().get(report.comparisons().size() - 1);
    }

    private static double[] joined(Path... files) {
        return Arrays.stream(files)
                .flatMapToDouble(file -> Arrays.stream(TestData.floats(file)))
                .toArray();
    }

    private Path[] files(String name) {
        return prompts.stream().map(folder -> folder.resolve(name)).toArray(Path[]::new);
    }

    private static List<Code> codes(Comparison comparison) {
        return comparison.findings().stream().map(Finding::code).toList();
    }

    private static String message(Comparison comparison, Code code) {
        return comparison.findings().stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::message)
                .findFirst()
                .orElse("");
    }

    @Test
    void theNmseIsTakenOverAllRows() {
        Comparison pool = last(check(Judged.POOLED));

        ExactMoments exact = ExactMoments.of(joined(files("pytorch-tiny.bin")), joined(files("llamacpp-tiny-a.bin")));
        assertThat(pool.metrics().value(Metric.NMSE)).hasValue(exact.nmse().doubleValue());
        assertThat(pool.measurement().orElseThrow().entries().compared()).isEqualTo(9 * WIDTH);
        assertThat(pool.subject().pooling().prompts())
                .containsExactly(new Subject.Prompt("p1", 3), new Subject.Prompt("p2", 1), new Subject.Prompt("p3", 5));
        assertThat(pool.dataDirectory()).isEmpty();
        assertThat(pool.reference().shape().orElseThrow()).hasToString("9 x 50");
    }

    /** Rows, percentiles, plots: every figure equals that of one file with all rows. */
    @Test
    void everyFigureEqualsThatOfOneConcatenatedFile() {
        Path reference = writeFloats(project.resolve("r.bin"), joined(files("pytorch-tiny.bin")));
        Path test = writeFloats(project.resolve("t.bin"), joined(files("llamacpp-tiny-a.bin")));
        PairRequest one = new PairRequest(
                Optional.empty(),
                OutputRequest.file(Side.REFERENCE, "tiny", reference),
                OutputRequest.file(Side.TEST, "tiny-a", test),
                Optional.empty(),
                Optional.empty(),
                OutputKind.LOGITS,
                ROWS);
        GateRequest whole = new GateRequest(project, List.of(one), limit(1e-2), Strictness.DEFAULT, Missing.FAIL, "");

        Comparison pool = last(check(Judged.BOTH));
        Comparison file = last(new Gate().check(whole));

        assertThat(pool.metrics()).isEqualTo(file.metrics());
        assertThat(pool.measurement().orElseThrow().plots())
                .isEqualTo(file.measurement().orElseThrow().plots());
        assertThat(pool.measurement().orElseThrow().rows().worst())
                .isEqualTo(file.measurement().orElseThrow().rows().worst());
    }

    @Test
    void figuresAreTheSameForAnyNumberOfThreads() {
        GateRequest request = request(Judged.BOTH, Missing.FAIL, limit(1e-2), "tiny-a");

        assertThat(last(new Gate(4, Progress.NONE).check(request))
                        .measurement()
                        .orElseThrow()
                        .plots())
                .isEqualTo(last(new Gate().check(request))
                        .measurement()
                        .orElseThrow()
                        .plots());
    }

    /** The second prompt alone fails with an NMSE of about 0.14; over all rows it is about a ninth of that. */
    @Test
    void oneOddPromptDoesNotDecide() {
        LimitPolicy limits = limit(0.05);

        GateReport each = new Gate().check(request(Judged.EACH, Missing.FAIL, limits, "tiny-a"));
        GateReport pooled = new Gate().check(request(Judged.POOLED, Missing.FAIL, limits, "tiny-a"));
        GateReport both = new Gate().check(request(Judged.BOTH, Missing.FAIL, limits, "tiny-a"));

        assertThat(each.comparisons())
                .extracting(Comparison::verdict)
                .containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.PASS);
        assertThat(pooled.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pooled.comparisons())
                .extracting(Comparison::verdict)
                .containsExactly(Verdict.NOT_JUDGED, Verdict.NOT_JUDGED, Verdict.NOT_JUDGED, Verdict.PASS);
        assertThat(pooled.comparisons().get(1).limits()).isEmpty();
        assertThat(pooled.comparisons().get(1).metrics())
                .isEqualTo(each.comparisons().get(1).metrics());
        assertThat(pooled.size()).isEqualTo(1);
        assertThat(both.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(both.comparisons())
                .extracting(Comparison::verdict)
                .containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.PASS, Verdict.PASS);
    }

    @Test
    void aPoolThatBreaksItsLimitFails() {
        assertThat(new Gate()
                        .check(request(Judged.POOLED, Missing.FAIL, limit(1e-3), "tiny-a"))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    /** The only row of this prompt has a clearly different top-1 token, which would fail the prompt on its own. */
    @Test
    void thePredictionOfOnePromptDoesNotDecide() {
        double[] reference = values(WIDTH, 8);
        reference[3] = 60;
        double[] test = reference.clone();
        test[3] = 0;
        Path folder = prompts.get(1);
        writeFloats(folder.resolve("pytorch-tiny.bin"), reference);
        writeFloats(folder.resolve("llamacpp-tiny-a.bin"), test);

        assertThat(codes(check(Judged.EACH).comparisons().get(1))).contains(Code.PREDICTIONS_CHANGED);
        Comparison listed = check(Judged.POOLED).comparisons().get(1);
        assertThat(listed.verdict()).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(codes(listed)).contains(Code.ARGMAX_FLIP);
    }

    @Test
    void everyModelHasItsPool() throws IOException {
        for (String prompt : List.of("p1", "p2", "p3")) {
            write(prompt, 0, 0.01, "tiny-b");
        }

        GateReport report = new Gate().check(request(Judged.POOLED, Missing.FAIL, limit(0.05), "tiny-a", "tiny-b"));

        assertThat(report.comparisons()).hasSize(8);
        assertThat(report.comparisons().subList(6, 8))
                .extracting(pool -> pool.test().model())
                .containsExactly("tiny-a", "tiny-b");
        assertThat(report.size()).isEqualTo(2);
    }

    @Test
    void aPoolWithAMissingPromptIsNotMeasured() throws IOException {
        Files.delete(prompts.get(1).resolve("llamacpp-tiny-a.bin"));

        GateReport report = check(Judged.POOLED);

        assertThat(report.comparisons())
                .extracting(Comparison::verdict)
                .containsExactly(Verdict.NOT_JUDGED, Verdict.NOT_MEASURED, Verdict.NOT_JUDGED, Verdict.NOT_MEASURED);
        assertThat(message(last(report), Code.NOT_POOLED)).contains("all 3 prompts", "p2 (MISSING_FILE)");
        assertThat(report.unusable()).isTrue();
    }

    /** Skipping a missing prompt must not silently shrink the pool. */
    @Test
    void aPoolWithASkippedPromptIsNotMeasured() throws IOException {
        Files.delete(prompts.get(1).resolve("llamacpp-tiny-a.bin"));

        GateReport report = new Gate().check(request(Judged.POOLED, Missing.SKIP, limit(0.05), "tiny-a"));

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(report.skipped()).hasSize(1);
        assertThat(message(last(report), Code.NOT_POOLED)).contains("all 3 prompts", "p2 (nothing to compare)");
    }

    /** A model without outputs is skipped together with its pool. */
    @Test
    void aPoolWithoutOutputsIsSkipped() {
        GateReport report = new Gate().check(request(Judged.POOLED, Missing.SKIP, limit(0.05), "tiny-a", "tiny-x"));

        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.comparisons()).hasSize(4);
        assertThat(report.skipped()).extracting(Skipped::test).containsExactly("tiny-x", "tiny-x", "tiny-x");
    }

    @Test
    void aConstantReferenceIsNotPooled() {
        double[] constant = new double[WIDTH];
        Arrays.fill(constant, 4);
        writeFloats(prompts.get(1).resolve("pytorch-tiny.bin"), constant);

        GateReport report = check(Judged.POOLED);

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.comparisons().get(1).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(last(report).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(message(last(report), Code.NOT_POOLED)).contains("p2 (CONSTANT_REFERENCE)");
    }

    /** The squares of its values underflow to 0 in a double; those of the other prompts do not. */
    @Test
    void aPromptOutsideTheRangeOfADoubleIsNotPooled() throws IOException {
        Path folder = prompts.get(1);
        for (String name : List.of("pytorch-tiny", "llamacpp-tiny-a")) {
            Files.delete(folder.resolve(name + ".bin"));
            double[] values = values(WIDTH, 1);
            ByteBuffer bytes = ByteBuffer.allocate(WIDTH * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            Arrays.stream(values).map(value -> value * 1e-200).forEach(bytes::putDouble);
            Files.write(folder.resolve(name + ".npy"), NpyFixture.npy("<f8", false, "(50,)", bytes.array()));
        }

        GateReport report = check(Judged.POOLED);

        assertThat(codes(report.comparisons().get(1))).contains(Code.OUT_OF_RANGE);
        assertThat(message(last(report), Code.NOT_POOLED)).contains("p2 (OUT_OF_RANGE)");
        assertThat(last(report).verdict()).isEqualTo(Verdict.NOT_MEASURED);
    }

    /** The prompt with permuted entries has all but 1e-3 of the squared error. */
    @Test
    void aCauseNamesThePromptWithNearlyAllOfTheError() {
        double[] reference = TestData.floats(prompts.get(1).resolve("pytorch-tiny.bin"));
        double[] test = reference.clone();
        for (int i = 0; i < WIDTH; i++) {
            test[i] = reference[(7 * i + 3) % WIDTH];
        }
        writeFloats(prompts.get(1).resolve("llamacpp-tiny-a.bin"), test);

        Comparison pool = last(check(Judged.POOLED));

        assertThat(message(pool, Code.PERMUTED)).contains("Of the squared error, 99.9", " % is in p2:");
    }

    @Test
    void farOffPositionsAreNamedWithTheirPrompt() {
        assertThat(message(last(check(Judged.POOLED)), Code.FEW_POSITIONS))
                .startsWith("1 of 9 positions is far off: 3 (p2, position 0) (mean NMSE")
                .contains("Compare both sides there. Of the squared error, 99", " % is in p2:");
    }

    /** Two of three prompts have the error. */
    @Test
    void aCauseInSeveralPromptsNamesNone() throws IOException {
        for (Path prompt : prompts.subList(1, 3)) {
            double[] reference = TestData.floats(prompt.resolve("pytorch-tiny.bin"));
            double[] test = Arrays.stream(reference).map(value -> value + 3).toArray();
            writeFloats(prompt.resolve("llamacpp-tiny-a.bin"), test);
        }

        Comparison pool = last(check(Judged.POOLED));

        assertThat(codes(pool)).contains(Code.CONSTANT_SHIFT);
        assertThat(pool.findings()).noneMatch(finding -> finding.message().contains("Of the squared error"));
    }

    @Test
    void aNonFiniteValueFails() {
        double[] test = values(WIDTH, 8);
        test[7] = Double.NaN;
        writeFloats(prompts.get(1).resolve("llamacpp-tiny-a.bin"), test);

        GateReport report = check(Judged.POOLED);

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(codes(report.comparisons().get(1))).contains(Code.NON_FINITE_TEST);
        assertThat(message(last(report), Code.NOT_POOLED)).contains("p2 (NON_FINITE_TEST");
    }

    @Test
    void rowsOfOtherWidthsAreNotPooled() throws IOException {
        for (String name : List.of("pytorch-tiny", "llamacpp-tiny-a")) {
            Files.delete(prompts.get(1).resolve(name + ".bin"));
            Files.writeString(prompts.get(1).resolve(name + ".txt"), "1 2 3 4 5\n6 7 8 9 " + name.length() + "\n");
        }

        layout = Layout.ONE_ROW;
        GateReport report = check(Judged.BOTH);

        assertThat(message(last(report), Code.NOT_POOLED)).contains("p1 (rows of 150 values)", "p2 (rows of 5 values)");
        assertThat(last(report).verdict()).isEqualTo(Verdict.NOT_MEASURED);
    }

    /** The warning that an output may be a copy survives pooling. */
    @Test
    void aDoubtAboutTheInputOfAPromptIsKept() throws IOException {
        Files.copy(
                prompts.get(0).resolve("pytorch-tiny.bin"),
                prompts.get(0).resolve("llamacpp-tiny-a.bin"),
                StandardCopyOption.REPLACE_EXISTING);

        GateReport report = new Gate().check(request(Judged.POOLED, Missing.FAIL, limit(0.05), "tiny-a"));

        assertThat(report.comparisons().get(0).verdict()).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(report.comparisons().get(0).doubt().orElseThrow().finding().code())
                .isEqualTo(Code.IDENTICAL_FILES);
        assertThat(report.doubtful()).isPositive();
    }

    @Test
    void onePromptIsNotPooled() {
        prompts.subList(1, 3).clear();

        assertThat(check(Judged.POOLED).comparisons())
                .hasSize(1)
                .allSatisfy(only -> assertThat(only.judged()).isTrue());
    }

    /** The two halves of a text, in two folders, give the statistics of the whole text. */
    @Test
    void runsArePooledByTheirRows() throws IOException {
        prompts.clear();
        layout = Layout.ONE_ROW;
        int chunks = KldFixture.Decoded.of(KldFixture.STORIES_F16).chunks;
        for (int half = 0; half < 2; half++) {
            Path folder = Files.createDirectories(project.resolve("text" + half));
            prompts.add(folder);
            int from = half == 0 ? 0 : chunks / 2;
            int to = half == 0 ? chunks / 2 : chunks;
            Files.write(
                    folder.resolve("pytorch-tiny.kld"),
                    KldFixture.chunks(KldFixture.bytes(KldFixture.STORIES_F16), from, to));
            Files.write(
                    folder.resolve("llamacpp-tiny-a.kld"),
                    KldFixture.chunks(KldFixture.bytes(KldFixture.STORIES_Q4_0), from, to));
        }
        LimitPolicy limits = LimitPolicy.of(
                List.of(new Limit(Metric.MEAN_KL_DIVERGENCE, Limit.Bound.MAX, 10, Limit.Origin.CONFIGURATION)));
        PairRequest whole = new PairRequest(
                Optional.empty(),
                OutputRequest.file(Side.REFERENCE, "f16", KldFixture.STORIES_F16.toAbsolutePath()),
                OutputRequest.file(Side.TEST, "q4", KldFixture.STORIES_Q4_0.toAbsolutePath()),
                Optional.empty(),
                Optional.empty(),
                OutputKind.LOGITS,
                Layout.ONE_ROW);

        GateReport report = new Gate().check(request(Judged.POOLED, Missing.FAIL, limits, "tiny-a"));
        Comparison of = last(new Gate()
                .check(new GateRequest(project, List.of(whole), limits, Strictness.DEFAULT, Missing.FAIL, "")));

        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.comparisons()).hasSize(3);
        assertThat(last(report).statistics()).isPresent().isEqualTo(of.statistics());
    }

    /** nmse-merge judges shards; they are not prompts of a pool. */
    @Test
    void shardsAreNotPooled() throws IOException {
        for (Path folder : prompts) {
            Files.copy(KldFixture.STORIES_F16, folder.resolve("pytorch-run.kld"));
            Files.copy(KldFixture.STORIES_Q4_0, folder.resolve("llamacpp-run-a.kld"));
        }
        layout = Layout.ONE_ROW;
        List<PairRequest> pairs = prompts.stream()
                .map(folder -> new PairRequest(
                        Optional.of(folder),
                        OutputRequest.inDirectory(Side.REFERENCE, OutputKind.LOGITS, "run", folder),
                        OutputRequest.inDirectory(Side.TEST, OutputKind.LOGITS, "run-a", folder),
                        Optional.empty(),
                        Optional.empty(),
                        OutputKind.LOGITS,
                        layout))
                .toList();
        LimitPolicy limits = LimitPolicy.of(
                List.of(new Limit(Metric.MEAN_KL_DIVERGENCE, Limit.Bound.MAX, 10, Limit.Origin.CONFIGURATION)));
        GateRequest request =
                new GateRequest(project, pairs, limits, Strictness.DEFAULT, Missing.FAIL, "", Judged.POOLED);

        assertThat(new Gate().shards(request).judge(limits).comparisons())
                .hasSize(3)
                .allSatisfy(shard -> assertThat(shard.verdict()).isEqualTo(Verdict.PASS));
    }

    /** In a combined report, a pool's prompts carry the new names of their own comparisons. */
    @Test
    void thePromptsOfAPoolAreRenamedInACombinedReport() {
        GateReport renamed = check(Judged.POOLED)
                .renamed(data -> Optional.of("module/" + data.orElse("")), file -> "module/" + file);

        assertThat(last(renamed).subject().pooling().prompts())
                .extracting(Subject.Prompt::data)
                .containsExactly("module/p1", "module/p2", "module/p3");
        assertThat(last(renamed).dataDirectory()).contains("module/");
        assertThat(renamed.comparisons().get(0).dataDirectory()).contains("module/p1");
    }
}
