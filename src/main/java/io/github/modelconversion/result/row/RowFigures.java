package io.github.modelconversion.result.row;

import java.util.List;
import java.util.Map;

/**
 * The per-row figures of a comparison.
 *
 * @param worst the rows with the largest KL divergence (embeddings: the lowest cosine similarity), at most ten, the worst
 *     first
 * @param nearTies changes of the top-1 token that the row's noise explains
 * @param flips all other changes of the top-1 token
 * @param norms the lengths of the rows
 * @param errors the NMSE of each row
 * @param single number of rows with a single unmasked entry: these have no distribution and no direction
 */
public record RowFigures(
        List<RowFigure> worst,
        ArgmaxFlips nearTies,
        ArgmaxFlips flips,
        RowNormRanges norms,
        RowErrors errors,
        long single) {

    /** No per-row figures. */
    public static final RowFigures NONE = of(List.of());

    /** Copies the list. */
    public RowFigures {
        worst = List.copyOf(worst);
    }

    /** Returns figures that consist of the worst rows only. */
    public static RowFigures of(List<RowFigure> worst) {
        return new RowFigures(worst, ArgmaxFlips.NONE, ArgmaxFlips.NONE, RowNormRanges.NONE, RowErrors.NONE, 0);
    }

    /** Returns these figures of probabilities with the divergences and top-1 tokens of their logarithms. */
    public RowFigures withDivergencesOf(RowFigures logarithms) {
        return new RowFigures(logarithms.worst, logarithms.nearTies, logarithms.flips, norms, errors, single);
    }

    /** Returns these figures with the texts of the tokens that are known. */
    public RowFigures named(Map<Long, String> tokens) {
        return new RowFigures(
                worst.stream().map(row -> row.named(tokens)).toList(), nearTies, flips, norms, errors, single);
    }
}
