package io.github.modelconversion.report.words;

import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonNamesTest {

    private static Comparison named(String model, String data, String referenceTensor, String testTensor) {
        return new Comparison(
                new Subject(
                        OutputKind.LOGITS,
                        given(data),
                        new Output("original", "a.npz", given(referenceTensor), Optional.empty()),
                        new Output(model, "b.npz", given(testTensor), Optional.empty()),
                        Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Optional<String> given(String name) {
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-Q4_0, '', '', '', tiny-Q4_0",
        "tiny-Q4_0, p/data, '', '', tiny-Q4_0:p/data",
        "tiny-Q4_0, p/data, h.0, l_out-0, tiny-Q4_0:p/data:h.0",
        "tiny-Q4_0, '', h.0, '', tiny-Q4_0::h.0",
        "tiny-Q4_0, p, '', h.0, tiny-Q4_0:p:+h.0",
        "my model, '../a: b (c)', 'x%', '', my%20model:../a%3a%20b%20%28c%29:x%25",
        "modèle, \"'<, '', '', mod%c3%a8le:%22%27%3c"
    })
    void anIdIsMadeOfTheNames(String model, String data, String reference, String test, String id) {
        assertThat(ComparisonNames.id(named(model, data, reference, test))).isEqualTo(id);
    }

    /** Figures, limits and verdicts may change from one build to the next. */
    @Test
    void anIdDependsOnNothingElse() {
        assertThat(ComparisonNames.id(passing().comparison()))
                .isEqualTo(ComparisonNames.id(
                        passing().withoutLimits().withoutTestFile().comparison()));
    }

    @Test
    void differentNamesGiveDifferentIds() {
        List<String> parts = List.of("a", "b", "a:b", "a%3ab", "a+b", "+a", ":", "%3a");
        List<String> ids = parts.stream()
                .flatMap(model -> Stream.concat(Stream.of(""), parts.stream())
                        .flatMap(data -> Stream.concat(
                                Stream.concat(Stream.of(""), parts.stream())
                                        .map(tensor -> ComparisonNames.id(named(model, data, tensor, ""))),
                                parts.stream().map(tensor -> ComparisonNames.id(named(model, data, "", tensor))))))
                .toList();

        assertThat(ids).hasSize(8 * 9 * 17).doesNotHaveDuplicates();
    }

    @Test
    void aSkippedComparisonHasTheIdThatItWouldHaveOtherwise() {
        assertThat(ComparisonNames.id(
                        new Skipped(Optional.of("p/data"), "tiny", "tiny-Q4_0", Optional.of("h.0"), "absent")))
                .isEqualTo(ComparisonNames.id(named("tiny-Q4_0", "p/data", "h.0", "h.0")));
    }

    @Test
    void aCheckedFileHasAnId() {
        assertThat(ComparisonNames.id(
                        new CheckedModel(Optional.of("one"), "tiny", "models/tiny.gguf", List.of(), List.of())))
                .isEqualTo("models/tiny.gguf:one");
    }
}
