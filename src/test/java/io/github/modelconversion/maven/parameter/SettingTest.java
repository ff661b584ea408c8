package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.output.OutputKind;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    private static final Path BASE = Path.of("project").toAbsolutePath();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankMeansUnset(@Nullable String value) throws MojoExecutionException {
        Setting setting = new Setting("x", value);

        assertThat(setting.text()).isEmpty();
        assertThat(setting.flag(true)).isTrue();
        assertThat(setting.flag(false)).isFalse();
        assertThat(setting.positiveNumber()).isEmpty();
        assertThat(setting.path(BASE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "' false ', false"})
    void aFlagIsTrueOrFalse(String value, boolean expected) throws MojoExecutionException {
        assertThat(new Setting("skip", value).flag(!expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "0", "ture"})
    void anythingElseIsNotAFlag(String value) {
        assertThatThrownBy(() -> new Setting("failOnViolation", value).flag(true))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'failOnViolation' (-Dnmse.failOnViolation): '" + value
                        + "'. Expected true or false.");
    }

    @ParameterizedTest
    @CsvSource({"1e-2, 0.01", "0.01, 0.01", "5, 5", "4.9e-324, 4.9e-324"})
    void aNumberIsFiniteAndPositive(String value, double expected) throws MojoExecutionException {
        assertThat(new Setting("maxNmse", value).positiveNumber()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.0", "-1", "NaN", "Infinity", "1e999", "1e-999", "abc", "1,5", "1d", "0x1p-3"})
    void anythingElseIsNotANumber(String value) {
        assertThatThrownBy(() -> new Setting("maxNmse", value).positiveNumber())
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'maxNmse' (-Dnmse.maxNmse): '" + value
                        + "'. Expected a finite number greater than 0, such as 1e-2.");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.0, 0", "1e-9, 1e-9", "5, 5"})
    void anotherNumberMayBeZero(String value, double expected) throws MojoExecutionException {
        assertThat(new Setting("maxRegression", value).nonNegativeNumber()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1e-9", "NaN", "1e999", "10%"})
    void butNotNegative(String value) {
        assertThatThrownBy(() -> new Setting("maxRegression", value).nonNegativeNumber())
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'maxRegression' (-Dnmse.maxRegression): '" + value
                        + "'. Expected a finite number, 0 or greater, such as 0.1.");
    }

    @Test
    void anIntegerIsGreaterThanZero() throws MojoExecutionException {
        assertThat(new Setting("threads", " 3 ").positiveInteger(3)).hasValue(3);
        assertThat(new Setting("threads", "").positiveInteger(7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "many", "100", "99999999999999999999"})
    void anythingElseIsNotAnInteger(String value) {
        assertThatThrownBy(() -> new Setting("threads", value).positiveInteger(99))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'threads' (-Dnmse.threads): '" + value
                        + "'. Expected a whole number greater than 0.");
    }

    @Test
    void aChoiceIgnoresCase() throws MojoExecutionException {
        assertThat(new Setting("kind", " Embeddings ").choice(OutputKind.LOGITS))
                .isEqualTo(OutputKind.EMBEDDINGS);
        assertThat(new Setting("kind", "").choice(OutputKind.LOGITS)).isEqualTo(OutputKind.LOGITS);
    }

    @Test
    void anUnknownChoiceIsAnErrorThatListsTheKnownOnes() {
        assertThatThrownBy(() -> new Setting("kind", "tokens").choice(OutputKind.LOGITS))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'kind' (-Dnmse.kind): 'tokens'. Expected one of: logits,"
                        + " embeddings, activations.");
    }

    @Test
    void relativePathsAreBelowTheBase() throws MojoExecutionException {
        assertThat(new Setting("dataDirectory", "a/../logits").path(BASE)).contains(BASE.resolve("logits"));
        assertThat(new Setting("dataDirectory", BASE.resolve("b").toString()).path(Path.of("/other")))
                .contains(BASE.resolve("b"));
    }

    @Test
    void anImpossiblePathIsNamed() {
        assertThatThrownBy(() -> new Setting("dataDirectory", "a\0b").path(BASE))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'dataDirectory' (-Dnmse.dataDirectory)")
                .hasMessageEndingWith("Expected a path that is valid on this system.");
    }
}
