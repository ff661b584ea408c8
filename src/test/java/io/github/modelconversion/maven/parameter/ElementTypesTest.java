package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.output.ElementType;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTypesTest {

    @ParameterizedTest
    @CsvSource({
        "f16, FLOAT16, FLOAT16",
        "BF16, BFLOAT16, BFLOAT16",
        "f64, FLOAT64, FLOAT64",
        "'f32,bf16', FLOAT32, BFLOAT16",
        "' f16 , f32 ', FLOAT16, FLOAT32"
    })
    void oneTypeAppliesToBothSidesAndTheFirstOfTwoToTheReference(String text, ElementType reference, ElementType test)
            throws MojoExecutionException {
        assertThat(ElementTypes.of(new Setting("elementType", text))).isEqualTo(new ElementTypes(reference, test));
    }

    @Test
    void theDefaultIsFloat32() throws MojoExecutionException {
        assertThat(ElementTypes.of(new Setting("elementType", null)))
                .isEqualTo(new ElementTypes(ElementType.FLOAT32, ElementType.FLOAT32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float16", "f8", "f16,", ",f16", "f16,f32,f64", "f16;f32"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> ElementTypes.of(new Setting("elementType", text)))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'elementType' (-Dnmse.elementType): '" + text
                        + "'. Expected one of: f16, bf16, f32, f64; or two of them, the reference's and the test's, such"
                        + " as f32,f16.");
    }
}
