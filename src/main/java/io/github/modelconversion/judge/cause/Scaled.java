package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.judge.row.Normalized;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The test is a multiple of the reference, or a multiple plus a constant. */
public final class Scaled implements Cause {

    /** The lines that can be fitted. */
    public enum Line {
        /** test = a · reference. */
        THROUGH_ZERO(1),
        /** test = a · reference + c. */
        ANY(2);

        private final int parameters;

        Line(int parameters) {
            this.parameters = parameters;
        }
    }

    /** Largest relative distance between a fitted factor and a known one. */
    private static final double NEAR = 0.005;

    /** Factors by which released models multiply their logits, and other factors that are often forgotten. */
    private static final Map<String, Double> KNOWN = known();

    private final Line line;

    public Scaled(Line line) {
        this.line = line;
    }

    @Override
    public boolean isSeenInSomeEntries() {
        return true;
    }

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        // If only one side has rows of unit length, another finding says more.
        if (new Normalized().examine(evidence).isPresent()) {
            return Optional.empty();
        }
        Sums sums = Sums.of(sample);
        double factor = line == Line.ANY ? sums.slope() : sums.ratio();
        double shift = line == Line.ANY ? sums.meanTest() - factor * sums.meanReference() : 0;
        double remains = sample.nmse(i -> factor * sample.reference(i) + shift, sample::test);
        return Optional.of(
                new Claim(Code.SCALED, line.parameters, sample.nmse(), remains, () -> statement(factor, shift)));
    }

    private Claim.Statement statement(double factor, double shift) {
        Numbers numbers = Numbers.of("factor", factor);
        if (line == Line.ANY) {
            numbers.and("shift", shift);
        }
        return new Claim.Statement(
                String.format(Locale.ROOT, "the test is %.6g times the reference", factor)
                        + (line == Line.ANY ? " " + ConstantShift.signed(shift) : ""),
                "A logit scale or a temperature is applied on one side only" + nearby(factor),
                numbers);
    }

    private static String nearby(double factor) {
        for (Map.Entry<String, Double> known : KNOWN.entrySet()) {
            if (Math.abs(factor / known.getValue() - 1) <= NEAR) {
                return " (near " + known.getKey() + ")";
            }
        }
        return "";
    }

    private static Map<String, Double> known() {
        Map<String, Double> known = new LinkedHashMap<>();
        both(known, "0.0625, the logit scale of Cohere models", "1 / 0.0625, the logit scale of Cohere models", 0.0625);
        both(
                known,
                "1 / 8, the logits scaling of small Granite models",
                "8, the same of small Granite models",
                1.0 / 8);
        both(
                known,
                "256 / 2304, the logit scale of MiniCPM-2B",
                "2304 / 256, the logit scale of MiniCPM-2B",
                256.0 / 2304);
        both(known, "0.7, a usual temperature", "1 / 0.7, a usual temperature", 0.7);
        both(known, "0.8, a usual temperature", "1 / 0.8, a usual temperature", 0.8);
        both(
                known,
                "ln 2, between logarithms to base e and 2",
                "1 / ln 2, between logarithms to base e and 2",
                0.6931471805599453);
        both(known, "1 / 2", "2", 0.5);
        return known;
    }

    private static void both(Map<String, Double> known, String name, String inverse, double factor) {
        known.put(name, factor);
        known.put(inverse, 1 / factor);
    }

    /** The sums for a least-squares line, over the entries that are not masked. */
    private record Sums(double count, double reference, double test, double referenceSquares, double products) {

        static Sums of(RowSample sample) {
            double count = 0;
            double reference = 0;
            double test = 0;
            double referenceSquares = 0;
            double products = 0;
            for (int i = 0; i < sample.size(); i++) {
                double r = sample.reference(i);
                double t = sample.test(i);
                if (!Double.isNaN(r)) {
                    count++;
                    reference += r;
                    test += t;
                    referenceSquares += r * r;
                    products += r * t;
                }
            }
            return new Sums(count, reference, test, referenceSquares, products);
        }

        double meanReference() {
            return reference / count;
        }

        double meanTest() {
            return test / count;
        }

        double ratio() {
            return products / referenceSquares;
        }

        double slope() {
            return (products - reference * meanTest()) / (referenceSquares - reference * meanReference());
        }
    }
}
