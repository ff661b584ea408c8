package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What a cause says it can explain. It is told only when it {@linkplain #holds holds}.
 *
 * @param code the cause
 * @param parameters how many parameters were fitted to the data, or to each row of it, 0 to 2
 * @param before the NMSE
 * @param remains the NMSE when the cause is undone; NaN where that cannot be computed
 * @param statement the words
 */
public record Claim(Code code, int parameters, double before, double remains, Supplier<Statement> statement) {

    /** A relation that is fitted without a parameter has to reduce the NMSE so many times. */
    private static final double LEAST_GAIN = 10;

    /**
     * Each fitted parameter has to gain so many times more. In real pairs of logits without such a relation, one parameter gained
     * up to 21 times and two up to 46: a layer that is left out moves all logits alike.
     */
    private static final double GAIN_OF_A_PARAMETER = Math.sqrt(10);

    /** What remains may be so many times the largest NMSE of a right conversion. */
    private static final double MOST_OF_USUAL = 10;

    /** Of claims of as many parameters, one is preferred when it leaves so many times less. */
    private static final double ABOUT_EQUAL = 2;

    /** Some entries may show a gain so many times smaller than all of them. */
    private static final double OF_SOME_ENTRIES = 3;

    /** Below this float32 itself is the reason for what remains. */
    private static final double ROUNDING = 1e-12;

    /**
     * What a claim says.
     *
     * @param relation the relation, a clause
     * @param advice where it typically comes from and what to do, a sentence without its full stop
     * @param numbers the numbers in both
     */
    public record Statement(String relation, String advice, Numbers numbers) {}

    /**
     * Returns whether the data prove it.
     *
     * @param largestUsualNmse the largest NMSE measured for a right conversion of the type
     */
    public boolean holds(double largestUsualNmse) {
        return remains * leastGain(parameters) <= before && isUsual(remains, largestUsualNmse);
    }

    /** Returns whether it may hold of all entries, seen in some of them. */
    public boolean isPromising() {
        return remains * leastGain(parameters) <= OF_SOME_ENTRIES * before;
    }

    /** Returns whether what remains can be the error of a right conversion. */
    public static boolean isUsual(double remains, double largestUsualNmse) {
        return remains <= MOST_OF_USUAL * largestUsualNmse;
    }

    /** Returns whether this claim explains more than a simpler one: its further parameters have to gain as much again. */
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

    /** Returns the NMSE that remains, as far as float32 can tell. */
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
