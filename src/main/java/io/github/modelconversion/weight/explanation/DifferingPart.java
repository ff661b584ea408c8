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

    /** Smallest ratio of the NMSE of a wrong row to the limit, and to the NMSE of the others. */
    private static final double WRONG = 4;

    /** Number of columns to judge together if weights share a block's scale with their neighbours. */
    private static final int COLUMNS_OF_BLOCK = 256;

    /** Mean squared error that the half-precision scale of a block may cause, however small the weights are. */
    private static final double SCALE_ROUNDING = 1e-11;

    @Override
    public Optional<Relation> examine(Trial trial) {
        Differences differences = trial.differences();
        // Without blocks, a single value shows whether it is right.
        boolean exact = trial.isExact();
        Optional<Relation> rows = exact || trial.hasLongRows()
                ? new Part(trial, trial.rowNoun(), differences.rows(), 1, trial.rows()).relation()
                : Optional.empty();
        if (rows.isPresent() || !(exact || trial.rows() >= Trial.FEWEST_VALUES)) {
            return rows;
        }
        int together = exact ? 1 : COLUMNS_OF_BLOCK;
        return new Part(trial, "column", differences.columns().grouped(together), together, trial.columns()).relation();
    }

    /** Rows or columns of a tensor, counted in groups. */
    private static final class Part {

        private final Trial trial;
        private final String noun;
        private final Differences.Axis axis;
        private final int together;
        private final long size;
        private int wrong;
        private int first;
        private int last;
        private boolean zeros = true;
        private double error;
        private double power;
        private double errorOfOthers;
        private double powerOfOthers;

        Part(Trial trial, String noun, Differences.Axis axis, int together, long size) {
            this.trial = trial;
            this.noun = noun;
            this.axis = axis;
            this.together = together;
            this.size = size;
        }

        Optional<Relation> relation() {
            double allowed = Math.min(WRONG * trial.bound(), (1 + trial.bound()) / 2);
            double faint = trial.isExact() ? 0 : SCALE_ROUNDING * together * trial.rows() * trial.columns() / size;
            for (int i = 0; i < axis.size(); i++) {
                if (axis.error()[i] > Math.max(faint, allowed * axis.power()[i])) {
                    addWrong(i);
                } else {
                    errorOfOthers += axis.error()[i];
                    powerOfOthers += axis.power()[i];
                }
            }
            double rest = errorOfOthers == 0 ? 0 : errorOfOthers / powerOfOthers;
            return wrong > 0 && 2 * wrong <= axis.size() && rest <= trial.bound() && error / power > WRONG * rest
                    ? Optional.of(relation(rest))
                    : Optional.empty();
        }

        private void addWrong(int i) {
            first = wrong++ == 0 ? i : first;
            last = i;
            zeros &= axis.isZero(i);
            error += axis.error()[i];
            power += axis.power()[i];
        }

        private Relation relation(double rest) {
            long start = (long) first * together;
            long end = Math.min(size, (last + 1L) * together) - 1;
            long count = last - first + 1 == wrong ? end - start + 1 : (long) wrong * together;
            Map<String, Number> evidence = new LinkedHashMap<>();
            evidence.put("wrong", count);
            evidence.put("first", start);
            evidence.put("last", end);
            evidence.put("nmse", rest);
            evidence.put("nmseOfExpected", error / power);
            String place = count == 1
                    ? noun + " " + start
                    : count + " of " + size + " " + noun + "s, "
                            + (count == end - start + 1
                                    ? start + " to " + end + block(start, end)
                                    : "the first " + start + ", the last " + end);
            String sentence = String.format(
                    Locale.ROOT,
                    "%s differs from %s in %s%s; the others agree (NMSE %s in the others, %s in %s)",
                    trial.suspect().name(),
                    trial.suspect().source(),
                    place,
                    zeros ? ", which " + (count == 1 ? "is" : "are all") + " zero" : "",
                    Trial.text(rest),
                    Trial.text(error / power),
                    count == 1 ? "this one" : "these");
            return new Relation(Code.PART_DIFFERS, sentence, evidence);
        }

        /** Names the expert or head that consists of these rows. */
        private String block(long start, long end) {
            Layout layout = trial.suspect().layout();
            return noun.equals("column")
                    ? ""
                    : block(layout.experts(), "expert", start, end) + block(layout.heads(), "head", start, end);
        }

        private String block(int blocks, String name, long start, long end) {
            long height = blocks == 0 ? 0 : size / blocks;
            return height > 1 && start % height == 0 && end - start + 1 == height
                    ? " (" + name + " " + start / height + ")"
                    : "";
        }
    }
}
