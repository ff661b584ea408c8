package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import io.github.modelconversion.weight.view.ChangedValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every weight is 1 too large or too small: the + 1 of a norm was left out, added twice or added by mistake. */
final class NormOffset implements Explanation {

    @Override
    public Optional<Relation> examine(Trial trial) throws IOException {
        boolean belongs = trial.suspect().layout().step() == Layout.Step.PLUS_ONE;
        return trial.firstProven(List.of(
                claim(trial, 1, belongs ? "with 1 added twice" : "plus 1, which does not belong to it", false),
                claim(trial, -1, belongs ? "without the + 1" : "minus 1, which does not belong to it", belongs)));
    }

    private static Trial.Claim claim(Trial trial, int offset, String how, boolean leftOut) {
        return new Trial.Claim(
                Code.NORM_OFFSET,
                "holds " + trial.suspect().source() + " " + how,
                new ChangedValues(trial.expected(), (row, column, value) -> value + offset),
                Map.of("offset", offset),
                leftOut ? Trial.Compared.STEP : Trial.Compared.WEIGHTS);
    }
}
