package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.RopeScaling;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.weight.source.ArrayValues;
import io.github.modelconversion.weight.source.WeightValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The tensors that the converter computes from config.json: factors by which llama.cpp divides the frequencies of rotary
 * positions.
 */
final class GeneratedValues {

    private static final double USUAL_BASE = 10_000;
    private static final double USUAL_FACTOR = 8;
    private static final double USUAL_HIGH = 4;
    private static final double NOT_ROTATED = 1e30;
    private static final double USUAL_CONTEXT = 8192;

    private final OriginalConfig config;

    GeneratedValues(OriginalConfig config) {
        this.config = config;
    }

    /** Returns the values of a tensor; empty if config.json does not determine them. */
    Optional<WeightValues> of(String name) {
        return switch (name) {
            case "rope_freqs.weight" -> RopeScaling.is(config, "proportional") ? proportional() : llama3();
            case "rope_factors_long.weight" -> listed("long_factor");
            case "rope_factors_short.weight" -> listed("short_factor");
            default -> Optional.empty();
        };
    }

    /** Gemma 4 rotates a share of each head in layers without a window, the rest practically not. */
    private Optional<WeightValues> proportional() {
        Optional<Double> size = config.number("global_head_dim").filter(number -> number >= 2 && number < 1 << 16);
        Optional<Double> share = config.number(RopeScaling.paths("partial_rotary_factor"));
        if (size.isEmpty() || share.isEmpty()) {
            return Optional.empty();
        }
        List<Double> factors = new ArrayList<>();
        for (int i = 0; i < (int) (size.get() / 2); i++) {
            factors.add(i < (int) (size.get() * share.get() / 2) ? 1.0 : NOT_ROTATED);
        }
        return Optional.of(values(factors));
    }

    private Optional<WeightValues> listed(String field) {
        Optional<List<Double>> factors = config.items(RopeScaling.paths(field))
                .map(items -> items.stream()
                        .map(OriginalConfig::number)
                        .flatMap(Optional::stream)
                        .toList());
        int stated = config.items(RopeScaling.paths(field))
                .map(List<JsonValue>::size)
                .orElse(0);
        return factors.filter(numbers -> numbers.size() == stated).map(GeneratedValues::values);
    }

    /**
     * Llama 3 leaves high frequencies as they are, divides low ones by the factor, and passes smoothly from one to the
     * other, or at once where both begin at the same frequency, as in Llama 4. The converter reads the original context
     * length from the root of config.json; if the scaling states another, the values are unknown.
     */
    private Optional<WeightValues> llama3() {
        Optional<Double> heads = config.number("num_attention_heads");
        Optional<Double> size = config.number("head_dim")
                .or(() -> config.number("hidden_size").flatMap(all -> heads.map(number -> Math.floor(all / number))));
        Optional<Double> base = config.number(RopeScaling.paths("rope_theta")).or(() -> config.number("rope_theta"));
        double factor = scaling("factor", USUAL_FACTOR);
        double low = scaling("low_freq_factor", 1);
        double high = scaling("high_freq_factor", USUAL_HIGH);
        Optional<Double> stated = config.number("original_max_position_embeddings");
        double scaled = scaling("original_max_position_embeddings", USUAL_CONTEXT);
        double context = stated.orElse(USUAL_CONTEXT);
        if (size.filter(number -> number >= 2 && number < 1 << 16).isEmpty() || high < low || scaled != context) {
            return Optional.empty();
        }
        double[] factors = new double[(size.get().intValue() + 1) / 2];
        for (int i = 0; i < factors.length; i++) {
            double wavelength = 2 * Math.PI * Math.pow(base.orElse(USUAL_BASE), 2 * i / size.get());
            double smooth = Math.min(1, Math.max(0, (context / wavelength - low) / (high - low)));
            factors[i] = 1 / ((1 - smooth) / factor + smooth);
        }
        return Optional.of(values(Arrays.stream(factors).boxed().toList()));
    }

    private double scaling(String field, double otherwise) {
        return config.number(RopeScaling.paths(field)).orElse(otherwise);
    }

    private static WeightValues values(List<Double> numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return new ArrayValues(values);
    }
}
