package io.github.modelconversion.shard;

import static io.github.modelconversion.shard.ShardFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.gate.MeasuredRun;
import io.github.modelconversion.gate.NotMeasured;
import io.github.modelconversion.store.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateTest {

    @TempDir
    private Path folder;

    private ShardFixture shards;
    private Path state;
    private byte[] bytes;

    @BeforeEach
    void writeAState() throws IOException {
        shards = new ShardFixture(folder);
        // One shard with figures and a finding with evidence, one without figures.
        byte[] reference = run(2, 1, 10);
        state = shards.state(
                "a",
                shards.pair("copied", reference, reference, 0, 1),
                ShardFixture.pair("f16", "m-Q4_0", folder.resolve("none.kld"), folder.resolve("none.kld")));
        bytes = Files.readAllBytes(state);
    }

    private List<Measured> read(byte[] content) throws IOException {
        return StateFile.read(Files.write(folder.resolve("b.state"), content), "b.state");
    }

    private List<Measured> read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the text with a correct checksum. */
    private static String withChecksum(String content) {
        String without = content.replaceFirst("\"crc32c\": \"[0-9a-f]{8}\"", "\"crc32c\": \"00000000\"");
        CRC32C checksum = new CRC32C();
        checksum.update(without.getBytes(StandardCharsets.UTF_8));
        return without.replaceFirst("00000000", String.format(Locale.ROOT, "%08x", checksum.getValue()));
    }

    @Test
    void isReadBackUnchanged() throws IOException {
        List<Measured> known = StateFile.read(state, "a.state");

        assertThat(known).hasSize(2);
        assertThat(known.get(0).findings().get(0).evidence()).containsEntry("values", 19L * 97);
        assertThat(known.get(0)).isInstanceOfSatisfying(MeasuredRun.class, run -> {
            assertThat(run.chunks()).hasSize(1);
            assertThat(run.rows().rows()).isEqualTo(19);
        });
        assertThat(known.get(0).subject().test().content().orElseThrow().crc32c())
                .hasSize(8);
        assertThat(known.get(1)).isInstanceOf(NotMeasured.class);
        assertThat(known.get(1).subject().type().orElseThrow().quantization().name())
                .isEqualTo("Q4_0");
        try (var out = Files.newOutputStream(folder.resolve("again.state"))) {
            StateFile.write(known, out);
        }
        assertThat(folder.resolve("again.state")).hasBinaryContent(bytes);
    }

    /** Only the final line end may be missing. */
    @Test
    void aTruncatedFileIsRefusedWhereverItEnds() {
        for (int size = 0; size < bytes.length - 1; size += 11) {
            byte[] cut = Arrays.copyOf(bytes, size);
            assertThatThrownBy(() -> read(cut)).as("%d bytes", size).isExactlyInstanceOf(JsonException.class);
        }
    }

    @Test
    void aByteThatWasChangedIsFound() {
        for (int at = 0; at < bytes.length; at += 11) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x10;
            assertThatThrownBy(() -> read(changed)).as("byte %d", at).isExactlyInstanceOf(JsonException.class);
        }
    }

    @Test
    void theMessageSaysWhatTheChecksumShouldBe() throws IOException {
        String changed =
                text().replaceFirst("\"vocabulary\": 97", "\"vocabulary\": 97 ").replace("m-Q4_0", "m-Q8_0");
        String expected = withChecksum(text().replace("m-Q4_0", "m-Q8_0"));
        String checksum = expected.substring(expected.indexOf("crc32c") + 10, expected.indexOf("crc32c") + 18);

        assertThatThrownBy(() -> read(changed))
                .hasMessageStartingWith("b.state: expected " + checksum + ", the CRC-32C of the rest, found ")
                .hasMessageEndingWith("it was changed, at $.crc32c");
        assertThat(read(expected).get(1).subject().test().model()).isEqualTo("m-Q8_0");
    }

    /** With a recomputed checksum any contents are possible: they are read, or refused with a one-line message. */
    @Test
    void aDeliberatelyChangedDigitDoesNoHarm() throws IOException {
        Random random = new Random(11);
        int refused = 0;
        int read = 0;
        for (int round = 0; round < 300; round++) {
            char[] changed = text().toCharArray();
            int at = random.nextInt(changed.length);
            changed[at] = Character.isDigit(changed[at]) ? (char) ('0' + random.nextInt(10)) : changed[at];
            try {
                read += read(withChecksum(new String(changed))).size();
            } catch (JsonException damage) {
                assertThat(damage.getMessage()).startsWith("b.state: expected ").doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(read).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "schemaVersion": 2 | "schemaVersion": 1 | expected schemaVersion 2, found 1: another version of the plugin wrote it, at $.schemaVersion
            "context": 40      | "context": -1      | expected a whole number from 0 on, found -1.0, at $.shards[0].measured.context
            "vocabulary": 97   | "vocabulary": 96   | expected rows of 96 values, 1843 together, found 19 divergences and 19 changes, at $.shards[0].measured
            "divergences": "   | "divergences": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | expected rows of 97 values, 1843 together, found 22 divergences and 19 changes, at $.shards[0].measured
            "sameTop": 19      | "sameTop": 20      | expected 0 to 19 rows with the same top, found 20, at $.shards[0].measured
            "type": {          | "typ": {           | expected one of dataDirectory, findings, measured, reference, test, type, found 'typ', at $.shards[1].typ
            """)
    void impossibleContentsAreRefusedWithTheirPlace(String original, String edited, String message) {
        assertThat(text()).contains(original);

        assertThatThrownBy(() -> read(withChecksum(text().replace(original, edited))))
                .isExactlyInstanceOf(JsonException.class)
                .hasMessage("b.state: " + message);
    }

    @Test
    void contentAfterTheEndIsRefused() {
        assertThatThrownBy(() -> read(text() + "{}")).isExactlyInstanceOf(JsonException.class);
    }
}
