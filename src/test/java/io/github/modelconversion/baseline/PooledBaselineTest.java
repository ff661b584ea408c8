package io.github.modelconversion.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
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
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The baseline of prompts that are pooled into one verdict. */
class PooledBaselineTest {

    private static final int PROMPTS = 3;

    @TempDir
    Path project;

    @BeforeEach
    void writePrompts() throws IOException {
        for (int prompt = 0; prompt < PROMPTS + 1; prompt++) {
            write(prompt, 0.1);
        }
    }

    private void write(int prompt, double error) throws IOException {
        Random random = new Random(prompt);
        Path data = Files.createDirectories(project.resolve("p" + prompt));
        double[] reference = random.doubles(100, -8, 8).toArray();
        TestData.writeFloats(data.resolve("pytorch-tiny.bin"), reference);
        for (int i = 0; i < reference.length; i++) {
            reference[i] += random.nextDouble(-error, error);
        }
        TestData.writeFloats(data.resolve("llamacpp-tiny-x.bin"), reference);
    }

    private GateRequest request(int prompts, Judged judged, Missing missing) {
        List<PairRequest> pairs = IntStream.range(0, prompts)
                .mapToObj(prompt -> project.resolve("p" + prompt))
                .map(data -> new PairRequest(
                        Optional.of(data),
                        OutputRequest.inDirectory(Side.REFERENCE, OutputKind.LOGITS, "tiny", data),
                        OutputRequest.inDirectory(Side.TEST, OutputKind.LOGITS, "tiny-x", data),
                        Optional.empty(),
                        Optional.empty(),
                        OutputKind.LOGITS,
                        Layout.ONE_ROW))
                .toList();
        return new GateRequest(project, pairs, LimitPolicy.of(List.of()), Strictness.DEFAULT, missing, "", judged);
    }

    private Baseline recorded(Judged judged) {
        return Baseline.of(new Gate().check(request(PROMPTS, judged, Missing.FAIL)), Baseline.empty());
    }

    private static GateReport check(GateRequest request, Baseline baseline) {
        BaselineLimits limits = new BaselineLimits(baseline, new Tolerance(0.1, 1e-9), "b.json", "mvn record");
        return new Gate().check(request, request.judge(List.of(limits)));
    }

    private static Comparison last(GateReport report) {
        return report.comparisons().get(report.comparisons().size() - 1);
    }

    private static List<Code> codes(Comparison comparison) {
        return comparison.findings().stream().map(Finding::code).toList();
    }

    @Test
    void judgedPromptsAndPoolsAreRecorded() {
        assertThat(recorded(Judged.EACH).size()).isEqualTo(3);
        assertThat(recorded(Judged.POOLED).size()).isEqualTo(1);
        assertThat(recorded(Judged.BOTH).size()).isEqualTo(4);
        assertThat(BaselineFile.render(recorded(Judged.POOLED))).contains("\"data\": null");
    }

    @Test
    void aPoolIsJudgedByItsEntryButItsPromptsAreNot() throws IOException {
        GateRequest request = request(PROMPTS, Judged.POOLED, Missing.FAIL);
        Baseline baseline = recorded(Judged.POOLED);

        GateReport same = check(request, baseline);
        write(1, 0.3);
        GateReport worse = check(request, baseline);

        assertThat(same.verdict()).isEqualTo(Verdict.PASS);
        assertThat(same.findings()).isEmpty();
        assertThat(same.comparisons())
                .allSatisfy(comparison -> assertThat(codes(comparison)).doesNotContain(Code.NOT_IN_BASELINE));
        assertThat(last(same).limits()).anyMatch(result -> result.limit().origin() == Limit.Origin.BASELINE);
        assertThat(worse.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(worse.comparisons().get(1).verdict()).isEqualTo(Verdict.NOT_JUDGED);
    }

    @Test
    void anotherPromptMakesTheEntryStale() {
        GateReport report = check(request(PROMPTS + 1, Judged.POOLED, Missing.FAIL), recorded(Judged.POOLED));

        assertThat(codes(last(report))).contains(Code.STALE_BASELINE);
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    }

    /** Otherwise a regression on one prompt would go unnoticed. */
    @Test
    void entriesOfPromptsThatAreNoLongerJudgedAreReported() {
        GateReport report = check(request(PROMPTS, Judged.POOLED, Missing.FAIL), recorded(Judged.EACH));

        assertThat(report.findings()).extracting(Finding::code).containsExactly(Code.ONLY_IN_BASELINE);
        assertThat(codes(last(report))).contains(Code.NOT_IN_BASELINE);
    }

    @Test
    void aPoolWithoutOutputsKeepsItsEntry() throws IOException {
        Baseline baseline = recorded(Judged.POOLED);
        for (int prompt = 0; prompt < PROMPTS; prompt++) {
            Files.delete(project.resolve("p" + prompt).resolve("llamacpp-tiny-x.bin"));
        }

        GateReport report = check(request(PROMPTS, Judged.POOLED, Missing.SKIP), baseline);

        assertThat(report.findings()).isEmpty();
        assertThat(Baseline.of(report, baseline)).isEqualTo(baseline);
    }
}
