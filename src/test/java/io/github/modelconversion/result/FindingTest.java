package io.github.modelconversion.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.Finding.Code;
import java.util.LinkedHashMap;
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
