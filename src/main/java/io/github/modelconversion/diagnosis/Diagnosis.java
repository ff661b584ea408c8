package io.github.modelconversion.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for one thing that can be wrong with a comparison. */
@FunctionalInterface
public interface Diagnosis {

    /** Returns what was found; empty when all is well. */
    Optional<Finding> examine(Evidence evidence);

    /** Returns what all diagnoses find, in the order of reports: what fails first, then warnings, then the rest. */
    static List<Finding> all(Evidence evidence) {
        return Stream.<Diagnosis>of(
                        new ShapeMismatch(),
                        new NonFiniteReference(),
                        new NonFiniteTest(),
                        new NothingCompared(),
                        new ConstantReference(),
                        new VarianceDominated(),
                        new OutOfRange(),
                        new IdenticalFiles(),
                        new LossyText(),
                        new MaskedEntries())
                .flatMap(diagnosis -> diagnosis.examine(evidence).stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
