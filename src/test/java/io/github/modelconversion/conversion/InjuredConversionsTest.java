package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.compare.WeightSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flips bits of a correct GGUF file or cuts its end: no such file passes if the damaged bytes are compared. */
class InjuredConversionsTest {

    private static final Set<Check> CHECKS = EnumSet.of(Check.METADATA, Check.WEIGHTS);
    private static final String DIRECTORY = "output_norm.weight";

    @TempDir
    private Path directory;

    private enum Outcome {
        REFUSED,
        FAILS,
        WARNS,
        PASSES
    }

    private byte[] written(TensorType type) throws IOException {
        Weighted.real("llama", type, directory).check(directory);
        return Files.readAllBytes(directory.resolve("model.gguf"));
    }

    private Outcome outcome(byte... bytes) throws IOException {
        Path file = Files.write(directory.resolve("injured.gguf"), bytes);
        try (Threads threads = Threads.start(1)) {
            OriginalFolder original = OriginalFolder.read(directory.resolve("original"), "original");
            GgufParts parts = GgufParts.read(file);
            parts.requireWhole();
            ModelComparison result = ModelComparison.of(original, parts, "injured.gguf", CHECKS)
                    .withValues(original, parts, WeightSample.ALL, threads, Progress.NONE);
            List<Severity> severities = CHECKS.stream()
                    .flatMap(check -> result.part(check).findings().stream())
                    .map(Finding::severity)
                    .toList();
            return severities.contains(Severity.FAIL)
                    ? Outcome.FAILS
                    : severities.contains(Severity.WARNING) ? Outcome.WARNS : Outcome.PASSES;
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining("expected");
            return Outcome.REFUSED;
        }
    }

    private Outcome flipped(byte[] bytes, int at, int bit) throws IOException {
        byte[] injured = bytes.clone();
        injured[at] ^= (byte) (1 << bit);
        return outcome(injured);
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    @Test
    void aCorrectFilePasses() throws IOException {
        assertThat(outcome(written(TensorType.Q8_0))).isEqualTo(Outcome.PASSES);
    }

    @Test
    void noFlipInTheHeaderOrTheDirectoryPasses() throws IOException {
        byte[] bytes = written(TensorType.Q8_0);
        int first = indexOf(bytes, DIRECTORY) - Long.BYTES;
        int end = first + Long.BYTES + DIRECTORY.length() + Integer.BYTES + Long.BYTES + Integer.BYTES + Long.BYTES;
        List<String> passed = new ArrayList<>();
        for (int at = 0; at < end; at = at == 23 ? first : at + 1) {
            for (int bit : new int[] {0, 7}) {
                boolean isVersion2 = at == 4 && bit == 0; // two names for the same file
                if (!isVersion2 && flipped(bytes, at, bit).compareTo(Outcome.FAILS) > 0) {
                    passed.add("byte " + at + ", bit " + bit);
                }
            }
        }

        assertThat(passed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama.block_count",
                "llama.context_length",
                "llama.embedding_length",
                "llama.feed_forward_length",
                "llama.attention.head_count",
                "llama.attention.head_count_kv",
                "llama.rope.dimension_count",
                "llama.rope.freq_base",
                "llama.attention.layer_norm_rms_epsilon"
            })
    void noFlipOfAComparedNumberPasses(String key) throws IOException {
        byte[] bytes = written(TensorType.Q8_0);
        int at = indexOf(bytes, (char) key.length() + "\0".repeat(7) + key) + Long.BYTES + key.length() + Integer.BYTES;
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            assertThat(flipped(bytes, at + bit / 8, bit % 8)).as("bit %d", bit).isIn(Outcome.FAILS, Outcome.REFUSED);
        }
    }

    @Test
    void noTruncatedFilePasses() throws IOException {
        byte[] bytes = written(TensorType.Q8_0);

        for (int length : new int[] {0, 4, 23, 24, 500, bytes.length / 2, bytes.length - 1}) {
            assertThat(outcome(Arrays.copyOf(bytes, length)))
                    .as("%d bytes", length)
                    .isEqualTo(Outcome.REFUSED);
        }
    }

    /** A weight that is off by less than rounding to 8 significant bits only warns. */
    @ParameterizedTest
    @EnumSource(
            value = TensorType.class,
            names = {"F32", "F16", "BF16"})
    void noFlipOfAFloatPassesSilently(TensorType type) throws IOException {
        byte[] bytes = written(type);
        int size = type == TensorType.F32 ? Float.BYTES : Short.BYTES;
        int at = bytes.length - 1_000 * size;
        for (int bit = 0; bit < 8 * size; bit++) {
            int significant = type == TensorType.F32 ? 17 : type == TensorType.F16 ? 4 : 1;
            assertThat(flipped(bytes, at + bit / 8, bit % 8))
                    .as("bit %d", bit)
                    .isEqualTo(bit < significant ? Outcome.WARNS : Outcome.FAILS);
        }
    }
}
