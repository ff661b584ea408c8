package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import io.github.modelconversion.weight.view.MovedRows;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Rows are in the place of others, in any order. */
final class RowOrder implements Explanation {

    /** Most rows: each is compared with every other. */
    private static final int MOST_ROWS = 1 << 15;

    /** Number of rows without a match after which it is given up, if most rows have none. */
    private static final int MOST_UNMATCHED = 64;

    @Override
    public Optional<Relation> examine(Trial trial) throws IOException {
        if (!trial.hasLongRows() || trial.rows() < 2 || trial.rows() > MOST_ROWS) {
            return Optional.empty();
        }
        Sketches found = Sketches.ofRows(trial.converted());
        Sketches expected = Sketches.ofRows(trial.expected());
        int[] sources = new int[found.count()];
        int moved = 0;
        int first = 0;
        int unmatched = 0;
        for (int row = sources.length - 1; row >= 0; row--) {
            int nearest = found.nearest(row, expected, trial.allowedInSample());
            unmatched += nearest < 0 ? 1 : 0;
            if (unmatched > MOST_UNMATCHED && unmatched > (sources.length - row) / 2) {
                return Optional.empty();
            }
            sources[row] = nearest < 0 ? row : nearest;
            if (sources[row] != row) {
                first = row;
                moved++;
            }
        }
        if (moved == 0) {
            return Optional.empty();
        }
        return trial.prove(new Trial.Claim(
                Code.ROWS_MOVED,
                "holds " + trial.suspect().source() + " with " + order(moved, first, sources),
                new MovedRows(trial.expected(), row -> sources[(int) row]),
                Map.of("moved", moved, "row", first, "holds", sources[first])));
    }

    private static String order(int moved, int first, int... sources) {
        int source = sources[first];
        return moved == 2 && sources[source] == first
                ? "rows " + first + " and " + source + " exchanged"
                : moved + " of " + sources.length + " rows in the place of others: row " + first + " holds row "
                        + source;
    }
}
