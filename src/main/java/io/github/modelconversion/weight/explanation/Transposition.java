package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.WeightMatrix;
import io.github.modelconversion.weight.relation.Agreement;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import io.github.modelconversion.weight.view.Transposed;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Rows and columns are swapped; the shape hides it. */
final class Transposition implements Explanation {

    /** Most rows of a matrix: a column of it is held in memory. */
    private static final int MOST_ROWS = 1 << 20;

    @Override
    public Optional<Relation> examine(Trial trial) throws IOException {
        Layout layout = trial.suspect().layout();
        int matrices = Math.max(1, layout.experts());
        if (trial.columns() == 1 || trial.rows() % matrices != 0 || trial.rows() / matrices > MOST_ROWS) {
            return Optional.empty();
        }
        WeightMatrix predicted = new Transposed(trial.expected(), matrices);
        if (!trial.isPromising(Agreement.atTheStart(trial.converted(), predicted))) {
            return Optional.empty();
        }
        boolean belongs = layout.step() == Layout.Step.TRANSPOSED;
        return trial.prove(new Trial.Claim(
                Code.TRANSPOSED,
                "holds " + trial.suspect().source() + (belongs ? " without the transposition" : " transposed"),
                predicted,
                Map.of(),
                belongs ? Trial.Compared.STEP : Trial.Compared.WEIGHTS));
    }
}
