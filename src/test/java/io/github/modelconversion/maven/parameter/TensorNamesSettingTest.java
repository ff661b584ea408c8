package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.plan.request.TensorNames;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorNamesSettingTest {

    @Test
    void aRuleIsTwoNamesWithAnEqualsSignBetweenThem() throws MojoExecutionException {
        assertThat(TensorNamesSetting.of(List.of("logits=result_output", " ", " h.* = l_out-* "))
                        .rules())
                .containsExactly(
                        new TensorNames.Rule("logits", "result_output"), new TensorNames.Rule("h.*", "l_out-*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logits", "a=b=c", "=b", "a=", "a=*"})
    void anythingElseIsRefused(String rule) {
        assertThatThrownBy(() -> TensorNamesSetting.of(List.of(rule)))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'tensorNames' (-Dnmse.tensorNames): '" + rule
                        + "'. Expected the reference's name, an equals sign and the test's name, with at most as many * in"
                        + " the second as in the first, such as model.layers.*.mlp=blk.*.ffn_out.");
    }
}
