package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Quantization;
import io.github.modelconversion.text.Printable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that sets upper limits by type: a map in the pom, or else pairs such as {@code Q4_K_M=3e-2,Q8_0=1e-3} in a
 * property, which Maven cannot turn into a map.
 *
 * @param name the parameter's name; its user property is {@code nmse.} plus the name
 * @param metric the metric that it bounds
 * @param pom the map
 * @param property the pairs; read only if the map is empty
 */
public record TypeLimitsSetting(
        String name,
        Metric metric,
        Map<String, String> pom,
        @Nullable String property) {

    private static final String EXAMPLE = "Q4_K_M=3e-2,Q8_0=1e-3";

    /** Returns the limits; empty if nothing is set. */
    public Map<Quantization, Double> limits() throws MojoExecutionException {
        Map<Quantization, Double> limits = new EnumMap<>(Quantization.class);
        for (Entry<String, String> entry : (pom.isEmpty() ? pairs() : pom).entrySet()) {
            Quantization type = Quantization.named(entry.getKey())
                    .orElseThrow(() -> new MojoExecutionException("Unknown type in parameter '" + name + "': '"
                            + Printable.line(entry.getKey()) + "'. Expected one of: " + Quantization.names() + "."));
            double limit = new Setting(name, entry.getValue())
                    .positiveNumber()
                    .orElseThrow(() -> new MojoExecutionException("Parameter '" + name + "' has no number for " + type
                            + ". Expected a finite number greater than 0, such as 1e-2."));
            if (limits.put(type, limit) != null) {
                throw new MojoExecutionException(
                        "Parameter '" + name + "' has two limits for " + type + ". Expected one for each type.");
            }
        }
        return limits;
    }

    private Map<String, String> pairs() throws MojoExecutionException {
        Setting setting = new Setting(name, property);
        Map<String, String> pairs = new LinkedHashMap<>();
        if (setting.text().isPresent()) {
            for (String text : setting.text().get().split(",", -1)) {
                String[] pair = text.split("=", -1);
                if (pair.length != 2) {
                    throw setting.invalid("pairs of a type and a number, such as " + EXAMPLE);
                }
                if (pairs.put(pair[0].strip(), pair[1]) != null) {
                    throw setting.invalid("one number for each type, such as " + EXAMPLE);
                }
            }
        }
        return pairs;
    }
}
