package io.github.modelconversion.judge.row;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Figures;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.judge.evidence.Padding;
import io.github.modelconversion.judge.evidence.Vocabulary;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rows of one side are longer, and only the entries of both sides were measured. */
public final class VocabularyPadding implements Diagnosis {

    /** Largest probability of padding, which is never predicted; entries that get more are tokens. */
    private static final double MOST_MASS = 1e-3;

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.figures() instanceof Figures.OfCutRows cut
                ? Optional.of(finding(cut.padding(), cut.values().measurement(), evidence))
                : Optional.empty();
    }

    private static Finding finding(Padding padding, Measurement measurement, Evidence evidence) {
        OptionalDouble nmse = measurement.metrics().value(Metric.NMSE);
        boolean means = !(padding.cutMass() <= MOST_MASS);
        boolean strict = evidence.standards().rules().vocabulary() == Vocabulary.STRICT;
        Numbers numbers = Numbers.of("referenceWidth", padding.referenceWidth())
                .and("testWidth", padding.testWidth())
                .and("cutMass", padding.cutMass());
        nmse.ifPresent(value -> numbers.and("nmse", value));
        return new Finding(
                Code.VOCABULARY_PADDING,
                strict || means ? Severity.FAIL : Severity.INFO,
                (strict ? "expected rows of the same length, found " : "judged by what both sides have: ")
                        + padding.referenceWidth() + " values a row in the reference ("
                        + evidence.reference().file() + ") and " + padding.testWidth() + " in the test ("
                        + evidence.test().file() + "). "
                        + (nmse.isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        "On the first %d of each the NMSE is %.6e; ",
                                        padding.common(),
                                        nmse.getAsDouble())
                                : "On the first " + padding.common() + " of each there is no NMSE; ")
                        + String.format(
                                Locale.ROOT,
                                "the %d entries beyond get at most %.3e of a row's probability, ",
                                Math.abs(padding.referenceWidth() - padding.testWidth()),
                                padding.cutMass())
                        + advice(means, strict),
                numbers.map());
    }

    private static String advice(boolean means, boolean strict) {
        if (means) {
            return "which padding never gets (above 0.001): a file was cut, or a vocabulary lost tokens. Write it again, or"
                    + " convert with all tokens";
        }
        return strict
                ? "as padding does. If it only pads the vocabulary, set nmse.vocabulary to common; if not, a file was cut:"
                        + " write it again"
                : "as padding does";
    }
}
