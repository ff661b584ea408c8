package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.row.ArgmaxFlip;
import io.github.modelconversion.result.row.ArgmaxFlips;
import io.github.modelconversion.result.row.RowFigures;
import java.util.Locale;
import java.util.Optional;

/** The test's top-1 token differs from the reference's; from there, greedy decoding continues differently. */
public final class TopTokenChanged implements Diagnosis {

    private final boolean explained;

    private TopTokenChanged(boolean explained) {
        this.explained = explained;
    }

    /** Looks for changes that the noise of their rows does not explain. */
    public static TopTokenChanged beyondNoise() {
        return new TopTokenChanged(false);
    }

    /** Looks for changes that the noise of their rows explains, whether or not a good conversion has this noise. */
    public static TopTokenChanged withinNoise() {
        return new TopTokenChanged(true);
    }

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        RowFigures rows = evidence.rows();
        ArgmaxFlips flips = explained ? rows.nearTies() : rows.flips();
        return flips.worst().isPresent()
                ? Optional.of(finding(
                        code(flips, evidence),
                        flips,
                        flips.worst().get(),
                        rows.errors().count()))
                : Optional.empty();
    }

    private Code code(ArgmaxFlips flips, Evidence evidence) {
        if (!explained) {
            long rows = evidence.rows().errors().count();
            boolean fails = 2 * flips.count() > rows && evidence.standards().judged();
            return fails ? Code.PREDICTIONS_CHANGED : Code.ARGMAX_FLIP;
        }
        boolean usual = evidence.standards().passes()
                && evidence.isUsual(evidence.metric(Metric.NMSE).orElse(Double.NaN))
                && evidence.isUsual(flips.largestNmse());
        return usual ? Code.ARGMAX_NEAR_TIE : Code.TOP1_DIFFERS;
    }

    private static Finding finding(Code code, ArgmaxFlips flips, ArgmaxFlip worst, int positions) {
        String where = positions > 1
                ? flips.count() + " of " + positions + " positions " + (flips.count() == 1 ? "has" : "have")
                        + " another top-1 token, most clearly position " + worst.position() + ": "
                : "";
        String ratio = worst.noise() > 0
                ? String.format(
                        Locale.ROOT,
                        "%.3g times the root mean square error of the row's other entries (%.6g)",
                        worst.margin() / worst.noise(),
                        worst.noise())
                : "and the row's other entries agree exactly";
        return new Finding(
                code,
                severity(code),
                where
                        + String.format(
                                Locale.ROOT,
                                "the reference's top-1 token is index %d (reference %s, test %s), the test's is index %d"
                                        + " (reference %s, test %s). The reference prefers its own by %.6g, %s%s",
                                worst.ofReference().index(),
                                Numbers.text(worst.ofReference().reference()),
                                Numbers.text(worst.ofReference().test()),
                                worst.ofTest().index(),
                                Numbers.text(worst.ofTest().reference()),
                                Numbers.text(worst.ofTest().test()),
                                worst.margin(),
                                ratio,
                                advice(code)),
                Numbers.of("count", flips.count())
                        .and("positions", positions)
                        .and("position", worst.position())
                        .and("referenceChoice", worst.ofReference().index())
                        .and("testChoice", worst.ofTest().index())
                        .and("referenceAtReferenceChoice", worst.ofReference().reference())
                        .and("testAtReferenceChoice", worst.ofReference().test())
                        .and("referenceAtTestChoice", worst.ofTest().reference())
                        .and("testAtTestChoice", worst.ofTest().test())
                        .and("margin", worst.margin())
                        .and("noise", worst.noise())
                        .map());
    }

    private static Severity severity(Code code) {
        return switch (code) {
            case PREDICTIONS_CHANGED -> Severity.FAIL;
            case ARGMAX_FLIP -> Severity.WARNING;
            default -> Severity.INFO;
        };
    }

    private static String advice(Code code) {
        return switch (code) {
            case PREDICTIONS_CHANGED ->
                ": noise does not explain that. Generated text will differ: look for entries whose error stands out, such"
                        + " as the largest";
            case ARGMAX_FLIP ->
                ": noise does not explain that. Generated text will differ there: compare it before you trust the"
                        + " conversion";
            case ARGMAX_NEAR_TIE -> ": a near tie, which errors of a usual size flip";
            default -> "";
        };
    }
}
