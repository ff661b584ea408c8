package io.github.modelconversion.plan.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {

    @ParameterizedTest
    @CsvSource({
        "models/tiny, tiny",
        "models/tiny/, tiny",
        "models/tiny//, tiny",
        "models/tiny/., tiny",
        "tiny, tiny",
        "google/gemma-2b, gemma-2b",
        "/srv/models/tiny-Q8_0.gguf, tiny-Q8_0",
        "models/tiny.gguf/, tiny",
        "My.Model-v1.0.Q4_K_M.gguf, My.Model-v1.0.Q4_K_M",
        "tiny.gguf.gguf, tiny.gguf",
        "C:\\models\\tiny.gguf, tiny",
        "' models/tiny ', tiny"
    })
    void theLastPathComponentNamesTheModel(String path, String name) {
        assertThat(ModelName.of(path)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "/", "//", ".", "..", "models/..", "../", ".gguf", "models/ .gguf", "a\u0000b", "a\nb"})
    void aPathWithoutALastComponentHasNoName(String path) {
        assertThat(ModelName.of(path)).isEmpty();
    }
}
