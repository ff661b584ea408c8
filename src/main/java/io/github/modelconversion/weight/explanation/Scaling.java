package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Differences;
import io.github.modelconversion.weight.relation.Explanation;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Trial;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every weight is multiplied by one factor. */
final class Scaling implements Explanation {

    /** Largest relative distance of a measured factor from the one that it is called. */
    private static final double NEAR = 0.02;

    @Override
    public Optional<Relation> examine(Trial trial) {
        Differences.Axis all = trial.differences().all();
        double factor = all.factor(0);
        double nmse = all.remains(0, factor) / (factor * factor * all.power()[0]);
        String statement =
                "holds " + trial.suspect().source() + " multiplied by " + text(factor) + meaning(trial, factor);
        return trial.relation(
                Code.WEIGHTS_SCALED, statement, Map.of("factor", factor), nmse, all.error()[0] / all.power()[0]);
    }

    /** Returns a factor with three digits. */
    static String text(double factor) {
        double size = Math.abs(factor);
        return size >= 1e-3 && size < 1e4
                ? String.format(
                        Locale.ROOT, size < 1 ? "%.3g" : size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f", factor)
                : String.format(Locale.ROOT, "%.2e", factor);
    }

    private static String meaning(Trial trial, double factor) {
        int heads = trial.suspect().layout().heads();
        if (isNear(factor, -1)) {
            return ": every sign is flipped";
        }
        String root = root(Math.abs(factor), trial.columns());
        return root.isEmpty() && heads > 0 ? root(Math.abs(factor), trial.rows() / heads) : root;
    }

    private static String root(double size, long number) {
        return isNear(size, Math.sqrt((double) number))
                ? ", about √" + number
                : isNear(size, 1 / Math.sqrt((double) number)) ? ", about 1 ÷ √" + number : "";
    }

    private static boolean isNear(double factor, double named) {
        return Math.abs(factor / named - 1) <= NEAR;
    }
}
