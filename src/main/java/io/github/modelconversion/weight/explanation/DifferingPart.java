package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Differences;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Some rows, or some columns, are wrong, and the others are right. */
final class DifferingPart implements Explanation {

    /** Smallest ratio of the NMSE of a wrong row to the limit. */
    private static final double WRONG = 4;

    /** Largest limit of a type under which a single value shows whether it is right. */
    private static final double NEARLY_EXACT = 1e-5;

    @Override
    public Optional<Relation> examine(Trial trial) {
        boolean exact = trial.suspect().limit() <= NEARLY_EXACT;
        Differences differences = trial.differences();
        Optional<Relation> rows =
                exact || trial.hasLongRows() ? examine(trial, differences.rows(), trial.rowNoun()) : Optional.empty();
        return rows.isPresent() || !(exact || trial.rows() >= Trial.FEWEST_VALUES)
                ? rows
                : examine(trial, differences.columns(), "column");
    }

    private static Optional<Relation> examine(Trial trial, Differences.Axis axis, String noun) {
        double limit = trial.suspect().limit();
        double allowed = Math.min(WRONG * limit, (1 + limit) / 2);
        int wrong = 0;
        int first = -1;
        int last = -1;
        double[] error = new double[2];
        double[] power = new double[2];
        boolean zeros = true;
        for (int i = 0; i < axis.size(); i++) {
            boolean isWrong = limit == 0 ? axis.error()[i] > 0 : axis.error()[i] > allowed * axis.power()[i];
            error[isWrong ? 1 : 0] += axis.error()[i];
            power[isWrong ? 1 : 0] += axis.power()[i];
            if (isWrong) {
                first = wrong++ == 0 ? i : first;
                last = i;
                zeros &= axis.isZero(i);
            }
        }
        double rest = error[0] == 0 ? 0 : error[0] / power[0];
        double part = error[1] / power[1];
        if (wrong == 0 || 2 * wrong > axis.size() || rest > trial.bound() || !(part > WRONG * rest)) {
            return Optional.empty();
        }
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("wrong", wrong);
        evidence.put("first", first);
        evidence.put("last", last);
        evidence.put("nmse", rest);
        evidence.put("nmseOfExpected", part);
        String sentence = String.format(
                Locale.ROOT,
                "%s differs from %s in %s%s; the others agree (NMSE %s in the others, %s in %s)",
                trial.suspect().name(),
                trial.suspect().source(),
                wrong == 1
                        ? noun + " " + first
                        : wrong + " of " + axis.size() + " " + noun + "s, " + range(trial, noun, wrong, first, last),
                zeros ? ", which " + (wrong == 1 ? "is" : "are") + " all zeros" : "",
                Trial.text(rest),
                Trial.text(part),
                wrong == 1 ? "this one" : "these");
        return Optional.of(new Relation(Code.PART_DIFFERS, sentence, evidence));
    }

    private static String range(Trial trial, String noun, int wrong, int first, int last) {
        if (last - first + 1 != wrong) {
            return "the first " + first + ", the last " + last;
        }
        Layout layout = trial.suspect().layout();
        String of = noun.equals("column")
                ? ""
                : block(trial.rows(), layout.experts(), "expert", first, last)
                        + block(trial.rows(), layout.heads(), "head", first, last);
        return first + " to " + last + of;
    }

    /** Names the expert or head that consists of these rows. */
    private static String block(long rows, int blocks, String noun, int first, int last) {
        long height = blocks == 0 ? 0 : rows / blocks;
        return height > 0 && first % height == 0 && last - first + 1 == height
                ? " (" + noun + " " + first / height + ")"
                : "";
    }
}
