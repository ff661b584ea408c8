package io.github.modelconversion.baseline;

import static io.github.modelconversion.baseline.ComparisonFixture.baseline;
import static io.github.modelconversion.baseline.ComparisonFixture.comparison;
import static io.github.modelconversion.baseline.ComparisonFixture.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitSource;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BaselineLimitsTest {

    private static GateReport judge(Baseline baseline, GateReport report) {
        LimitSource limits = limits(baseline);
        List<Comparison> judged = report.comparisons().stream()
                .map(comparison -> judge(limits, comparison))
                .toList();
        return new GateReport(judged, report.skipped(), limits.findings(judged, report.skipped()));
    }

    private static LimitSource limits(Baseline baseline) {
        return new BaselineLimits(baseline, new Tolerance(0.10, 1e-9), "b.json", "mvn nmse-baseline");
    }

    private static Comparison judge(LimitSource limits, Comparison comparison) {
        Comparison judged = new Comparison(
                comparison.subject(),
                comparison.usualNmse(),
                comparison.measurement(),
                comparison.statistics(),
                comparison.parts(),
                limits.limits(comparison.subject(), Scope.VALUES).stream()
                        .map(limit -> limit.judge(comparison.metrics()))
                        .toList(),
                comparison.findings());
        return judged.with(limits.findings(judged));
    }

    private static Comparison judge(Comparison recorded, Comparison now) {
        GateReport judged = judge(baseline(recorded), report(now));
        assertThat(judged.findings()).isEmpty();
        return judged.comparisons().get(0);
    }

    private static Comparison of(Metric metric, double value) {
        return comparison("a", Map.of(metric, value));
    }

    private static String message(Comparison comparison, Code code) {
        return comparison.findings().stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::message)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "NMSE, 1e-4, 1.1e-4, PASS",
        "NMSE, 1e-4, 1.1001e-4, FAIL",
        "NMSE, 1e-12, 1e-9, PASS",
        "MEAN_KL_DIVERGENCE, 0.02, 0.023, FAIL",
        "RMS_TOP1_DELTA_P, 0.02, 0.023, FAIL",
        "RMS_DELTA_P, 0.02, 0.023, FAIL",
        "MAX_ABSOLUTE_ERROR, 2, 2.3, FAIL",
        "MEAN_ABSOLUTE_ERROR, 2, 2.3, FAIL",
        "CENTERED_NMSE, 1e-4, 1.2e-4, FAIL",
        "TOP1_AGREEMENT, 0.98, 0.978, PASS",
        "TOP1_AGREEMENT, 0.98, 0.977, FAIL",
        "TOP10_OVERLAP, 0.9, 0.88, FAIL",
        "COSINE_SIMILARITY, 0.9999999, 0.99999985, FAIL",
        "LOWEST_COSINE_SIMILARITY, 0.99, 0.98, FAIL"
    })
    void failsAComparisonThatIsWorseThanTheToleranceAllows(
            Metric metric, double recorded, double now, Verdict verdict) {
        assertThat(judge(of(metric, recorded), of(metric, now)).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {
                "NMSE_DB",
                "MSE",
                "REFERENCE_VARIANCE",
                "MEAN_SHIFT",
                "REGRESSION_SLOPE",
                "CORRELATION",
                "MEAN_SQUARE_NMSE"
            })
    void someMetricsAreRecordedButNeverJudged(Metric metric) {
        Comparison recorded = comparison("a", Map.of(Metric.NMSE, 1e-4, metric, 0.5));
        Comparison judged = judge(recorded, comparison("a", Map.of(Metric.NMSE, 1e-4, metric, -7.0)));

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.findings()).isEmpty();
        assertThat(BaselineFile.render(baseline(recorded))).contains('"' + metric.key() + "\": 0.5");
    }

    @Test
    void otherLimitsStillApply() {
        Comparison bad = comparison(
                "a",
                Map.of(Metric.NMSE, 1e-4),
                new Finding(Code.TOKENS_DIFFER, Severity.FAIL, "they differ", Map.of()));

        assertThat(judge(of(Metric.NMSE, 1e-4), bad).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aMetricThatIsNoLongerMeasuredDoesNotPass() {
        Comparison recorded = comparison("a", Map.of(Metric.NMSE, 1e-4, Metric.TOP1_AGREEMENT, 0.9));

        Comparison judged = judge(recorded, of(Metric.TOP1_AGREEMENT, 0.9));

        assertThat(judged.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(judged.limits())
                .extracting(LimitResult::verdict)
                .containsExactly(Verdict.NOT_MEASURED, Verdict.PASS);
    }

    @Test
    void aJudgingBaselineSilencesTheFindingThatNothingJudges() {
        GateRequest request = PairFixture.files(Path.of(""), KldFixture.ODD_F16, KldFixture.ODD_Q4_0)
                .ofNames("tiny", "tiny-Q4_0")
                .request();
        GateReport unlimited = new Gate().check(request);
        LimitSource limits = limits(Baseline.of(unlimited, Baseline.empty()));

        GateReport judged = new Gate().check(request, request.judge(List.of(limits)));

        assertThat(unlimited.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(unlimited.comparisons().get(0).findings())
                .extracting(Finding::code)
                .contains(Code.NO_LIMIT);
        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.comparisons().get(0).findings())
                .extracting(Finding::code)
                .doesNotContain(Code.NO_LIMIT);
    }

    @Test
    void anotherReferenceFailsWithoutBeingJudgedByTheRecord() {
        Map<Metric, Double> metrics = Map.of(Metric.NMSE, 1e-4);
        Comparison other = comparison("data", "a", OutputKind.LOGITS, "11111111", Optional.of("4e5f6a7b"), metrics);

        Comparison judged = judge(comparison("a", metrics), other);

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.limits()).isEmpty();
        assertThat(message(judged, Code.STALE_BASELINE))
                .isEqualTo("expected the reference that b.json was recorded with (CRC-32C 0a1b2c3d, 2048 bytes, tokens"
                        + " 4e5f6a7b), found another (CRC-32C 11111111, 2048 bytes, tokens 4e5f6a7b): the recorded"
                        + " values do not apply to it. If the new reference is correct, run mvn"
                        + " nmse-baseline and commit b.json");
    }

    @Test
    void otherTokensMeanAnotherReferenceButMissingOnesDoNot() {
        Map<Metric, Double> metrics = Map.of(Metric.NMSE, 1e-4);
        Comparison recorded = comparison("a", metrics);

        assertThat(judge(
                                recorded,
                                comparison(
                                        "data", "a", OutputKind.LOGITS, "0a1b2c3d", Optional.of("11111111"), metrics))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(judge(recorded, comparison("data", "a", OutputKind.LOGITS, "0a1b2c3d", Optional.empty(), metrics))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aComparisonWithoutAnEntryIsReported() {
        GateReport judged = judge(
                baseline(of(Metric.NMSE, 1e-4)),
                report(of(Metric.NMSE, 1e-4), comparison("b", Map.of(Metric.NMSE, 1e-4))));

        assertThat(judged.comparisons().get(0).findings()).isEmpty();
        assertThat(message(judged.comparisons().get(1), Code.NOT_IN_BASELINE))
                .isEqualTo(
                        "b.json has no entry for this comparison, so a regression would go unnoticed. To record it, run"
                                + " mvn nmse-baseline and commit b.json");
    }

    @Test
    void anEntryWithoutAComparisonIsReportedUnlessItWasSkipped() {
        Baseline baseline = baseline(
                of(Metric.NMSE, 1e-4),
                comparison("b", Map.of(Metric.NMSE, 1e-4)),
                comparison("c", Map.of(Metric.NMSE, 1e-4)));
        Skipped skipped = new Skipped(Optional.of("data"), "tiny", "c", Optional.empty(), "it does not exist");

        GateReport judged = judge(baseline, new GateReport(List.of(of(Metric.NMSE, 1e-4)), List.of(skipped)));

        assertThat(judged.findings())
                .containsExactly(new Finding(
                        Code.ONLY_IN_BASELINE,
                        Severity.WARNING,
                        "b.json has entries without a judged comparison (1): b in data. If that is intended, run mvn"
                                + " nmse-baseline and commit b.json; each execution of a project needs its own baselineFile",
                        Map.of("entries", 1)));
    }

    @Test
    void anImprovementIsReportedWithTheCommandThatRecordsIt() {
        Comparison recorded = comparison("a", Map.of(Metric.NMSE, 1.5e-4, Metric.TOP1_AGREEMENT, 0.9, Metric.MSE, 2.0));
        Comparison judged = judge(
                recorded, comparison("a", Map.of(Metric.NMSE, 1e-4, Metric.TOP1_AGREEMENT, 0.95, Metric.MSE, 1.0)));

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.findings())
                .containsExactly(new Finding(
                        Code.IMPROVED,
                        Severity.WARNING,
                        "better than recorded in b.json: NMSE 0.0001 (recorded 0.00015) and 1 more. To"
                                + " record that, run mvn nmse-baseline and commit b.json",
                        Map.of(
                                "nmse", 1e-4,
                                "recordedNmse", 1.5e-4,
                                "top1Agreement", 0.95,
                                "recordedTop1Agreement", 0.9)));
    }

    @Test
    void aFailureIsNotPraisedForAnotherMetric() {
        Comparison recorded = comparison("a", Map.of(Metric.NMSE, 1e-4, Metric.MAX_ABSOLUTE_ERROR, 1.0));
        Comparison judged = judge(recorded, comparison("a", Map.of(Metric.NMSE, 1e-6, Metric.MAX_ABSOLUTE_ERROR, 2.0)));

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.findings()).isEmpty();
    }

    @Test
    void aSkippedComparisonKeepsItsEntry() {
        Comparison a = of(Metric.NMSE, 1e-4);
        Comparison b = comparison("b", Map.of(Metric.NMSE, 1e-4));
        Skipped skipped = new Skipped(Optional.of("data"), "tiny", "b", Optional.empty(), "it does not exist");

        assertThat(Baseline.of(new GateReport(List.of(a), List.of(skipped)), baseline(a, b)))
                .isEqualTo(baseline(a, b));
        assertThat(Baseline.of(report(a), baseline(a, b))).isEqualTo(baseline(a));
    }

    @Test
    void aSkippedTensorKeepsOnlyItsOwnEntry() {
        Comparison a = ofTensor("a");
        Comparison b = ofTensor("b");
        Skipped skipped =
                new Skipped(Optional.of("data"), "tiny", "x", Optional.of("b"), "t.safetensors has no tensor b");

        assertThat(Baseline.of(new GateReport(List.of(), List.of(skipped)), baseline(a, b)))
                .isEqualTo(baseline(b))
                .isNotEqualTo(baseline(a));
    }

    @Test
    void tensorsAreSortedAsPeopleCount() {
        assertThat(baseline(ofTensor("h.10"), ofTensor("h.2")).entries().keySet())
                .extracting(Identity::name)
                .containsExactly("x in data, tensor h.2", "x in data, tensor h.10");
    }

    private static Comparison ofTensor(String tensor) {
        Comparison whole = comparison("x", Map.of(Metric.NMSE, 1e-4));
        Subject subject = whole.subject();
        return new Comparison(
                new Subject(
                        subject.kind(),
                        subject.dataDirectory(),
                        new Output(
                                "tiny",
                                "x.bin",
                                Optional.of(tensor),
                                subject.reference().content()),
                        subject.test(),
                        subject.type()),
                Optional.empty(),
                whole.measurement(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void onlyAComparisonWithAMetricThatCanBeWorseIsRecorded() {
        assertThat(Baseline.records(of(Metric.NMSE, 1e-4))).isTrue();
        assertThat(Baseline.records(of(Metric.NMSE_DB, -40))).isFalse();
    }
}
