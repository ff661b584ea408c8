package io.github.modelconversion.weight.relation;

import java.io.IOException;
import java.util.Optional;

/** One kind of relation. */
@FunctionalInterface
public interface Explanation {

    /** Returns the relation if the weights prove it. */
    Optional<Relation> examine(Trial trial) throws IOException;
}
