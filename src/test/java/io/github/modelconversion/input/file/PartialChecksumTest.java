package io.github.modelconversion.input.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.OpenFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checksum of a file, however its parts were read, against that of java.util.zip over all of it. */
class PartialChecksumTest {

    @TempDir
    private Path directory;

    @Test
    void ofTheCheckString() throws IOException {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(new PartialChecksum().complete(file(check))).isEqualTo("e3069283");
        assertThat(new PartialChecksum().complete(file(new byte[0]))).isEqualTo("00000000");
    }

    @Test
    void ofPartsReadInAnyOrderTwiceOverlappingOrNotAtAll() throws IOException {
        Random random = new Random(5);
        byte[] content = new byte[700_000];
        random.nextBytes(content);
        Path file = file(content);
        for (int run = 0; run < 50; run++) {
            PartialChecksum checksum = new PartialChecksum();
            for (int part = 0; part < run; part++) {
                int from = random.nextInt(70) * 10_000;
                int length = Math.min(content.length - from, 10_000 * random.nextInt(4) + random.nextInt(2));
                checksum.add(from, ByteBuffer.wrap(content, from, length));
            }

            assertThat(checksum.complete(file)).isEqualTo(crc32c(content));
        }
    }

    @Test
    void ofPartsThatCoverTheFileReadsNothingAgain() throws IOException {
        byte[] content = new byte[30_000];
        new Random(6).nextBytes(content);
        PartialChecksum checksum = new PartialChecksum();
        for (int from : new int[] {20_000, 0, 10_000}) {
            checksum.add(from, ByteBuffer.wrap(content, from, 10_000));
        }

        assertThat(checksum.complete(file(new byte[30_000]))).isEqualTo(crc32c(content));
    }

    @Test
    void ofPartsOneByteApart() throws IOException {
        byte[] content = "123456789".getBytes(StandardCharsets.US_ASCII);
        PartialChecksum checksum = new PartialChecksum();
        checksum.add(0, ByteBuffer.wrap(content, 0, 4));
        checksum.add(5, ByteBuffer.wrap(content, 5, 4));

        assertThat(checksum.complete(file(content))).isEqualTo("e3069283");
    }

    @Test
    void isCollectedWhileAFileIsRead() throws IOException {
        Path file = file("123456789".getBytes(StandardCharsets.US_ASCII));

        try (ByteSource bytes = InputBytes.of(file, "a.bin").open();
                ByteSource.ByteReader reader = bytes.reader()) {
            reader.fill(ByteBuffer.allocate(5), 4);
            reader.fill(ByteBuffer.allocate(4), 0);
            Files.write(file, new byte[9]);

            assertThat(bytes.checksum().orElseThrow().complete(file)).isEqualTo("e3069283");
        }
        assertThat(OpenFiles.below(directory)).isEmpty();
    }

    @Test
    void isNotCollectedFromAPartOfAFile() throws IOException {
        Path file = file(new byte[9]);

        try (FileChannel channel = FileChannel.open(file);
                ByteSource bytes = FileBytes.of("a.bin", channel)) {
            assertThat(bytes.checksum()).isEmpty();
            assertThat(bytes.isSequential()).isFalse();
        }
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("reference.bin"), content);
    }

    private static String crc32c(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return String.format(java.util.Locale.ROOT, "%08x", crc.getValue());
    }
}
