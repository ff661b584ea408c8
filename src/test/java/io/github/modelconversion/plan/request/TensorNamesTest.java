package io.github.modelconversion.plan.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorNamesTest {

    @ParameterizedTest
    @CsvSource({
        "logits, result_output, logits, result_output",
        "logits, result_output, model.logits, model.logits",
        "model.layers.*.mlp, l_out-*, model.layers.12.mlp, l_out-12",
        "model.layers.*.mlp, l_out-*, model.layers.12.mlp.up, model.layers.12.mlp.up",
        "h.*.*.out, *-* , h.3.attn.out, 3-attn",
        "*, same, anything, same",
        "a.b, c, aXb, aXb",
        "h.(*), x$1*, h.(2), x$12"
    })
    void aStarMatchesTheSameTextInBothNames(String reference, String test, String name, String expected) {
        assertThat(new TensorNames(List.of(new TensorNames.Rule(reference, test))).ofTest(name))
                .isEqualTo(expected);
    }

    @Test
    void theFirstMatchingRuleCounts() {
        TensorNames names =
                new TensorNames(List.of(new TensorNames.Rule("h.0", "first"), new TensorNames.Rule("h.*", "other-*")));

        assertThat(names.ofTest("h.0")).isEqualTo("first");
        assertThat(names.ofTest("h.1")).isEqualTo("other-1");
    }

    @ParameterizedTest
    @CsvSource({"a, b*", "a*, *b*", "'', b", "a, ''"})
    void aRuleThatCannotBeAppliedIsRefused(String reference, String test) {
        assertThatThrownBy(() -> new TensorNames.Rule(reference, test)).isInstanceOf(IllegalArgumentException.class);
    }
}
