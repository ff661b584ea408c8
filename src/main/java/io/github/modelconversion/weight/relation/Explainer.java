package io.github.modelconversion.weight.relation;

import java.io.IOException;
import java.util.Optional;

/** Finds the relation between a wrong tensor and the original's weights. */
public final class Explainer {

    @SuppressWarnings("unused")
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
        return Optional.empty();
    }
}
