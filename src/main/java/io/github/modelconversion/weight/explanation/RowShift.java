package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Agreement;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import io.github.modelconversion.weight.view.MovedRows;
import io.github.modelconversion.weight.view.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All rows are shifted, around the end or past it, or in reverse order. */
final class RowShift implements Explanation {

    private static final int SAMPLE = 64;

    /** Fewest rows of the sample that must agree. */
    private static final int FEWEST_VOTES = 4;

    @Override
    public Optional<Relation> examine(Trial trial) throws IOException {
        if (trial.rows() < SAMPLE || trial.rows() > Sketches.mostRows(trial.columns())) {
            return Optional.empty();
        }
        int rows = (int) trial.rows();
        Sketches found = Sketches.ofRows(trial.converted());
        Sketches expected = Sketches.ofRows(trial.expected());
        Map<Integer, Integer> shifts = new TreeMap<>();
        int reversed = 0;
        for (int i = 0; i < SAMPLE; i++) {
            int row = (int) Agreement.sampleRow(i, SAMPLE, rows);
            int source = found.nearest(row, expected, trial.allowedInSample());
            if (source >= 0) {
                shifts.merge(Math.floorMod(source - row, rows), 1, Integer::sum);
                reversed += source + row == rows - 1 ? 1 : 0;
            }
        }
        if (reversed >= FEWEST_VOTES) {
            return trial.firstProven(List.of(new Trial.Claim(
                    Code.ROWS_MOVED,
                    "holds " + trial.suspect().source() + " with its " + trial.rowNoun() + "s in reverse order",
                    new MovedRows(trial.expected(), row -> rows - 1 - row),
                    Map.of("moved", rows))));
        }
        for (Map.Entry<Integer, Integer> shift : shifts.entrySet()) {
            if (shift.getKey() != 0 && shift.getValue() >= FEWEST_VOTES) {
                return shifted(trial, shift.getKey() > rows / 2 ? shift.getKey() - rows : shift.getKey());
            }
        }
        return Optional.empty();
    }

    /** Proves that each row holds the one that is {@code by} rows further on, or further back if negative. */
    private static Optional<Relation> shifted(Trial trial, int by) throws IOException {
        long rows = trial.rows();
        String noun = trial.rowNoun();
        String shifted = "holds " + trial.suspect().source() + " with its " + noun + "s shifted by " + Math.abs(by);
        String example = ": " + noun + " " + Math.max(0, -by) + " holds " + noun + " " + Math.max(0, by);
        Map<String, Number> evidence = Map.of("shift", -by);
        Optional<Relation> around = trial.firstProven(List.of(new Trial.Claim(
                Code.ROWS_MOVED,
                shifted + " around the end" + example,
                new MovedRows(trial.expected(), row -> Math.floorMod(row + by, rows)),
                evidence)));
        if (around.isPresent()) {
            return around;
        }
        long kept = rows - Math.abs(by);
        Slice predicted = new Slice(trial.expected(), Math.max(0, by), kept);
        Agreement agreement = Agreement.of(
                new Slice(trial.converted(), Math.max(0, -by), kept),
                predicted,
                new Slice(trial.expected(), Math.max(0, -by), kept));
        String end = ", and the " + (by > 0 ? "last " : "first ") + Math.abs(by) + " hold something else";
        return trial.proven(new Trial.Claim(Code.ROWS_MOVED, shifted + example + end, predicted, evidence), agreement);
    }
}
