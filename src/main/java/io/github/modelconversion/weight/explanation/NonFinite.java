package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Differences;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Weights are NaN or infinite although the original's are finite. A fact, so any number of values proves it. */
final class NonFinite implements Explanation {

    @Override
    public Optional<Relation> examine(Trial trial) {
        Differences found = trial.differences();
        if (found.nonFinite() == 0) {
            return Optional.empty();
        }
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("nonFinite", found.nonFinite());
        evidence.put("row", found.firstRow());
        evidence.put("column", found.firstColumn());
        evidence.put("expected", found.firstExpected());
        String sentence = String.format(
                Locale.ROOT,
                "%s has %d NaN or infinite of %d weights, the first in row %d, column %d, where %s gives %.4g",
                trial.suspect().name(),
                found.nonFinite(),
                trial.rows() * trial.columns(),
                found.firstRow(),
                found.firstColumn(),
                trial.suspect().source(),
                found.firstExpected());
        return Optional.of(new Relation(Code.NON_FINITE_WEIGHTS, sentence, evidence));
    }
}
