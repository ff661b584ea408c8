package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import io.github.modelconversion.weight.view.MovedRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** The permutation for rotary positions was left out, applied twice, for another number of heads, or by mistake. */
final class RopePermutation implements Explanation {

    /** Smallest number of rows of a head that are not all in place after the permutation. */
    private static final int SMALLEST_HEAD = 4;

    @Override
    public Optional<Relation> examine(Trial trial) throws IOException {
        Layout layout = trial.suspect().layout();
        if (layout.heads() == 0 || trial.rows() % layout.heads() != 0) {
            return Optional.empty();
        }
        boolean belongs = layout.step() == Layout.Step.ROPE;
        List<Trial.Claim> claims = new ArrayList<>();
        LongUnaryOperator undone = belongs ? backward(trial.rows() / layout.heads()) : LongUnaryOperator.identity();
        if (belongs) {
            LongUnaryOperator again = forward(trial.rows() / layout.heads());
            String of = "the permutation for " + layout.heads() + " heads";
            claims.add(new Trial.Claim(
                    Code.ROPE_PERMUTATION,
                    "holds " + trial.suspect().source() + " without " + of,
                    new MovedRows(trial.expected(), undone),
                    Map.of("heads", (long) layout.heads()),
                    Trial.Compared.STEP));
            claims.add(claim(trial, layout.heads(), "with " + of + " applied twice", again));
            claims.add(claim(trial, layout.heads(), "with the inverse of " + of, undone.compose(undone)));
        }
        for (long heads = 1; heads * SMALLEST_HEAD <= trial.rows(); heads++) {
            if (trial.rows() % (2 * heads) == 0 && !(belongs && heads == layout.heads())) {
                String how = "with its rows permuted for " + heads + " heads, "
                        + (belongs ? "not " + layout.heads() : "although they keep their order");
                LongUnaryOperator source = undone.compose(forward(trial.rows() / heads));
                claims.add(claim(trial, heads, how, source));
            }
        }
        return trial.firstProven(claims);
    }

    private static Trial.Claim claim(Trial trial, long heads, String how, LongUnaryOperator source) {
        return new Trial.Claim(
                Code.ROPE_PERMUTATION,
                "holds " + trial.suspect().source() + " " + how,
                new MovedRows(trial.expected(), source),
                Map.of("heads", heads));
    }

    /** Returns the original's row for each row of the permuted tensor. */
    private static LongUnaryOperator forward(long size) {
        return row -> row - row % size + row % 2 * (size / 2) + row % size / 2;
    }

    /** Returns the permuted tensor's row for each row of the original. */
    private static LongUnaryOperator backward(long size) {
        return row -> row - row % size + row % size % (size / 2) * 2 + row % size / (size / 2);
    }
}
