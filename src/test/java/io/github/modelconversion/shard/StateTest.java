package io.github.modelconversion.shard;

import static io.github.modelconversion.shard.ShardFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.gate.MeasuredRun;
import io.github.modelconversion.gate.NotMeasured;
import io.github.modelconversion.logits.UnusableInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
        // A shard with figures and a finding with evidence, and one without figures.
        byte[] reference = run(2, 1, 10);
        state = shards.state(
                "a",
                shards.pair("copied", reference, reference, 0, 1),
                ShardFixture.pair("f16", "m-Q4_0", folder.resolve("none.kld"), folder.resolve("none.kld")));
        bytes = Files.readAllBytes(state);
    }

    private List<Measured> read(byte[] content) throws IOException {
        return StateReader.read(Files.write(folder.resolve("b.state"), content), "b.state");
    }

    private static byte[] withChecksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content, 0, content.length - 4);
        ByteBuffer.wrap(content).putInt(content.length - 4, (int) checksum.getValue());
        return content;
    }

    private void assertRefused(byte[] content, String message) {
        assertThatThrownBy(() -> read(content))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage("b.state: " + message);
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        List<Measured> known = StateReader.read(state, "a.state");

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
            StateWriter.write(known, out);
        }
        assertThat(folder.resolve("again.state")).hasBinaryContent(bytes);
    }

    @Test
    void aFileThatWasCutIsRefusedWhereverItEnds() {
        for (int size = 0; size < bytes.length; size++) {
            byte[] cut = Arrays.copyOf(bytes, size);
            assertThatThrownBy(() -> read(cut)).as("%d bytes", size).isExactlyInstanceOf(UnusableInputException.class);
        }
    }

    @Test
    void aByteThatWasChangedIsFound() {
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x10;
            assertThatThrownBy(() -> read(changed)).as("byte %d", at).isExactlyInstanceOf(UnusableInputException.class);
        }
    }

    @Test
    void theMessageSaysWhereTheChecksumIsAndWhatItShouldBe() {
        byte[] changed = bytes.clone();
        changed[bytes.length - 5] ^= 1;
        CRC32C found = new CRC32C();
        found.update(changed, 0, changed.length - 4);

        assertRefused(
                changed,
                String.format(
                        "expected bytes with the CRC-32C %08x that stands at byte %d, found %08x: it was cut or changed."
                                + " Copy it again, or let nmse-check write it again",
                        ByteBuffer.wrap(bytes).getInt(bytes.length - 4), bytes.length - 4, (int) found.getValue()));
    }

    /** Whoever writes the checksum anew can claim anything: it is refused or read, and no memory is taken for nothing. */
    @Test
    void aByteThatWasChangedOnPurposeDoesNoHarm() throws IOException {
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] changed = bytes.clone();
            changed[12 + random.nextInt(bytes.length - 16)] = (byte) random.nextInt(256);
            try {
                read(withChecksum(changed));
            } catch (UnusableInputException damage) {
                assertThat(damage.getMessage()).matches("b\\.state: expected .*, before byte \\d+\\. Copy it again.*");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void anotherVersionIsRefused() {
        ByteBuffer.wrap(bytes).putInt(8, 2);

        assertRefused(
                bytes,
                "expected version 1 at byte 8, found 2. Use one version of the plugin for all shards and for merging"
                        + " them");
    }

    @ParameterizedTest
    @CsvSource({"2147483647", "-1"})
    void moreThanTheFileCanHoldIsRefusedBeforeMemoryIsTaken(int count) {
        ByteBuffer.wrap(bytes).putInt(12, count);

        assertRefused(
                withChecksum(bytes),
                "expected no more shards than the file can hold, found " + count
                        + ", before byte 16. Copy it again, or let nmse-check write it again");
    }

    @Test
    void whatFollowsTheLastShardIsRefused() {
        ByteBuffer.wrap(bytes).putInt(12, 1);

        assertThatThrownBy(() -> read(withChecksum(bytes)))
                .hasMessageContaining("expected the end at byte " + (bytes.length - 4) + ", found more");
    }
}
