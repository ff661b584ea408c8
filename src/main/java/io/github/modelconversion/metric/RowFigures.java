package io.github.modelconversion.metric;

import java.util.List;

/**
 * What was measured row by row.
 *
 * @param worst the rows with the largest KL divergence (embeddings: the lowest cosine similarity), at most ten, the worst
 *     first
 * @param nearTies flips of the first choice that ordinary noise explains
 * @param flips all other flips of the first choice
 * @param norms the lengths of the rows
 * @param errors the NMSE of each row
 */
public record RowFigures(
        List<RowFigure> worst, ArgmaxFlips nearTies, ArgmaxFlips flips, Norms norms, RowErrors errors) {

    /** Nothing measured row by row. */
    public static final RowFigures NONE = of(List.of());

    /** Copies the list. */
    public RowFigures {
        worst = List.copyOf(worst);
    }

    /** Returns the worst rows alone. */
    public static RowFigures of(List<RowFigure> worst) {
        return new RowFigures(worst, ArgmaxFlips.NONE, ArgmaxFlips.NONE, Norms.NONE, RowErrors.NONE);
    }
}
