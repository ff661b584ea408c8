package io.github.modelconversion.weight.relation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.WeightMatrix;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A wrong tensor with what relations are looked for in, and the rules of evidence.
 *
 * @param suspect the tensor; a vector has one column
 * @param differences its sums
 * @param others the other tensors of this shape
 */
public record Trial(Suspect suspect, Differences differences, List<Library.Entry> others) {

    /** Fewest values that prove a relation, and fewest for each parameter of one with many. */
    public static final int FEWEST_VALUES = 32;

    /** Largest NMSE that rounding leaves of a relation between types without blocks; BF16 has 2.7e-6. */
    private static final double ROUNDING = 1e-5;

    /** Smallest ratio of the NMSE without a relation to the NMSE with it. */
    private static final double LEAST_GAIN = 3;

    /** A claim that the tensor is what {@code predicted} holds. */
    public record Claim(
            Code code, String statement, WeightMatrix predicted, Map<String, Number> evidence, Compared compared) {

        /** A claim that is compared with the expected weights. */
        public Claim(Code code, String statement, WeightMatrix predicted, Map<String, Number> evidence) {
            this(code, statement, predicted, evidence, Compared.WEIGHTS);
        }
    }

    /** What the two values of the NMSE in a sentence compare. */
    public enum Compared {
        /** The weights that the sentence describes, and the expected ones. */
        WEIGHTS("against that", "against the expected weights"),
        /** The weights without the step that the sentence says was left out, and with it. */
        STEP("without it", "with it");

        private final String explained;
        private final String expected;

        Compared(String explained, String expected) {
            this.explained = explained;
            this.expected = expected;
        }

        private String sentence(double nmse, double unexplained) {
            return "(NMSE " + text(nmse) + " " + explained + ", " + text(unexplained) + " " + expected + ")";
        }
    }

    public WeightMatrix converted() {
        return suspect.converted();
    }

    public WeightMatrix expected() {
        return suspect.expected();
    }

    public long rows() {
        return converted().rows();
    }

    public int columns() {
        return converted().columns();
    }

    /** Returns the largest NMSE of a relation that explains the tensor. */
    public double bound() {
        return Math.max(suspect.limit(), ROUNDING);
    }

    /** Returns whether the type stores every weight for itself. */
    public boolean isExact() {
        return suspect.limit() <= ROUNDING;
    }

    /** Returns what a row is called: a vector has one value in each. */
    public String rowNoun() {
        return columns() == 1 ? "value" : "row";
    }

    /** Returns whether the values of each row suffice for a parameter of its own. */
    public boolean hasLongRows() {
        return columns() >= FEWEST_VALUES;
    }

    /** Returns the largest NMSE in a sample, or of sketches, of a prediction that deserves a proof. */
    public double allowedInSample() {
        return Math.min(2 * bound(), (1 + bound()) / 2);
    }

    /** Returns whether a prediction that has this NMSE in a sample deserves a proof. */
    public boolean isPromising(double sampled) {
        return sampled <= allowedInSample();
    }

    /** Returns the first claim that all values prove. */
    public Optional<Relation> firstProven(List<Claim> claims) throws IOException {
        for (Claim claim : claims) {
            if (isPromising(Agreement.sampled(converted(), claim.predicted()))) {
                Optional<Relation> proven = prove(claim);
                if (proven.isPresent()) {
                    return proven;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the relation if all values prove it. */
    public Optional<Relation> prove(Claim claim) throws IOException {
        return proven(claim, Agreement.of(converted(), claim.predicted(), expected()));
    }

    /** Returns the relation if the agreement of the values that it concerns proves it. */
    public Optional<Relation> proven(Claim claim, Agreement agreement) {
        return agreement.isVaried() && agreement.nmse() <= bound()
                ? relation(
                        claim.compared(),
                        claim.code(),
                        claim.statement(),
                        claim.evidence(),
                        agreement.changed(),
                        agreement.unexplained())
                : Optional.empty();
    }

    /** Returns the relation if it explains the values and the expected weights do not. */
    public Optional<Relation> relation(
            Code code, String statement, Map<String, Number> evidence, double nmse, double unexplained) {
        return relation(Compared.WEIGHTS, code, statement, evidence, nmse, unexplained);
    }

    private Optional<Relation> relation(
            Compared compared,
            Code code,
            String statement,
            Map<String, Number> evidence,
            double nmse,
            double unexplained) {
        if (!(nmse <= bound() && unexplained > bound() && unexplained >= LEAST_GAIN * nmse)) {
            return Optional.empty();
        }
        Map<String, Number> all = new LinkedHashMap<>(new TreeMap<>(evidence));
        all.put("nmse", nmse);
        all.put("nmseOfExpected", unexplained);
        String sentence = suspect.name() + " " + statement + " " + compared.sentence(nmse, unexplained);
        return Optional.of(new Relation(code, sentence, all));
    }

    /** Returns an NMSE with two digits. */
    public static String text(double nmse) {
        return nmse == 0 ? "0" : String.format(Locale.ROOT, nmse < 0.1 || nmse >= 100 ? "%.1e" : "%.2g", nmse);
    }
}
