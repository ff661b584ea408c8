package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.input.gguf.GgufException;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One bit of the tokenizer in a correct GGUF file is changed: where the check passes, llama.cpp reads the same from the file.
 * The table on the site has all counts; each build repeats some of the changes.
 */
class InjuredTokenizersTest {

    private static final Path TABLE = Path.of("src", "site", "resources", "tables", "tokenizer-injuries.csv");
    private static final String HEAD = "key,cases,refused,fail,warning,pass\n";

    /** {@code -DargLine=-Dinjuries=all}: all of them, and with {@code write} the table of the site is written. */
    private static final String MODE = System.getProperty("injuries", "some");

    /** One bit of this many is changed; a prime, so that every bit of a byte has its turn. */
    private static final int STRIDE = MODE.equals("some") ? 3_701 : 101;

    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    /** Compared with config.json, as one of the metadata. */
    private static final Set<String> METADATA = Set.of("tokenizer.ggml.token_type_count");

    private static final int STRING = 8;
    private static final int ARRAY = 9;

    @TempDir
    private Path directory;

    private enum Outcome {
        REFUSED,
        FAIL,
        WARNING,
        PASS
    }

    private final Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();
    private final List<String> passed = new ArrayList<>();

    /** An entry of the metadata in a file: its key, the first byte of its value with the type, and the end. */
    private record Entry(String key, int from, int to) {}

    private static List<Entry> entries(byte[] bytes) {
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        little.position(16);
        List<Entry> entries = new ArrayList<>();
        for (long count = little.getLong(); count > 0; count--) {
            byte[] key = new byte[(int) little.getLong()];
            little.get(key);
            int from = little.position();
            skip(little, little.getInt());
            entries.add(new Entry(new String(key, StandardCharsets.UTF_8), from, little.position()));
        }
        return entries;
    }

    private static void skip(ByteBuffer little, int type) {
        if (type == STRING) {
            little.position(little.position() + 8 + (int) little.getLong(little.position()));
        } else if (type == ARRAY) {
            int elements = little.getInt();
            for (long count = little.getLong(); count > 0; count--) {
                skip(little, elements);
            }
        } else {
            little.position(little.position() + SIZES[type]);
        }
    }

    private Outcome outcome(Path folder, byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("injured.gguf"), bytes);
        try {
            OriginalConfig config = OriginalConfig.read(folder.resolve("config.json"), "original/config.json");
            TokenizerResult result = TokenizerCheck.compare(folder, "original", config, GgufMetadata.read(file));
            Map<Severity, Integer> found = new EnumMap<>(Severity.class);
            for (Finding finding : result.findings()) {
                found.merge(finding.severity(), 1, Integer::sum);
            }
            if (found.containsKey(Severity.FAIL) || !result.measured()) {
                return Outcome.FAIL;
            }
            return found.isEmpty() ? Outcome.PASS : Outcome.WARNING;
        } catch (GgufException refused) {
            return Outcome.REFUSED;
        }
    }

    private void injure(String name) throws IOException {
        TokenizerPair pair = TokenizerPair.real(name, directory);
        Path file = pair.converted.write(directory.resolve(name + ".gguf"));
        byte[] bytes = Files.readAllBytes(file);
        assertThat(outcome(pair.folder, bytes)).isEqualTo(Outcome.PASS);
        for (Entry entry : entries(bytes)) {
            if (entry.key().startsWith("tokenizer.") && !METADATA.contains(entry.key())) {
                int bits = (entry.to() - entry.from()) * Byte.SIZE;
                int stride = Math.min(STRIDE, Math.max(1, bits / 3));
                for (int bit = bits % 5; bit < bits; bit += stride) {
                    byte[] injured = bytes.clone();
                    injured[entry.from() + bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                    Outcome outcome = outcome(pair.folder, injured);
                    counts.computeIfAbsent(entry.key(), key -> new EnumMap<>(Outcome.class))
                            .merge(outcome, 1, Integer::sum);
                    if (outcome == Outcome.PASS && !isTheSame(entry, bytes, bit)) {
                        passed.add(
                                name + ": " + entry.key() + ", byte " + bit / Byte.SIZE + ", bit " + bit % Byte.SIZE);
                    }
                }
            }
        }
    }

    /**
     * llama.cpp reads the same: a score of -0 for 0, a flag that is another number than 0, the pre-tokenizer of a tokenizer
     * that has none.
     */
    private static boolean isTheSame(Entry entry, byte[] bytes, int bit) {
        int at = entry.from() + bit / Byte.SIZE;
        return switch (entry.key()) {
            case "tokenizer.ggml.scores" ->
                bit % Byte.SIZE == 7
                        && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(at - 3) == 0;
            case "tokenizer.ggml.add_bos_token",
                    "tokenizer.ggml.add_eos_token",
                    "tokenizer.ggml.normalizer.lowercase" -> bytes[at] == 1 && bit % Byte.SIZE != 0;
            case "tokenizer.ggml.pre" -> !isBpe(bytes);
            default -> false;
        };
    }

    private static boolean isBpe(byte[] bytes) {
        return entries(bytes).stream()
                .filter(entry -> entry.key().equals("tokenizer.ggml.model"))
                .anyMatch(
                        entry -> new String(bytes, entry.from(), entry.to() - entry.from(), StandardCharsets.ISO_8859_1)
                                .endsWith("gpt2"));
    }

    private void assertInTable() throws IOException {
        StringBuilder lines = new StringBuilder(HEAD);
        counts.forEach((key, of) -> lines.append(key
                + ','
                + of.values().stream().mapToInt(Integer::intValue).sum()
                + Arrays.stream(Outcome.values())
                        .map(outcome -> "," + of.getOrDefault(outcome, 0))
                        .collect(Collectors.joining())
                + '\n'));
        if (MODE.equals("write")) {
            Files.writeString(TABLE, lines);
        }
        if (!MODE.equals("some")) {
            assertThat(TABLE).hasContent(lines.toString());
        }
    }

    @Test
    void noChangedBitOfATokenizerPasses() throws IOException {
        for (String name : List.of("llama", "gpt2", "bert", "gemma2", "phi3", "starcoder2")) {
            injure(name);
        }

        assertThat(passed).isEmpty();
        assertInTable();
    }
}
