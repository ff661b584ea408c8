package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A parameter that sets a limit.
 *
 * @param setting the parameter
 * @param metric what it bounds
 * @param bound from which side
 */
public record LimitSetting(Setting setting, Metric metric, Limit.Bound bound) {

    /** Returns the limit; empty when it is not set. */
    public Optional<Limit> limit() throws MojoExecutionException {
        Optional<Double> value = bound == Limit.Bound.MAX ? setting.positiveNumber() : setting.share();
        return value.map(number -> new Limit(metric, bound, number, Limit.Origin.CONFIGURATION));
    }
}
