package io.github.modelconversion.report.words;

import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Comparison;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    private static List<String> words(String joined) {
        return List.of(joined.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "a/p1/data a/p2/data, p1 p2",
        "a/b/data a/bc/data, b bc",
        "a/bc/data a/b/data, bc b",
        "a/p1/x a/p2/y, p1/x p2/y",
        "a/p1/data a/p2/more-data, p1/data p2/more-data",
        "p1/data p2/data, p1 p2",
        "x/data x/x/data, data x/data",
        "x/x/data x/data, x/data data",
        "/a/data /b/data, a b",
        "/data x/data, /data x/data",
        "data data, data data",
        "a/data a/data, a/data a/data",
        "a/data, a/data"
    })
    void ofPathsKeepWhatDistinguishesThem(String paths, String expected) {
        Names names = Names.ofPaths(words(paths));

        assertThat(words(paths)).map(names::shortened).isEqualTo(words(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-f16 tiny-Q4_0, f16 Q4_0",
        "tiny-a tiny-b, a b",
        "tiny- tiny-f16, tiny- tiny-f16",
        "tiny tiny-f16, tiny tiny-f16",
        "other-f16 tiny-f16, other-f16 tiny-f16"
    })
    void ofModelsKeepWhatFollowsTheOriginalsName(String tests, String expected) {
        List<Comparison> comparisons = Stream.of(tests.split(" "))
                .map(test -> passing().withModels("tiny", test).comparison())
                .toList();

        Names names = Names.ofModels(comparisons);

        assertThat(words(tests)).map(names::shortened).isEqualTo(words(expected));
    }
}
