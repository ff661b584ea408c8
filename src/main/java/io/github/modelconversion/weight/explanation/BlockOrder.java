package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import io.github.modelconversion.weight.view.MovedRows;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Experts or heads are in the place of others. */
final class BlockOrder implements Explanation {

    /** Number of rows that summarise a block. */
    private static final int ROWS = 4;

    /** Number of values that summarise a block if rows are short. */
    private static final int VALUES = 64;

    /** Number of blocks that a sentence lists. */
    private static final int LISTED = 6;

    @Override
    public Optional<Relation> examine(Trial trial) throws IOException {
        Layout layout = trial.suspect().layout();
        Optional<Relation> experts = examine(trial, layout.experts(), "expert");
        return experts.isPresent() ? experts : examine(trial, layout.heads(), "head");
    }

    private static Optional<Relation> examine(Trial trial, int blocks, String noun) throws IOException {
        if (blocks < 2 || trial.rows() % blocks != 0) {
            return Optional.empty();
        }
        long height = trial.rows() / blocks;
        int rows = (int) Math.min(height, Math.max(ROWS, VALUES / trial.columns()));
        Sketches found = Sketches.ofBlocks(trial.converted(), blocks, rows);
        Sketches expected = Sketches.ofBlocks(trial.expected(), blocks, rows);
        int[] sources = new int[blocks];
        int moved = 0;
        for (int i = 0; i < blocks; i++) {
            sources[i] = found.nearest(i, expected, trial.allowedInSample());
            if (sources[i] < 0) {
                return Optional.empty();
            }
            moved += sources[i] == i ? 0 : 1;
        }
        if (moved == 0) {
            return Optional.empty();
        }
        return trial.prove(new Trial.Claim(
                Code.ROWS_MOVED,
                "holds " + trial.suspect().source() + " with its " + noun + "s " + order(sources),
                new MovedRows(trial.expected(), row -> sources[(int) (row / height)] * height + row % height),
                Map.of("moved", moved, noun + "s", blocks)));
    }

    private static String order(int... sources) {
        int[] moved =
                IntStream.range(0, sources.length).filter(i -> sources[i] != i).toArray();
        if (moved.length == 2 && sources[moved[0]] == moved[1] && sources[moved[1]] == moved[0]) {
            return moved[0] + " and " + moved[1] + " exchanged";
        }
        String listed =
                IntStream.of(sources).limit(LISTED).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        boolean byText = IntStream.range(0, sources.length)
                .boxed()
                .sorted(Comparator.comparing(String::valueOf))
                .toList()
                .equals(IntStream.of(sources).boxed().toList());
        boolean all = IntStream.of(sources).distinct().count() == sources.length;
        return (byText ? "sorted as text: " : all ? "in another order: " : "replaced by others: ")
                + listed
                + (sources.length > LISTED ? ", ..." : "");
    }
}
