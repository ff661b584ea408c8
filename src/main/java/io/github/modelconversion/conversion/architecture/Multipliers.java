package io.github.modelconversion.conversion.architecture;

import io.github.modelconversion.original.OriginalConfig;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/** The multipliers that Falcon-H1 applies to activations, which the converter multiplies into the weights. */
public final class Multipliers {

    private final OriginalConfig config;

    public Multipliers(OriginalConfig config) {
        this.config = config;
    }

    /**
     * Returns the factor of each row of a tensor; empty if config.json does not determine it.
     *
     * @param name the GGUF tensor's name
     */
    public Optional<LongToDoubleFunction> of(String name) {
        String kind = name.replaceFirst("^blk\\.\\d+\\.", "").replaceFirst("\\.(weight|bias)$", "");
        return switch (kind) {
            case "token_embd" -> same(number("embedding_multiplier"));
            case "output" -> same(number("lm_head_multiplier"));
            case "attn_q", "attn_v" -> same(number("attention_in_multiplier"));
            case "attn_k" ->
                same(number("attention_in_multiplier")
                        .flatMap(input -> number("key_multiplier").map(key -> key * input)));
            case "attn_output" -> same(number("attention_out_multiplier"));
            case "ffn_gate" -> same(item("mlp_multipliers", 0));
            case "ffn_down" -> same(item("mlp_multipliers", 1));
            case "ssm_in" -> stateSpace();
            case "ssm_out" -> same(number("ssm_out_multiplier"));
            default -> Optional.empty();
        };
    }

    /** The rows of a state space: its gate, its input, its two projections for each group, and its time steps. */
    private Optional<LongToDoubleFunction> stateSpace() {
        Optional<Double> all = number("ssm_in_multiplier");
        Optional<Double> width = number("mamba_d_ssm");
        Optional<Double> states = number("mamba_n_groups")
                .flatMap(groups -> number("mamba_d_state").map(size -> groups * size));
        double[] parts = new double[5];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = item("ssm_multipliers", i).orElse(Double.NaN);
        }
        if (all.isEmpty() || width.isEmpty() || states.isEmpty() || Double.isNaN(parts[4])) {
            return Optional.empty();
        }
        double[] ends = {
            width.get(), 2 * width.get(), 2 * width.get() + states.get(), 2 * width.get() + 2 * states.get()
        };
        return Optional.of(row -> {
            int part = 0;
            while (part < ends.length && row >= ends[part]) {
                part++;
            }
            return all.get() * parts[part];
        });
    }

    private static Optional<LongToDoubleFunction> same(Optional<Double> factor) {
        return factor.map(number -> row -> number);
    }

    private Optional<Double> number(String path) {
        return config.number(path);
    }

    private Optional<Double> item(String path, int index) {
        return config.items(path)
                .filter(items -> items.size() > index)
                .flatMap(items -> OriginalConfig.number(items.get(index)));
    }
}
