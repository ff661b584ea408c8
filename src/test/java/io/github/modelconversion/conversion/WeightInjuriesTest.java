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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Injures the weights of a correct GGUF file, in each type bit by bit, row by row and tensor by tensor, and counts what the
 * check says. The table on the site has all counts; each build repeats some of the injuries.
 */
class WeightInjuriesTest {

    private static final Path TABLE = Path.of("src", "site", "resources", "tables", "weight-injuries.csv");
    private static final String HEAD = "type,injury,cases,fail,warning,pass\n";

    /** {@code -DargLine=-Dinjuries=all}: all of them, and with {@code write} the table of the site is written. */
    private static final String MODE = System.getProperty("injuries", "some");

    /** Of the injuries of a kind, one of this many is tried. */
    private static final int STRIDE = MODE.equals("some") ? 23 : 1;

    private static final int ALIGNMENT = 32;
    private static final String TENSOR = "blk.0.attn_output.weight";
    private static final String OTHER_LAYER = "blk.1.attn_output.weight";

    /** The columns of the matrices. */
    private static final int COLUMNS = 256;

    /** The weights to injure, with their blocks: from the beginning, the middle and the end of the tensor. */
    private static final int[] WEIGHTS = {0, 300, 25_000, COLUMNS * COLUMNS - 1};

    @TempDir
    private Path directory;

    private final Map<String, Map<Severity, Integer>> counts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int number;

    /** Fields of a block: name, first byte, bytes; as in ggml-common.h. */
    private record Field(String name, int first, int bytes) {}

    private static List<Field> fields(TensorType type) {
        return switch (type) {
            case F32 ->
                List.of(
                        new Field("mantissa, bits 0-15", 0, 2),
                        new Field("mantissa, bits 16-22, and lowest bit of the exponent", 2, 1),
                        new Field("exponent and sign", 3, 1));
            case F16, BF16 -> List.of(new Field("low byte", 0, 1), new Field("high byte", 1, 1));
            case Q8_0 -> List.of(new Field("scale", 0, 2), new Field("steps", 2, 32));
            case Q4_0 -> List.of(new Field("scale", 0, 2), new Field("steps", 2, 16));
            case Q4_K ->
                List.of(
                        new Field("scale", 0, 2),
                        new Field("scale of the minima", 2, 2),
                        new Field("scales and minima of the groups", 4, 12),
                        new Field("steps", 16, 128));
            case Q2_K ->
                List.of(
                        new Field("scales and minima of the groups", 0, 16),
                        new Field("steps", 16, 64),
                        new Field("scale", 80, 2),
                        new Field("scale of the minima", 82, 2));
            default -> throw new IllegalArgumentException(type.name());
        };
    }

    /** The offset of a tensor's data, by a reader of its own. */
    private static int data(byte[] bytes, String name) {
        int end = 0;
        long found = -1;
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int tensors = (int) little.getLong(8);
        int at = text.indexOf("output.weight") - Long.BYTES;
        for (int i = 0; i < tensors; i++) {
            int length = (int) little.getLong(at);
            String other = text.substring(at + Long.BYTES, at + Long.BYTES + length);
            at += Long.BYTES + length;
            int dimensions = little.getInt(at);
            at += Integer.BYTES + dimensions * Long.BYTES + Integer.BYTES;
            if (other.equals(name)) {
                found = little.getLong(at);
            }
            at += Long.BYTES;
            end = at;
        }
        return (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + (int) found;
    }

    private Severity outcome(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("injured.gguf"), bytes);
        try (Threads threads = Threads.start(1)) {
            OriginalFolder original = OriginalFolder.read(directory.resolve("original"), "original");
            GgufParts parts = GgufParts.read(file);
            parts.requireWhole();
            return ModelComparison.of(original, parts, "injured.gguf", Set.of(Check.WEIGHTS))
                    .withValues(original, parts, WeightSample.ALL, threads, Progress.NONE)
                    .tensors()
                    .findings()
                    .stream()
                    .map(Finding::severity)
                    .min(Severity::compareTo)
                    .orElse(Severity.INFO);
        }
    }

    private void injure(TensorType type, String injury, byte[] bytes, boolean mustFail) throws IOException {
        if (number++ % STRIDE != 0) {
            return;
        }
        Severity outcome = outcome(bytes);
        counts.computeIfAbsent(type + ",\"" + injury + '"', key -> new EnumMap<>(Severity.class))
                .merge(outcome, 1, Integer::sum);
        if (mustFail && outcome != Severity.FAIL) {
            wrong.add(type + ": " + injury + ": " + outcome + ", " + number);
        }
    }

    private void injureBits(TensorType type, byte[] bytes) throws IOException {
        int start = data(bytes, TENSOR);
        for (Field field : fields(type)) {
            for (int weight : WEIGHTS) {
                int step = Math.max(1, field.bytes() / 8);
                for (int at = field.first(); at < field.first() + field.bytes(); at += step) {
                    for (int bit = 0; bit < Byte.SIZE; bit++) {
                        byte[] injured = bytes.clone();
                        injured[start + weight / type.blockValues() * type.blockBytes() + at] ^= (byte) (1 << bit);
                        injure(type, "a bit of " + field.name(), injured, isHighest(type, field, at, bit));
                    }
                }
            }
        }
    }

    /** The sign or a high bit of the exponent of a float, or of the scale of a block. */
    private static boolean isHighest(TensorType type, Field field, int at, int bit) {
        if (type == TensorType.F32) {
            return at == 3;
        }
        if (type == TensorType.F16 || type == TensorType.BF16) {
            return at == 1;
        }
        return field.name().equals("scale") && at == field.first() + 1 && bit >= 5;
    }

    private void injureRows(TensorType type, byte[] bytes) throws IOException {
        int start = data(bytes, TENSOR);
        int row = COLUMNS / type.blockValues() * type.blockBytes();
        for (int i = 0; i < 16; i++) {
            int one = start + i * 16 * row;
            int other = start + (i * 16 + 5) * row;
            injure(type, "two rows swapped", swapped(bytes, one, other, row), true);
            byte[] zero = bytes.clone();
            Arrays.fill(zero, one, one + row, (byte) 0);
            injure(type, "a row of zero bytes", zero, true);
            byte[] repeated = bytes.clone();
            System.arraycopy(bytes, other, repeated, one, row);
            injure(type, "a row repeated", repeated, true);
            byte[] moved = bytes.clone();
            System.arraycopy(bytes, one, moved, one + type.blockBytes(), row * 4);
            injure(type, "four rows moved by a block", moved, true);
        }
    }

    private void injureTensors(TensorType type, byte[] bytes) throws IOException {
        int size = COLUMNS * COLUMNS / type.blockValues() * type.blockBytes();
        int one = data(bytes, TENSOR);
        int other = data(bytes, OTHER_LAYER);
        injure(type, "two tensors swapped", swapped(bytes, one, other, size), true);
        byte[] repeated = bytes.clone();
        System.arraycopy(bytes, other, repeated, one, size);
        injure(type, "a tensor twice", repeated, true);
    }

    private static byte[] swapped(byte[] bytes, int one, int other, int length) {
        byte[] swapped = bytes.clone();
        System.arraycopy(bytes, one, swapped, other, length);
        System.arraycopy(bytes, other, swapped, one, length);
        return swapped;
    }

    @Test
    void noInjuryThatMattersPasses() throws IOException {
        for (TensorType type : List.of(
                TensorType.F32,
                TensorType.F16,
                TensorType.BF16,
                TensorType.Q8_0,
                TensorType.Q4_0,
                TensorType.Q4_K,
                TensorType.Q2_K)) {
            Weighted.real("llama", type, directory).check(directory);
            byte[] bytes = Files.readAllBytes(directory.resolve("model.gguf"));
            assertThat(outcome(bytes)).isEqualTo(Severity.INFO);
            injureBits(type, bytes);
            injureRows(type, bytes);
            injureTensors(type, bytes);
        }

        assertThat(wrong).isEmpty();
        assertInTable();
    }

    private void assertInTable() throws IOException {
        StringBuilder lines = new StringBuilder(HEAD);
        counts.forEach((injury, of) -> lines.append(injury)
                .append(',')
                .append(of.values().stream().mapToInt(Integer::intValue).sum())
                .append(',')
                .append(of.getOrDefault(Severity.FAIL, 0))
                .append(',')
                .append(of.getOrDefault(Severity.WARNING, 0))
                .append(',')
                .append(of.getOrDefault(Severity.INFO, 0))
                .append('\n'));
        if (MODE.equals("write")) {
            Files.writeString(TABLE, lines);
        }
        if (!MODE.equals("some")) {
            assertThat(TABLE).hasContent(lines.toString());
            return;
        }
        List<String> rows = Files.readAllLines(TABLE);
        counts.forEach((injury, of) -> {
            String row = rows.stream()
                    .filter(any -> any.startsWith(injury + ","))
                    .findFirst()
                    .orElseThrow();
            String[] all = row.substring(injury.length() + 1).split(",", -1);
            Iterator<String> known = List.of(all).subList(1, all.length).iterator();
            for (Severity severity : Severity.values()) {
                assertThat(of.getOrDefault(severity, 0))
                        .as("%s, %s", injury, severity)
                        .isLessThanOrEqualTo(Integer.parseInt(known.next()));
            }
        });
    }
}
