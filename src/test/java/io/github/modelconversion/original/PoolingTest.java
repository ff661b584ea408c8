package io.github.modelconversion.original;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The files of a sentence-transformers model. */
class PoolingTest {

    @TempDir
    private Path folder;

    private void modules(String... pathsAndTypes) throws IOException {
        StringBuilder modules = new StringBuilder();
        for (int i = 0; i < pathsAndTypes.length; i += 2) {
            modules.append(i == 0 ? "" : ", ")
                    .append("{\"idx\": " + i / 2 + ", \"path\": \"" + pathsAndTypes[i]
                            + "\", \"type\": \"sentence_transformers.models." + pathsAndTypes[i + 1] + "\"}");
        }
        Files.writeString(folder.resolve("modules.json"), "[" + modules + "]");
    }

    private Optional<Pooling> pooling(String path, String config) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(path)).resolve("config.json"), config);
        return Pooling.of(folder, "original");
    }

    /** {@code llama_pooling_type} in llama.cpp's {@code llama.h}. */
    @ParameterizedTest
    @EnumSource
    void hasTheNumberOfLlamaCpp(Pooling pooling) {
        assertThat(pooling.number())
                .isEqualTo(
                        switch (pooling) {
                            case MEAN -> 1;
                            case CLS -> 2;
                            case LAST -> 3;
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"pooling_mode_mean_tokens\": true, \"pooling_mode_cls_token\": false}', MEAN",
        "'{\"pooling_mode_mean_tokens\": false, \"pooling_mode_cls_token\": true}', CLS",
        "'{\"pooling_mode_lasttoken\": true}', LAST",
        "'{\"pooling_mode\": \"lasttoken\"}', LAST",
        "'{\"pooling_mode\": \"mean\", \"pooling_mode_cls_token\": true}', MEAN",
        "'{\"pooling_mode\": \"max\", \"pooling_mode_cls_token\": true}', ",
        "'{\"pooling_mode_mean_tokens\": true, \"pooling_mode_cls_token\": true}', ",
        "'{\"pooling_mode_max_tokens\": true}', ",
        "'{\"pooling_mode_mean_tokens\": \"yes\"}', "
    })
    void isTheOnlyOneThatItsModuleChooses(String config, Pooling pooling) throws IOException {
        modules("", "Transformer", "1_Pooling", "Pooling", "2_Normalize", "Normalize");

        assertThat(pooling("1_Pooling", config)).isEqualTo(Optional.ofNullable(pooling));
    }

    @Test
    void isUnknownWithoutAModuleOrItsFile() throws IOException {
        assertThat(Pooling.of(folder, "original")).isEmpty();
        modules("", "Transformer", "2_Normalize", "Normalize");
        assertThat(pooling("2_Normalize", "{\"pooling_mode\": \"mean\"}")).isEmpty();
        modules("", "Transformer", "1_Pooling", "Pooling");
        assertThat(Pooling.of(folder, "original")).isEmpty();
    }

    @Test
    void isNotReadFromOtherFolders() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("model"));
        Files.writeString(folder.resolve("config.json"), "{\"pooling_mode\": \"mean\"}");
        Files.writeString(
                inner.resolve("modules.json"),
                "[{\"path\": \"..\", \"type\": \"sentence_transformers.models.Pooling\"}]");

        assertThat(Pooling.of(inner, "original")).isEmpty();
    }
}
