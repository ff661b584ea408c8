package io.github.modelconversion.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.ArchitectureTable;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.UsualError;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users can choose from is listed in full where they look for it. */
class PageListsTest {

    private static String page(String name) {
        return Pages.read(Pages.SITE.resolve(name));
    }

    @ParameterizedTest
    @EnumSource
    void thePageOfFormatsHasARowForEach(Container format) {
        assertThat(page("formats.md").contains("\n| `" + format.ending() + "` |"))
                .as("formats.md has a row for %s", format.ending())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/site/markdown/usage.md",
                "src/site/markdown/parameters.md",
                "src/main/java/io/github/modelconversion/maven/ComparingMojo.java"
            })
    void formatsAreListedInTheOrderInWhichTheyAreLookedFor(String file) {
        Pattern list = Pattern.compile(Arrays.stream(Container.values())
                .map(format -> Pattern.quote("`" + format.ending() + "`"))
                .collect(Collectors.joining("[^`|]*")));

        assertThat(list.matcher(Pages.read(Path.of(file)).replaceAll("</?code>", "`"))
                        .find())
                .as("%s lists %s in this order", file, Container.endings())
                .isTrue();
    }

    static Stream<TensorType> typesWithAUsualError() {
        return Arrays.stream(TensorType.values())
                .filter(type -> UsualError.of(type, false).isPresent());
    }

    @ParameterizedTest
    @MethodSource("typesWithAUsualError")
    void thePageOfWeightTypesHasARowForEachUsualError(TensorType type) {
        assertThat(page("weight-types.md").contains("\n| " + type + " |"))
                .as("weight-types.md has a row for %s", type)
                .isTrue();
    }

    @Test
    void thePageOfConversionCheckListsAllArchitectures() {
        String page = page("conversion-check.md");

        assertThat(ArchitectureTable.all())
                .extracting(Architecture::ggufName)
                .filteredOn(name -> !page.contains("`" + name + "`"))
                .as("architectures that conversion-check.md does not list")
                .isEmpty();
    }
}
