package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A parameter that sets a limit.
 *
 * @param setting the parameter
 * @param metric the metric that it bounds: a similarity from below, an error from above
 */
public record LimitSetting(Setting setting, Metric metric) {

    /** Returns the limit; empty if not set. */
    public Optional<Limit> limit() throws MojoExecutionException {
        Limit.Bound bound = Limit.Bound.of(metric);
        Optional<Double> value = bound == Limit.Bound.MAX ? setting.positiveNumber() : setting.share();
        return value.isPresent()
                ? Optional.of(new Limit(metric, bound, value.get(), Limit.Origin.CONFIGURATION))
                : Optional.empty();
    }
}
