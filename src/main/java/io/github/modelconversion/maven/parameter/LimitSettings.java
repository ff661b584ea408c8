package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Quantization;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * All parameters that set limits.
 *
 * @param limits the limits for all types
 * @param byType the limits by type
 * @param standard the limits to apply where none is set
 * @param referenceType the precision that the reference was computed in
 */
public record LimitSettings(
        List<LimitSetting> limits, List<TypeLimitsSetting> byType, Setting standard, Setting referenceType) {

    /** Returns the names of the parameters for metrics that are not measured on log-probabilities. */
    public List<String> notOfLogProbabilities() {
        List<String> names = new ArrayList<>();
        for (LimitSetting limit : limits) {
            if (!LimitPolicy.isOfLogProbabilities(limit.metric())) {
                names.add(limit.setting().name());
            }
        }
        for (TypeLimitsSetting limit : byType) {
            if (!LimitPolicy.isOfLogProbabilities(limit.metric())) {
                names.add(limit.name());
            }
        }
        return names;
    }

    /** Returns the policy that chooses a comparison's limits. */
    public LimitPolicy policy() throws MojoExecutionException {
        List<Limit> explicit = new ArrayList<>();
        for (LimitSetting setting : limits) {
            Optional<Limit> limit = setting.limit();
            if (limit.isPresent()) {
                explicit.add(limit.get());
            }
        }
        Map<Metric, Map<Quantization, Double>> explicitByType = new EnumMap<>(Metric.class);
        for (TypeLimitsSetting setting : byType) {
            explicitByType.put(setting.metric(), setting.limits());
        }
        explicitByType.values().removeIf(Map::isEmpty);
        return new LimitPolicy(explicit, explicitByType, standard.choice(LimitPolicy.Standard.DEFAULT), precision());
    }

    private Optional<Quantization> precision() throws MojoExecutionException {
        Optional<String> name = referenceType.text();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Quantization> type = Quantization.named(name.get());
        if (type.isEmpty() || !type.get().isFloat()) {
            throw referenceType.invalid("one of: f32, f16, bf16");
        }
        return type;
    }
}
