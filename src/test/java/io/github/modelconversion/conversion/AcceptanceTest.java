package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceTest {

    private static final Finding FINDING = new Finding(
            Code.METADATA_DIFFERS, Severity.FAIL, "config.json says a.b 1 (x+y), the GGUF file llama.b 2", Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "METADATA_DIFFERS",
                " METADATA_DIFFERS ",
                "METADATA_DIFFERS:",
                "METADATA_DIFFERS: llama.b",
                "METADATA_DIFFERS:config.json*llama.b 2",
                "METADATA_DIFFERS:a.b*1*2",
                "METADATA_DIFFERS:(x+y)",
                "METADATA_DIFFERS:*"
            })
    void acceptsFindingsByCodeAndPartOfTheMessage(String text) {
        assertThat(Acceptance.parse(text)).get().matches(acceptance -> acceptance.accepts(FINDING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "METADATA_MISSING",
                "METADATA_DIFFERS:llama.c",
                "METADATA_DIFFERS:llama.b*config.json",
                // Regular expression characters are literal, a dot too.
                "METADATA_DIFFERS:llama_b",
                "METADATA_DIFFERS:aXb",
                "METADATA_DIFFERS:x*y)z"
            })
    void leavesOtherFindings(String text) {
        assertThat(Acceptance.parse(text)).get().matches(acceptance -> !acceptance.accepts(FINDING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata_differs", "METADATA", "llama.b", ":llama.b", "METADATA_DIFFERS llama.b", ""})
    void needsACode(String text) {
        assertThat(Acceptance.parse(text)).isEmpty();
    }

    @Test
    void keepsWhatTheUserWrote() {
        assertThat(Acceptance.parse(" WEIGHT_MISSING : x "))
                .get()
                .extracting(Acceptance::text)
                .isEqualTo("WEIGHT_MISSING : x");
    }
}
