package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Agreement;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Library;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Suspect;
import io.github.modelconversion.weight.relation.Trial;
import io.github.modelconversion.weight.view.HeldMatrix;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The tensor holds what belongs in another one. Two equally good candidates prove neither. */
final class OtherTensor implements Explanation {

    /** Smallest ratio of the second-best candidate's NMSE to the best one's. */
    private static final double CLEAR = 3;

    @Override
    public Optional<Relation> examine(Trial trial) throws IOException {
        Suspect suspect = trial.suspect();
        Library.Entry best = null;
        double least = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (Library.Entry entry : trial.others()) {
            double nmse = Agreement.sampled(trial.converted(), HeldMatrix.upright(entry.weights()));
            boolean twin = best != null && best.source().equals(entry.source());
            if (nmse < least) {
                second = twin ? second : least;
                least = nmse;
                best = entry;
            } else if (nmse < second && !twin) {
                second = nmse;
            }
        }
        if (best == null || !trial.isPromising(least) || second < CLEAR * least || second == 0) {
            return Optional.empty();
        }
        return trial.prove(new Trial.Claim(
                Code.OTHER_TENSOR,
                "holds " + best.source() + ", which belongs in " + best.name() + ", instead of " + suspect.source(),
                HeldMatrix.upright(best.weights()),
                Map.of()));
    }
}
