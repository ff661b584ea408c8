package io.github.modelconversion.result.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The plot data of rows.
 *
 * @param top the largest entries of the row with the largest KL divergence; empty for embeddings and {@code .kld} files
 * @param byPosition the figures of the rows in order, grouped if there are many; empty for one row
 * @param klDivergences the KL divergences of the rows; empty for one row, for embeddings, and if all are 0
 * @param deltaPs the changes of the next token's probability; only for {@code .kld} files, and empty if all are 0
 * @param chunkRows the number of rows of each chunk of the text; only for {@code .kld} files
 * @param prompt the texts of the tokens at the first positions, at most {@value #MOST_TOKENS}; empty if unknown
 */
public record RowPlots(
        Optional<RankedRow> top,
        List<PositionRun> byPosition,
        Optional<Histogram> klDivergences,
        Optional<Histogram> deltaPs,
        OptionalLong chunkRows,
        List<String> prompt) {

    /** Most tokens of a prompt to show. */
    public static final int MOST_TOKENS = 1024;

    /** Creates the plots of rows whose next tokens are not known. */
    public RowPlots(Optional<RankedRow> top, List<PositionRun> byPosition, Optional<Histogram> klDivergences) {
        this(top, byPosition, klDivergences, Optional.empty(), OptionalLong.empty(), List.of());
    }

    /** No rows. */
    public static final RowPlots NONE = new RowPlots(Optional.empty(), List.of(), Optional.empty());

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the rows are not in order or a divergence is not above 0, a chunk has no rows, or
     *     there are more tokens than rows; the message completes a sentence that starts with "expected"
     */
    public RowPlots {
        byPosition = List.copyOf(byPosition);
        prompt = List.copyOf(prompt);
        for (int i = 1; i < byPosition.size(); i++) {
            if (byPosition.get(i - 1).to() != byPosition.get(i).from()) {
                throw new IllegalArgumentException(
                        "consecutive positions, found " + byPosition.get(i).from() + " after "
                                + byPosition.get(i - 1).to());
            }
        }
        if (klDivergences.isPresent() && klDivergences.get().edges().get(1) <= 0) {
            throw new IllegalArgumentException(
                    "divergences above 0, found " + klDivergences.get().edges());
        }
        if (chunkRows.isPresent() && chunkRows.getAsLong() < 1) {
            throw new IllegalArgumentException("rows in each chunk, found " + chunkRows.getAsLong());
        }
        long rows =
                byPosition.isEmpty() ? 0 : byPosition.get(byPosition.size() - 1).to();
        if (prompt.size() > Math.min(rows, MOST_TOKENS)) {
            throw new IllegalArgumentException("a token for each of " + rows + " rows, found " + prompt.size());
        }
    }

    /** Returns whether there is something to show. */
    boolean isShown() {
        return top.isPresent() || !byPosition.isEmpty() || klDivergences.isPresent() || deltaPs.isPresent();
    }

    /** Returns these plots with the texts of the tokens that are known. */
    RowPlots named(Map<Long, String> tokens) {
        return new RowPlots(top.map(row -> row.named(tokens)), byPosition, klDivergences, deltaPs, chunkRows, prompt);
    }

    /** Returns these plots with the texts of the tokens at the first positions. */
    RowPlots withPrompt(List<String> tokens) {
        return new RowPlots(top, byPosition, klDivergences, deltaPs, chunkRows, tokens);
    }

    /** Returns these plots of probabilities with the divergences of their logarithms. */
    public RowPlots withDivergencesOf(RowPlots logarithms) {
        List<PositionRun> runs = new ArrayList<>();
        for (int i = 0; i < byPosition.size() && !logarithms.byPosition.isEmpty(); i++) {
            runs.add(byPosition.get(i).withDivergencesOf(logarithms.byPosition.get(i)));
        }
        return new RowPlots(logarithms.top, runs, logarithms.klDivergences, deltaPs, chunkRows, prompt);
    }
}
