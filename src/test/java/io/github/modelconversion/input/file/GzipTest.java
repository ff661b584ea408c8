package io.github.modelconversion.input.file;

import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.LogitsFixture;
import io.github.modelconversion.input.tensor.NpyFixture;
import io.github.modelconversion.input.tensor.Tail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gzip-compressed files. */
public class GzipTest {

    /** Length in bytes of a header without name, comment and checksum. */
    private static final int HEADER = 10;

    @TempDir
    private Path folder;

    public static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void assertRefused(byte[] bytes, String... parts) throws IOException {
        Path file = write(folder, "a.bin.gz", bytes);

        assertThatThrownBy(() -> values(file))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a.bin.gz: expected ")
                .hasMessageContainingAll(parts);
    }

    @Test
    void headAndTailOfCompressedValuesAreRead() throws IOException {
        Path file = write(folder, "a.bin.gz", packed(counting(100_000)));
        try (LogitsFile opened = open(file)) {
            assertThat(Head.of(opened, file).values()).startsWith(0, 1, 2);
            assertThat(Tail.of(opened)).isEqualTo(new Tail(1, 99_999));
        }
    }

    /** The output of {@code printf '\0\0\200\77' | gzip -n}. */
    @Test
    void gzipsOwnOutputIsRead() throws IOException {
        String data = "636068b00700" + "6a6aa1ac" + "04000000";

        assertThat(values(write(folder, "a.bin.gz", HexFormat.of().parseHex("1f8b0800000000000003" + data))))
                .containsExactly(1);
    }

    @Test
    void membersFollowEachOther() throws IOException {
        byte[] all = counting(9);
        byte[] one = packed(Arrays.copyOf(all, 10));
        byte[] other = packed(Arrays.copyOfRange(all, 10, 36));

        assertThat(values(write(folder, "a.bin.gz", NpyFixture.concatenated(one, other))))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    /** Extra field, name, comment and CRC-16 of the header (RFC 1952, 2.3.1). */
    @Test
    void optionalFieldsOfAHeaderAreSkipped() throws IOException {
        byte[] plain = packed(counting(3));
        byte[] body = Arrays.copyOfRange(plain, HEADER, plain.length);
        byte[] fields = HexFormat.of().parseHex("1f8b081e000000000003" + "020000ee" + "6100" + "6200");
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(fields);
        byte[] sum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};

        assertThat(values(write(folder, "a.bin.gz", NpyFixture.concatenated(fields, sum, body))))
                .containsExactly(0, 1, 2);
        assertThat(values(write(folder, "a.bin.gz", NpyFixture.concatenated(plain, fields, sum, body))))
                .as("in a later member")
                .containsExactly(0, 1, 2, 0, 1, 2);
        sum[0]++;
        assertRefused(NpyFixture.concatenated(fields, sum, body), "CRC-16");
    }

    @Test
    void aFileIsRefusedWhereverItIsCut() throws IOException {
        byte[] whole = packed(counting(50));
        for (int length = 1; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "found the end of the file at byte " + length);
        }
        assertRefused(new byte[0], "found an empty file");
    }

    /** Random bytes, which gzip stores nearly as they are. */
    @Test
    void thePlaceOfADefectIsRightInALongFileToo() throws IOException {
        byte[] random = new byte[200_000];
        new Random(1).nextBytes(random);
        byte[] whole = packed(random);

        assertRefused(Arrays.copyOf(whole, 150_000), "found the end of the file at byte 150000");
        assertRefused(
                NpyFixture.concatenated(whole, new byte[2]),
                "another member at byte " + whole.length + ", found other");
    }

    @Test
    void bytesCanBeReadOneByOne() throws IOException {
        byte[] bytes = {0, 127, -128, -1};

        try (InputStream in = InputBytes.of(write(folder, "a.bin.gz", packed(bytes)), "a.bin.gz").stream()) {
            assertThat(new int[] {in.read(), in.read(), in.read(), in.read(), in.read()})
                    .containsExactly(0, 127, 128, 255, -1);
        }
    }

    @Test
    void noFileStaysOpen() throws IOException {
        values(write(folder, "a.bin.gz", packed(counting(100_000))));
        assertRefused(packed(new byte[0]), "empty");

        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0000000000000000", "1f", "68656c6c6f", "1f8b07"})
    void trailingBytesAfterTheLastMemberAreFound(String hex) throws IOException {
        byte[] whole = packed(counting(50));

        assertRefused(NpyFixture.concatenated(whole, HexFormat.of().parseHex(hex)), " byte ");
    }

    @ParameterizedTest
    @CsvSource({"8, CRC-32", "5, CRC-32", "4, 200 uncompressed bytes", "1, 200 uncompressed bytes"})
    void aWrongTrailerIsFound(int fromEnd, String found) throws IOException {
        byte[] lying = packed(counting(50));
        lying[lying.length - fromEnd]++;

        assertRefused(lying, found);
    }

    @Test
    void anUncompressedFileIsReportedAsSuch() throws IOException {
        assertRefused(counting(5), "1f 8b of gzip");
    }

    @Test
    void anEmptyMemberHasNoValues() throws IOException {
        assertRefused(packed(new byte[0]), "found an empty file");
    }

    @Test
    void compressedArchivesAreRefusedWithWhatToDo() throws IOException {
        Path archive = write(folder, "a.npz.gz", packed(new byte[100]));
        Path kld = write(folder, "a.kld.gz", packed(new byte[100]));

        assertThatThrownBy(() -> LogitsFixture.tensors(archive)).hasMessageContainingAll("gunzip", "a.npz");
        assertThatThrownBy(() -> KldFile.open(kld, "data/a.kld.gz")).hasMessageContainingAll("gunzip", "a.kld");
    }

    @Test
    void tokensNextToAnOutputMayBeCompressed() throws IOException {
        Path output = write(folder, "a.bin.gz", packed(counting(3)));
        write(folder, "a-tokens.bin.gz", packed(new byte[] {1, 0, 0, 0, 2, 0, 0, 0}));

        assertThat(Prompt.beside(output, "data/a.bin.gz").tokens().orElseThrow().count())
                .isEqualTo(2);
    }
}
