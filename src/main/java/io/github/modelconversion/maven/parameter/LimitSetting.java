package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A parameter that sets a limit.
 *
 * @param setting the parameter
 * @param metric the metric that it bounds
 * @param bound whether it is an upper or a lower limit
 */
public record LimitSetting(Setting setting, Metric metric, Limit.Bound bound) {

    /** Returns the limit; empty if not set. */
    public Optional<Limit> limit() throws MojoExecutionException {
        Optional<Double> value = bound == Limit.Bound.MAX ? setting.positiveNumber() : setting.share();
        return value.isPresent()
                ? Optional.of(new Limit(metric, bound, value.get(), Limit.Origin.CONFIGURATION))
                : Optional.empty();
    }
}
