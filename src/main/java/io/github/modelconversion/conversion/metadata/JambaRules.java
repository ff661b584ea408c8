package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.GeneralRules.LAYERS;
import static io.github.modelconversion.conversion.metadata.GeneralRules.WIDTH;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of Jamba, in which layers with attention and with a state space alternate. */
final class JambaRules {

    /** Most layers to make a list for; no model has more. */
    private static final int MOST_LAYERS = 1 << 12;

    static final List<MetadataRule> ALL = List.of(
            needed("attention.head_count_kv", JambaRules::keyHeads),
            needed("attention.layer_norm_rms_epsilon", stated("rms_norm_eps", "layer_norm_epsilon")),
            needed("ssm.conv_kernel", stated("mamba_d_conv").or(always("Jamba's default", 4.0))),
            needed("ssm.inner_size", WIDTH.times(stated("mamba_expand"))),
            needed("ssm.state_size", stated("mamba_d_state").or(always("Jamba's default", 16.0))),
            needed(
                    "ssm.time_step_rank",
                    stated("mamba_dt_rank")
                            .where(original ->
                                    original.config().number("mamba_dt_rank").isPresent())));

    private JambaRules() {}

    /** The number of key heads of each layer, 0 for those without attention. */
    private static Optional<Expected> keyHeads(OriginalFolder original) {
        OriginalConfig config = original.config();
        Optional<Double> heads = config.number("num_key_value_heads");
        double period = config.number("attn_layer_period").orElse(0.0);
        double offset = config.number("attn_layer_offset").orElse(-1.0);
        double layers = LAYERS.of(original).map(Expected::number).orElse(0.0);
        if (heads.isEmpty() || period < 1 || offset < 0 || layers > MOST_LAYERS) {
            return Optional.empty();
        }
        List<Double> each = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            each.add(layer >= offset && (layer - offset) % period == 0 ? heads.get() : 0.0);
        }
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of(Expected.of("num_key_value_heads, attn_layer_period and attn_layer_offset", each));
    }
}
