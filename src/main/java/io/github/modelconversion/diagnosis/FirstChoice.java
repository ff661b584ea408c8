package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.metric.ArgmaxFlip;
import io.github.modelconversion.metric.ArgmaxFlips;
import io.github.modelconversion.metric.Measurement;
import java.util.Locale;
import java.util.Optional;

/** The test prefers another entry than the reference: greedy decoding goes on differently from there. */
final class FirstChoice implements Diagnosis {

    private final Code code;

    /**
     * Creates the diagnosis.
     *
     * @param code {@link Code#ARGMAX_NEAR_TIE} for flips that ordinary noise explains, {@link Code#ARGMAX_FLIP} for others
     */
    FirstChoice(Code code) {
        this.code = code;
    }

    private boolean harmless() {
        return code == Code.ARGMAX_NEAR_TIE;
    }

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.measurement()
                .map(Measurement::rows)
                .map(rows -> harmless() ? rows.nearTies() : rows.flips())
                .flatMap(flips -> flips.worst().map(worst -> finding(flips, worst, evidence)));
    }

    private Finding finding(ArgmaxFlips flips, ArgmaxFlip worst, Evidence evidence) {
        long positions = Math.max(
                evidence.reference().shape().positions(),
                evidence.test().shape().positions());
        return new Finding(
                code,
                harmless() ? Severity.INFO : Severity.WARNING,
                (positions > 1
                                ? flips.count() + " of " + positions + " positions, the clearest at " + worst.position()
                                : "")
                        + (positions > 1 ? ": " : "")
                        + String.format(
                                Locale.ROOT,
                                "the reference's first choice is index %d (reference %s, test %s), the test's is index %d"
                                        + " (reference %s, test %s). The reference leads by %.6g, %.3g times the row's root"
                                        + " mean square error of %.6g: ",
                                worst.referenceChoice(),
                                Numbers.text(worst.referenceAtReferenceChoice()),
                                Numbers.text(worst.testAtReferenceChoice()),
                                worst.testChoice(),
                                Numbers.text(worst.referenceAtTestChoice()),
                                Numbers.text(worst.testAtTestChoice()),
                                worst.margin(),
                                worst.margin() / worst.noise(),
                                worst.noise())
                        + (harmless()
                                ? "errors of that size explain it"
                                : "more than ordinary noise turns. Generated text will differ: compare it before you"
                                        + " trust the conversion"),
                Numbers.of("count", flips.count())
                        .and("position", worst.position())
                        .and("referenceChoice", worst.referenceChoice())
                        .and("testChoice", worst.testChoice())
                        .and("referenceAtReferenceChoice", worst.referenceAtReferenceChoice())
                        .and("testAtReferenceChoice", worst.testAtReferenceChoice())
                        .and("referenceAtTestChoice", worst.referenceAtTestChoice())
                        .and("testAtTestChoice", worst.testAtTestChoice())
                        .and("margin", worst.margin())
                        .and("noise", worst.noise())
                        .map());
    }
}
