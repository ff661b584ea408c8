package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A cause's claim to explain the difference. It is reported only if it {@linkplain #holds holds}.
 *
 * @param code the cause
 * @param parameters number of parameters fitted to the data, or to each row of it, 0 to 2
 * @param before the NMSE
 * @param remains the NMSE after undoing the cause; NaN if it cannot be computed
 * @param statement the text of the finding
 */
public record Claim(Code code, int parameters, double before, double remains, Supplier<Statement> statement) {

    /** Factor by which a relation without fitted parameters must reduce the NMSE, at least. */
    private static final double LEAST_GAIN = 10;

    /**
     * Further reduction factor required for each fitted parameter. In real pairs of logits without such a relation, one
     * parameter reduced the NMSE up to 21 times and two up to 46 times, because a missing layer moves all logits alike.
     */
    private static final double GAIN_OF_A_PARAMETER = Math.sqrt(10);

    /** Largest remaining NMSE, as a multiple of the largest NMSE of a good conversion. */
    private static final double MOST_OF_USUAL = 10;

    /** Factor by which a claim must leave less than another with as many parameters to be preferred. */
    private static final double ABOUT_EQUAL = 2;

    /** Factor by which the gain on some entries may be smaller than on all. */
    private static final double OF_SOME_ENTRIES = 3;

    /** Remaining NMSE below which float32 rounding itself is the reason. */
    private static final double ROUNDING = 1e-12;

    /**
     * The text of a claim.
     *
     * @param relation the relation, a clause
     * @param advice the typical origin and what to do, a sentence without its full stop
     * @param numbers the numbers used in both
     */
    public record Statement(String relation, String advice, Numbers numbers) {}

    /**
     * Returns whether the data prove this claim.
     *
     * @param largestUsualNmse the largest NMSE measured for a good conversion to the type
     */
    public boolean holds(double largestUsualNmse) {
        return remains * leastGain(parameters) <= before && isUsual(remains, largestUsualNmse);
    }

    /** Returns whether a claim made on some entries may hold for all of them. */
    public boolean isPromising() {
        return remains * leastGain(parameters) <= OF_SOME_ENTRIES * before;
    }

    /** Returns whether the remaining NMSE can be the error of a good conversion. */
    public static boolean isUsual(double remains, double largestUsualNmse) {
        return remains <= MOST_OF_USUAL * largestUsualNmse;
    }

    /**
     * Returns whether this claim explains more than a simpler one; its additional parameters must reduce the NMSE further by
     * their own factor.
     */
    public boolean explainsMoreThan(Claim simpler) {
        int further = parameters - simpler.parameters;
        return left() * (further == 0 ? ABOUT_EQUAL : leastGain(further)) <= simpler.left();
    }

    private static double leastGain(int parameters) {
        return LEAST_GAIN * StrictMath.pow(GAIN_OF_A_PARAMETER, parameters);
    }

    /** Returns whether this claim is as simple as another one and explains as much. */
    public boolean matches(Claim other) {
        return parameters == other.parameters && left() <= ABOUT_EQUAL * other.left();
    }

    /** Returns the remaining NMSE, limited to what float32 can resolve. */
    double left() {
        return Math.max(ROUNDING, remains);
    }

    public Finding finding(RowSample sample) {
        Statement words = statement.get();
        return new Finding(
                code,
                Severity.WARNING,
                words.relation()
                        + sample.scope()
                        + String.format(
                                Locale.ROOT, "; undoing it lowers the NMSE from %.2e to %.2e. ", before, remains)
                        + words.advice(),
                words.numbers().and("nmse", before).and("nmseWithout", remains).map());
    }
}
