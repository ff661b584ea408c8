package io.github.modelconversion.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateReportTest {

    private static final Finding WARNING = new Finding(Code.NO_LIMIT, Severity.WARNING, "a warning", Map.of());
    private static final Finding FAILURE = new Finding(Code.STALE_BASELINE, Severity.FAIL, "a failure", Map.of());

    @TempDir
    Path folder;

    private Comparison compare(double... test) {
        Path reference = TestData.writeFloats(folder.resolve("r.bin"), 1, -2, 3, 0.5);
        return PairFixture.files(folder, reference, TestData.writeFloats(folder.resolve("t.bin"), test))
                .limitedBy(LimitPolicy.of(List.of(new Limit(Metric.NMSE, Limit.Bound.MAX, 0.01, Limit.Origin.DEFAULT))))
                .check();
    }

    private static GateReport report(Comparison... comparisons) {
        return new GateReport(List.of(comparisons), List.of());
    }

    private static Skipped skipped(String model) {
        return new Skipped(Optional.of("data"), model, model, Optional.of("a"), "not there");
    }

    @Test
    void reportsAreCombinedInTheirOrder() {
        Comparison good = compare(1, -2, 3, 0.501);
        Comparison bad = compare(1, -2, 3, 2);
        GateReport all = GateReport.ofAll(
                List.of(
                        new GateReport(List.of(good), List.of(skipped("m")), List.of(WARNING)),
                        new GateReport(List.of(bad, good), List.of(skipped("n")))),
                List.of(FAILURE));

        assertThat(all.comparisons()).containsExactly(good, bad, good);
        assertThat(all.skipped()).containsExactly(skipped("m"), skipped("n"));
        assertThat(all.findings()).containsExactly(WARNING, FAILURE);
    }

    /** Otherwise a second, worse model would turn a build green that must break. */
    @Test
    void aFailureBesideAnUnmeasuredComparisonIsMoreThanAViolation() {
        Comparison bad = compare(1, -2, 3, 2);
        Comparison empty = compare();

        assertThat(empty.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(report(bad).isViolation()).isTrue();
        assertThat(report(bad, empty).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report(bad, empty).isViolation()).isFalse();
        assertThat(report(empty).isViolation()).isFalse();
    }

    /** The pool is judged for its errors; a prompt of the pool can only tell that its files are the wrong ones. */
    @Test
    void aPromptOfAPoolIsDoubtfulOnlyForItsInput() {
        Comparison good = compare(1, -2, 3, 0.501);
        Comparison member = new Comparison(
                good.subject().with(Subject.Pooling.MEMBER),
                good.usualNmse(),
                good.measurement(),
                good.limits(),
                List.of());
        Finding stale = new Finding(Code.STALE_OUTPUT, Severity.WARNING, "older than the model", Map.of());
        Finding scaled = new Finding(Code.SCALED, Severity.WARNING, "twice as large", Map.of());

        assertThat(member.verdict()).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(member.with(stale).doubt().map(Doubt::finding)).contains(stale);
        assertThat(member.with(scaled).doubt()).isEmpty();
        assertThat(report(member.with(stale), good).doubtful()).isEqualTo(1);
        assertThat(report(member, good).notJudged()).isEqualTo(1);
    }

    @Test
    void onlyItsOwnFailuresBreakAPassingReport() {
        Comparison good = compare(1, -2, 3, 0.501);
        GateReport warned = new GateReport(List.of(good), List.of(), List.of(WARNING));
        GateReport failed = new GateReport(List.of(good), List.of(), List.of(WARNING, FAILURE));

        assertThat(warned.verdict()).isEqualTo(Verdict.PASS);
        assertThat(warned.failures()).isEmpty();
        assertThat(failed.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(failed.failures()).containsExactly(FAILURE);
    }

    @Test
    void isUnusableWithoutComparisonsOrIfOneIs() {
        Comparison good = compare(1, -2, 3, 0.501);
        Comparison torn = PairFixture.files(folder, folder.resolve("none.bin"), folder.resolve("t.bin"))
                .check();

        assertThat(report().unusable()).isTrue();
        assertThat(report(good).unusable()).isFalse();
        assertThat(report(good, torn, good).unusable()).isTrue();
    }

    @Test
    void theWorstComparisonComesFirst() {
        Comparison best = compare(1, -2, 3, 0.501);
        Comparison nearlyBad = compare(1, -2, 3, 0.75);
        Comparison bad = compare(1, -2, 3, 2);
        Comparison worst = compare(1, -2, 3, 9);
        Comparison torn = PairFixture.files(folder, folder.resolve("none.bin"), folder.resolve("t.bin"))
                .check();

        assertThat(Stream.of(best, nearlyBad, bad, worst, torn).map(Comparison::verdict))
                .containsExactly(Verdict.PASS, Verdict.PASS, Verdict.FAIL, Verdict.FAIL, Verdict.NOT_MEASURED);
        assertThat(report(best, bad, torn, nearlyBad, worst).worstFirst())
                .containsExactly(worst, bad, torn, nearlyBad, best);
    }

    @Test
    void filesAndFoldersGetOtherNamesAndNothingElseChanges() {
        Comparison compared = compare(1, -2, 3, 0.501);
        Comparison merged = new Comparison(
                new Subject(
                        compared.kind(), Optional.of("data"), compared.reference(), compared.test(), compared.type()),
                compared.usualNmse(),
                compared.measurement(),
                compared.statistics(),
                List.of(new Part("s", 7, "f", Optional.of("01234567"), "g", Optional.empty())),
                compared.limits(),
                compared.findings());

        GateReport renamed = new GateReport(List.of(merged), List.of(skipped("m")), List.of(WARNING))
                .renamed(directory -> directory.map("sub/"::concat), "sub/"::concat);

        Comparison other = renamed.comparisons().get(0);
        assertThat(other.dataDirectory()).contains("sub/data");
        assertThat(other.reference())
                .isEqualTo(new Output(
                        "reference",
                        "sub/r.bin",
                        Optional.empty(),
                        compared.reference().content()));
        assertThat(other.test())
                .isEqualTo(new Output(
                        "test", "sub/t.bin", Optional.empty(), compared.test().content()));
        assertThat(other.parts())
                .containsExactly(new Part("sub/s", 7, "sub/f", Optional.of("01234567"), "sub/g", Optional.empty()));
        assertThat(other.limits()).isEqualTo(compared.limits());
        assertThat(other.measurement()).isEqualTo(compared.measurement());
        assertThat(renamed.skipped())
                .containsExactly(new Skipped(Optional.of("sub/data"), "m", "m", Optional.of("a"), "not there"));
        assertThat(renamed.findings()).containsExactly(WARNING);
    }
}
