package io.github.modelconversion.result.row;

import java.util.List;

/**
 * What was measured row by row.
 *
 * @param worst the rows with the largest KL divergence (embeddings: the lowest cosine similarity), at most ten, the worst
 *     first
 * @param nearTies changes of the top-1 token that the row's noise explains
 * @param flips all other changes of the top-1 token
 * @param norms the lengths of the rows
 * @param errors the NMSE of each row
 * @param single how many rows have one entry that is not masked: they count for no distribution and no direction
 */
public record RowFigures(
        List<RowFigure> worst,
        ArgmaxFlips nearTies,
        ArgmaxFlips flips,
        RowNormRanges norms,
        RowErrors errors,
        long single) {

    /** Nothing measured row by row. */
    public static final RowFigures NONE = of(List.of());

    /** Copies the list. */
    public RowFigures {
        worst = List.copyOf(worst);
    }

    /** Returns the worst rows alone. */
    public static RowFigures of(List<RowFigure> worst) {
        return new RowFigures(worst, ArgmaxFlips.NONE, ArgmaxFlips.NONE, RowNormRanges.NONE, RowErrors.NONE, 0);
    }
}
