package io.github.modelconversion.maven;

import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A parameter that sets a limit.
 *
 * @param setting the parameter
 * @param metric what it bounds
 * @param bound from which side
 */
record LimitSetting(Setting setting, Metric metric, Limit.Bound bound) {

    private static final Limit DEFAULT_FOR_LOGITS = new Limit(Metric.NMSE, Limit.Bound.MAX, 1e-2, Limit.Origin.DEFAULT);

    /** semantic_check.py accepts 0.70, which wrong positions and missing biases reach. */
    private static final Limit DEFAULT_FOR_EMBEDDINGS =
            new Limit(Metric.COSINE_SIMILARITY, Limit.Bound.MIN, 0.95, Limit.Origin.DEFAULT);

    /** Returns the limits that are set, and the default one of the kind where its metric has none. */
    static List<Limit> limits(OutputKind kind, List<LimitSetting> settings) throws MojoExecutionException {
        List<Limit> limits = new ArrayList<>();
        for (LimitSetting setting : settings) {
            setting.limit().ifPresent(limits::add);
        }
        Limit standard = kind == OutputKind.LOGITS ? DEFAULT_FOR_LOGITS : DEFAULT_FOR_EMBEDDINGS;
        if (limits.stream().noneMatch(limit -> limit.metric() == standard.metric())) {
            limits.add(0, standard);
        }
        return limits;
    }

    private Optional<Limit> limit() throws MojoExecutionException {
        Optional<Double> value = bound == Limit.Bound.MAX ? setting.positiveNumber() : setting.share();
        return value.map(number -> new Limit(metric, bound, number, Limit.Origin.CONFIGURATION));
    }
}
