package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.text.ShortestDecimal;
import io.github.modelconversion.weight.relation.Differences;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import java.util.Map;
import java.util.Optional;

/** All weights have one value, and the original's do not. */
final class Uniform implements Explanation {

    @Override
    public Optional<Relation> examine(Trial trial) {
        Differences.Range found = trial.differences().found();
        if (!found.isOneValue() || trial.differences().expected().isOneValue()) {
            return Optional.empty();
        }
        String sentence = "Every weight of " + trial.suspect().name() + " is " + ShortestDecimal.of(found.least())
                + "; those of " + trial.suspect().source() + " differ from each other";
        return Optional.of(new Relation(Code.WEIGHTS_DIFFER, sentence, Map.of("weight", found.least())));
    }
}
