package io.github.modelconversion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAgeTest {

    private static final int TEN_MINUTES = 600;

    @TempDir
    Path folder;

    /** Writes a file with this time stamp, or sets the time stamp of an existing folder. */
    private Path at(int seconds, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000 + seconds)));
    }

    @Test
    void aModelIsNewerWhenItWasWrittenMoreThanTenMinutesLater() throws IOException {
        Path output = at(0, "output.bin");

        assertThat(ModelAge.newerThan(output, at(TEN_MINUTES, "same.gguf"))).isEmpty();
        assertThat(ModelAge.newerThan(output, at(TEN_MINUTES + 1, "newer.gguf")))
                .contains(folder.resolve("newer.gguf"));
        assertThat(ModelAge.newerThan(output, at(-TEN_MINUTES - 1, "older.gguf")))
                .isEmpty();
    }

    @Test
    void theNewestWeightFileOfAFolderCounts() throws IOException {
        Path output = at(0, "output.bin");
        at(3000, "model/model-00001.safetensors");
        Path newest = at(5000, "model/model-00002.safetensors");
        at(4000, "model/model-00003.safetensors");
        at(9000, "model/README.md");
        Files.createDirectory(folder.resolve("model/old.bin"));
        at(9000, "model/old.bin");

        assertThat(ModelAge.newerThan(output, folder.resolve("model"))).contains(newest);
        assertThat(ModelAge.newerThan(at(4900, "later.bin"), folder.resolve("model")))
                .isEmpty();
    }

    /** In whatever order the system lists them. */
    @ParameterizedTest
    @ValueSource(strings = {"pth", "bin", "gguf", "pt", "safetensors"})
    void theFirstNameOfEquallyOldWeightsIsReported(String ending) throws IOException {
        Path output = at(0, "output.bin");
        for (String name : List.of("c", "d", "e", "f", "g", "h", "a", "i", "j", "k", "l", "m", "n", "b")) {
            at(3000, "model/" + name + "." + ending);
        }

        assertThat(ModelAge.newerThan(output, folder.resolve("model"))).contains(folder.resolve("model/a." + ending));
    }

    @Test
    void aMissingModelHasNoAge() throws IOException {
        Path output = at(0, "output.bin");
        Files.createDirectory(folder.resolve("empty"));

        assertThat(ModelAge.newerThan(output, folder.resolve("empty"))).isEmpty();
        assertThat(ModelAge.newerThan(output, folder.resolve("none.gguf"))).isEmpty();
    }
}
