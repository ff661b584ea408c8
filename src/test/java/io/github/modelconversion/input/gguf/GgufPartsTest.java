package io.github.modelconversion.input.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.conversion.GgufCopy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufPartsTest {

    private static final int ALIGNMENT = 32;

    @TempDir
    private Path folder;

    /** The sizes in bytes of the files that the converter wrote. */
    @ParameterizedTest
    @CsvSource({
        "bert, 2395648",
        "gemma2, 1857376",
        "gemma3, 1858080",
        "gpt2, 3973824",
        "llama, 2770464",
        "mixtral, 2444384",
        "phi3, 2114752",
        "qwen2, 1725120",
        "qwen3moe, 2444960",
        "starcoder2, 875328"
    })
    void aFileIsWholeOnlyWithItsLastTensor(String name, long size) throws IOException {
        Path head = Path.of("testdata", "conversions", name, name + ".gguf.head");
        Path file = Files.copy(head, folder.resolve("model.gguf"));

        setLength(file, size);
        assertThatCode(() -> GgufParts.read(file).requireWhole()).doesNotThrowAnyException();
        setLength(file, size - ALIGNMENT);
        assertThatThrownBy(() -> GgufParts.read(file).requireWhole())
                .isInstanceOf(GgufException.class)
                .hasMessageContainingAll("model.gguf", "cut");
        setLength(file, Files.size(head));
        assertThatThrownBy(() -> GgufParts.read(file).requireWhole())
                .isInstanceOf(GgufException.class)
                .hasMessageContainingAll("model.gguf", "cut");
    }

    @Test
    void anImportanceMatrixIsNamedByKeysOfTheFile() throws IOException {
        Path file = folder.resolve("model.gguf");

        GgufCopy.empty().tensor("a.weight", 32).write(file);
        assertThat(GgufParts.read(file).hasImatrix()).isFalse();
        GgufCopy.empty()
                .tensor("a.weight", 32)
                .uint32("quantize.imatrix.entries_count", 14)
                .write(file);
        assertThat(GgufParts.read(file).hasImatrix()).isTrue();
    }

    private static void setLength(Path file, long size) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(size);
        }
    }
}
