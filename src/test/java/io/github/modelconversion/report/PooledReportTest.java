package io.github.modelconversion.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.GateRequest.Judged;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.json.Schemas;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reports say about pooled prompts. */
class PooledReportTest {

    private static final ReportContext CONTEXT = new ReportContext("1.2.3", "site check", false);

    @TempDir
    Path project;

    /** Builds a report of two prompts with two and three rows. */
    private GateReport report(Judged judged, double limit) throws IOException {
        Random random = new Random(1);
        for (int prompt = 1; prompt <= 2; prompt++) {
            Path data = Files.createDirectories(project.resolve("prompts/p" + prompt + "/data"));
            double[] reference = random.doubles(40L * (1 + prompt), -8, 8).toArray();
            double[] test = reference.clone();
            for (int i = 0; i < test.length; i++) {
                test[i] += random.nextDouble(-0.05, 0.05);
            }
            test[7] = reference[7] + 0.05 * (1 + prompt);
            TestData.writeFloats(data.resolve("pytorch-tiny.bin"), reference);
            TestData.writeFloats(data.resolve("llamacpp-tiny-Q8_0.bin"), test);
        }
        List<PairRequest> pairs = Stream.of(1, 2)
                .map(prompt -> project.resolve("prompts/p" + prompt + "/data"))
                .map(data -> new PairRequest(
                        Optional.of(data),
                        OutputRequest.inDirectory(Side.REFERENCE, OutputKind.LOGITS, "tiny", data),
                        OutputRequest.inDirectory(Side.TEST, OutputKind.LOGITS, "tiny-Q8_0", data),
                        Optional.empty(),
                        Optional.empty(),
                        OutputKind.LOGITS,
                        new Layout(OptionalLong.empty(), OptionalLong.of(40))))
                .toList();
        LimitPolicy limits =
                LimitPolicy.of(List.of(new Limit(Metric.NMSE, Limit.Bound.MAX, limit, Limit.Origin.CONFIGURATION)));
        return new Gate()
                .check(new GateRequest(
                        project, pairs, limits, Strictness.DEFAULT, GateRequest.Missing.FAIL, "", judged));
    }

    private static List<String> log(GateReport report) {
        return new ConsoleReport(false, List.of())
                .render(report).stream().map(LogLine::text).toList();
    }

    @ParameterizedTest
    @EnumSource(Judged.class)
    void areReadBackFromJsonUnchanged(Judged judged) throws IOException {
        GateReport report = report(judged, 1);
        String json = JsonReport.render(report, CONTEXT);

        Schemas.assertValid(Schemas.COMPARISONS, json);
        GateReport stored = JsonReport.read(JsonValue.parse(json, "r.json")).report();

        for (ReportFormat format : ReportFormat.values()) {
            assertThat(format.render(stored, CONTEXT)).as("%s", format).isEqualTo(format.render(report, CONTEXT));
        }
        assertThat(log(stored)).isEqualTo(log(report));
    }

    @Test
    void theJsonNamesThePromptsOfAPoolAndThoseNotJudged() throws IOException {
        JsonValue json = JsonValue.parse(JsonReport.render(report(Judged.POOLED, 1), CONTEXT), "r.json");

        List<JsonValue> comparisons = json.get("comparisons").items();
        assertThat(comparisons).hasSize(3);
        assertThat(json.get("summary").get("notJudged").count()).isEqualTo(2);
        assertThat(comparisons.get(0).get("verdict").text()).isEqualTo("NOT_JUDGED");
        assertThat(comparisons.get(0).find("judged")).isPresent();
        assertThat(comparisons.get(0).find("prompts")).isEmpty();
        List<JsonValue> prompts = comparisons.get(2).get("prompts").items();
        assertThat(prompts).hasSize(2);
        assertThat(prompts.get(1).get("data").text()).isEqualTo("prompts/p2/data");
        assertThat(prompts.get(1).get("positions").count()).isEqualTo(3);
        assertThat(comparisons.get(2).find("judged")).isEmpty();
    }

    @Test
    void theJsonOfSinglePromptsHasNoExtraFields() throws IOException {
        assertThat(JsonReport.render(report(Judged.EACH, 1), CONTEXT)).doesNotContain("judged", "\"prompts\":");
    }

    @Test
    void theLogCountsJudgedComparisonsAndListsTheOthers() throws IOException {
        List<String> lines = log(report(Judged.POOLED, 1));

        assertThat(lines.get(0))
                .startsWith(
                        "PASS  1 of 1 passed, 2 not judged; nearest to its limit: tiny-Q8_0, all prompts (2), NMSE ");
        assertThat(lines).anyMatch(line -> line.startsWith("Q8_0") && line.contains("all prompts (2)"));
        assertThat(lines.stream().filter(line -> line.endsWith("NOT JUDGED"))).hasSize(2);
    }

    @Test
    void aFailingPoolIsNamedWithItsPositions() throws IOException {
        GateReport report = report(Judged.POOLED, 1e-6);

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(log(report)).anyMatch(line -> line.startsWith("FAIL  tiny-Q8_0, all prompts (2): NMSE "));
        String junit = ReportFormat.JUNIT.render(report, CONTEXT);
        assertThat(junit)
                .contains("tiny-Q8_0 over all prompts (2)", "skipped=\"2\"", "failures=\"1\"")
                .contains("prompts/p1/data (positions 0 to 1), prompts/p2/data (positions 2 to 4)")
                .contains("position 2 (prompts/p2/data, position 0), index 7");
    }

    /** A prompt that is not judged must not look as if it passed. */
    @Test
    void promptsThatAreNotJudgedAreNotShownAsPassed() throws IOException {
        GateReport report = report(Judged.POOLED, 1);

        assertThat(ReportFormat.OPENMETRICS
                        .render(report, CONTEXT)
                        .lines()
                        .filter(line -> line.startsWith("nmse_check_pass{")))
                .hasSize(1);
        assertThat(ReportFormat.HTML.render(report, CONTEXT)).contains("<tr class=\"neutral\">");
    }
}
