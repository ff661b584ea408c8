package io.github.modelconversion.conversion.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.weight.source.WeightValues;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneratedValuesTest {

    private static Optional<WeightValues> values(String name, String config) throws IOException {
        return new GeneratedValues(OriginalConfig.parse(config.replace('\'', '"'), "config.json")).of(name);
    }

    private static float[] read(WeightValues values) throws IOException {
        float[] all = new float[(int) values.count()];
        values.read(0, all.length, all, 0);
        return all;
    }

    private static String llama3(String more) {
        return "{'head_dim': 16, 'rope_parameters': {'rope_type': 'llama3', 'rope_theta': 500000.0, 'factor': 8.0,"
                + " 'low_freq_factor': 1.0, 'high_freq_factor': 4.0" + more + "}}";
    }

    /** Expected values: Llama 3's formula in numpy. */
    @Test
    void divideLowFrequenciesByTheFactorOfLlama3() throws IOException {
        assertThat(read(values("rope_freqs.weight", llama3("")).orElseThrow()))
                .containsExactly(new float[] {1, 1, 1, 1, 2.69453f, 8, 8, 8}, within(1e-5f));
    }

    /** The same numbers: 64 / 4 is the width of a head. */
    @Test
    void takeTheWidthOfAHeadFromThatOfTheModel() throws IOException {
        String config = llama3("").replace("'head_dim': 16", "'hidden_size': 64, 'num_attention_heads': 4");

        assertThat(read(values("rope_freqs.weight", config).orElseThrow()))
                .containsExactly(new float[] {1, 1, 1, 1, 2.69453f, 8, 8, 8}, within(1e-5f));
    }

    @Test
    void areUnknownIfTheWidthOfAHeadIsNone() throws IOException {
        assertThat(values("rope_freqs.weight", llama3("").replace("16", "1"))).isEmpty();
        assertThat(read(values("rope_freqs.weight", llama3("").replace("16", "2"))
                        .orElseThrow()))
                .containsExactly(1);
        assertThat(values("rope_freqs.weight", llama3("").replace("16", "65536")))
                .isEmpty();
        assertThat(values("rope_freqs.weight", llama3("").replace("'head_dim': 16, ", "")))
                .isEmpty();
    }

    /** As converted by llama.cpp. */
    @Test
    void divideLowFrequenciesByTheFactorOfLlama4() throws IOException {
        String scaling =
                "{'head_dim': 16, 'rope_theta': 500000.0, 'rope_scaling': {'rope_type': 'llama3', 'factor': 16.0,"
                        + " 'low_freq_factor': 1.0, 'high_freq_factor': 1.0, 'original_max_position_embeddings': 8192}}";

        assertThat(read(values("rope_freqs.weight", scaling).orElseThrow())).containsExactly(1, 1, 1, 1, 1, 16, 16, 16);
    }

    /** As converted by llama.cpp. */
    @Test
    void leaveOutTheDimensionsThatGemma4DoesNotRotate() throws IOException {
        String scaling = "{'global_head_dim': 16, 'head_dim': 8, 'rope_parameters': {'full_attention':"
                + " {'rope_type': 'proportional', 'partial_rotary_factor': 0.25}}}";

        assertThat(read(values("rope_freqs.weight", scaling).orElseThrow()))
                .containsExactly(1, 1, 1e30f, 1e30f, 1e30f, 1e30f, 1e30f, 1e30f);
        assertThat(values("rope_freqs.weight", scaling.replace("global_", "other_")))
                .isEmpty();
    }

    @Test
    void areUnknownIfTheConverterWouldUseAnotherContextLength() throws IOException {
        assertThat(values("rope_freqs.weight", llama3(", 'original_max_position_embeddings': 128")))
                .isEmpty();
        assertThat(values("rope_freqs.weight", llama3(", 'original_max_position_embeddings': 8192")))
                .isPresent();
    }

    @Test
    void areTheFactorsThatConfigJsonLists() throws IOException {
        String config = "{'rope_scaling': {'type': 'longrope', 'long_factor': [1.5, 2], 'short_factor': [1, 1.25]}}";

        assertThat(read(values("rope_factors_long.weight", config).orElseThrow()))
                .containsExactly(1.5f, 2);
        assertThat(read(values("rope_factors_short.weight", config).orElseThrow()))
                .containsExactly(1, 1.25f);
        assertThat(values("rope_factors_long.weight", "{}")).isEmpty();
        assertThat(values("rope_factors_long.weight", config.replace("1.5, 2", "1.5, null")))
                .isEmpty();
    }
}
