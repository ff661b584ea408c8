package io.github.modelconversion.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.Finding.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingTest {

    private final Map<String, Number> numbers = new LinkedHashMap<>();

    FindingTest() {
        numbers.put("zebra", 1);
        numbers.put("ape", 2);
        numbers.put("bear", Double.NaN);
    }

    @Test
    void keepsItsEvidenceInTheOrderGiven() {
        assertThat(new Finding(Code.LOSSY_TEXT, Severity.INFO, "text", numbers).evidence())
                .containsExactly(Map.entry("zebra", 1), Map.entry("ape", 2), Map.entry("bear", Double.NaN));
    }

    @Test
    void aMessageShowsTheTextsOfTheTokensItMentions() {
        Finding finding = new Finding(
                Code.TOP1_DIFFERS,
                Severity.INFO,
                "index 410 (2.5), index 261 and id 7, vertex 8 at index 9x",
                Map.of());

        assertThat(finding.tokens()).containsExactly(7L, 261L, 410L);
        assertThat(finding.named(Map.of(410L, "$1", 7L, " a")).message())
                .isEqualTo("index 410 \"$1\" (2.5), index 261 and id 7 \" a\", vertex 8 at index 9x");
        assertThat(finding.named(Map.of(410L, "$1")).code()).isEqualTo(Code.TOP1_DIFFERS);
    }

    /** The index of an offset is no entry of the vocabulary. */
    @Test
    void aMessageAboutSomethingElseMentionsNoToken() {
        Finding finding = new Finding(Code.INDEX_OFFSET, Severity.WARNING, "from index 4 on", Map.of());

        assertThat(finding.tokens()).isEmpty();
        assertThat(finding.named(Map.of(4L, "a"))).isEqualTo(finding);
    }

    @Test
    void differencesBetweenModelFilesAreThoseOfMetadataWeightsAndTokenizer() {
        assertThat(List.of(Code.METADATA_DIFFERS, Code.WEIGHTS_DIFFER, Code.CHAT_TEMPLATE_MISSING))
                .allMatch(Code::isOfModels);
        assertThat(List.of(Code.ARCHITECTURE_UNKNOWN, Code.NOT_CHECKED, Code.SCALED, Code.TOP1_DIFFERS))
                .noneMatch(Code::isOfModels);
    }

    @Test
    void doesNotChangeWithItsSourceMap() {
        Finding finding = new Finding(Code.LOSSY_TEXT, Severity.INFO, "text", numbers);
        numbers.clear();

        assertThat(finding.evidence()).hasSize(3);
    }

    @Test
    void cannotBeChanged() {
        Map<String, Number> evidence = new Finding(Code.LOSSY_TEXT, Severity.INFO, "text", numbers).evidence();

        assertThatThrownBy(() -> evidence.put("more", 4)).isInstanceOf(UnsupportedOperationException.class);
    }
}
