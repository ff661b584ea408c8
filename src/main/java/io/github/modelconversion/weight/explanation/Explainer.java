package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.weight.relation.Differences;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Library;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Suspect;
import io.github.modelconversion.weight.relation.Trial;
import io.github.modelconversion.weight.view.HeldMatrix;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds the relation between a wrong tensor and the original's weights. */
public final class Explainer {

    /** Most values in a row. */
    private static final int MOST_COLUMNS = 1 << 20;

    /** All kinds of relations, the simplest first: the first one that is proven is reported. */
    private static final List<Explanation> ALL = List.of(
            new Uniform(),
            new NormOffset(),
            new RopePermutation(),
            new Scaling(),
            new Transposition(),
            new OtherTensor(),
            new BlockOrder(),
            new RowShift(),
            new RowOrder(),
            new ScaledAxis(),
            new DifferingPart());

    private final Library library;

    /**
     * @param library the tensors that a correct GGUF file would hold, among which another one is looked for
     */
    public Explainer(Library library) {
        this.library = library;
    }

    /**
     * Returns the simplest relation that the weights prove; empty if none is proven.
     *
     * @throws IOException if weights cannot be read
     */
    public Optional<Relation> explain(Suspect suspect) throws IOException {
        if (suspect.converted().columns() > MOST_COLUMNS) {
            return Optional.empty();
        }
        Trial trial = trial(suspect);
        if (trial.rows() * trial.columns() < Trial.FEWEST_VALUES) {
            return Optional.empty();
        }
        for (Explanation explanation : ALL) {
            Optional<Relation> relation = explanation.examine(trial);
            if (relation.isPresent()) {
                return relation;
            }
        }
        return Optional.empty();
    }

    private Trial trial(Suspect suspect) throws IOException {
        List<Library.Entry> others = library
                .ofShape(suspect.converted().rows(), suspect.converted().columns())
                .stream()
                .filter(entry -> !entry.name().equals(suspect.name()))
                .toList();
        Suspect upright = new Suspect(
                suspect.name(),
                suspect.source(),
                HeldMatrix.upright(suspect.expected()),
                HeldMatrix.upright(suspect.converted()),
                suspect.layout(),
                suspect.limit());
        return new Trial(upright, Differences.of(upright.converted(), upright.expected()), others);
    }
}
