package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Differences;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Each row, or each column, is multiplied by a factor of its own. */
final class ScaledAxis implements Explanation {

    @Override
    public Optional<Relation> examine(Trial trial) {
        Optional<Relation> rows = trial.columns() >= Trial.FEWEST_VALUES
                ? examine(trial, trial.differences().rows(), "row")
                : Optional.empty();
        return rows.isPresent() || trial.rows() < Trial.FEWEST_VALUES
                ? rows
                : examine(trial, trial.differences().columns(), "column");
    }

    private static Optional<Relation> examine(Trial trial, Differences.Axis axis, String noun) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double remains = 0;
        double power = 0;
        for (int i = 0; i < axis.size(); i++) {
            double factor = axis.factor(i);
            if (factor == 0) {
                return Optional.empty();
            }
            least = Math.min(least, factor);
            most = Math.max(most, factor);
            remains += axis.remains(i, factor);
            power += factor * factor * axis.power()[i];
        }
        if (axis.size() < 2) {
            return Optional.empty();
        }
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("leastFactor", least);
        evidence.put("mostFactor", most);
        String statement = "holds " + trial.suspect().source() + " with each " + noun
                + " multiplied by a factor of its own, from " + Scaling.text(least) + " to " + Scaling.text(most);
        Differences.Axis all = trial.differences().all();
        return trial.relation(
                Code.WEIGHTS_SCALED, statement, evidence, remains / power, all.error()[0] / all.power()[0]);
    }
}
