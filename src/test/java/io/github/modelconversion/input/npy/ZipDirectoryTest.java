package io.github.modelconversion.input.npy;

import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.tensors;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static io.github.modelconversion.input.tensor.NpyFixture.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.NpzFixture;
import io.github.modelconversion.input.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of zip archives, laid out as PKWARE's APPNOTE.TXT says. */
class ZipDirectoryTest {

    private static final int END_BYTES = 22;
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR = 0x07064b50;

    @TempDir
    private Path directory;

    private byte[] archive = {};

    @BeforeEach
    void writeAnArchive() throws IOException {
        archive = new NpzFixture()
                .stored("a.npy", npy("<f4", false, "(4,)", counting(4)))
                .bytes();
    }

    /** Returns the archive with a zip64 end record and its locator inserted before its own end record. */
    private byte[] withEnd64(int signature, long directorySize, long locatedAt) {
        int end = archive.length - END_BYTES;
        return ByteBuffer.allocate(archive.length + 56 + 20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(archive, 0, end)
                .putInt(signature)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0)
                .putLong(1)
                .putLong(1)
                .putLong(directorySize)
                .putLong(0)
                .putInt(LOCATOR)
                .putInt(0)
                .putLong(locatedAt)
                .putInt(1)
                .put(archive, end, END_BYTES)
                .array();
    }

    private long end64() {
        return archive.length - (long) END_BYTES;
    }

    private void assertRead(byte[] bytes) throws IOException {
        assertThat(values(write(directory, "a.npz", bytes))).containsExactly(0, 1, 2, 3);
    }

    /** java.util.zip then expects the directory right before the end record, where the zip64 records are. */
    private void assertLeftToJava(byte[] bytes) {
        assertThatThrownBy(() -> tensors(write(directory, "a.npz", bytes)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a.npz: expected a zip archive, found a damaged one (");
    }

    private void assertTooLarge(byte[] bytes, String found) {
        assertThatThrownBy(() -> tensors(write(directory, "a.npz", bytes)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage(
                        "data/a.npz: expected a directory of at most 16777216 bytes at the end of the archive, found "
                                + found + ". Write it again with numpy.savez");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0xffff})
    void anArchiveMayEndWithAComment(int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(npy("<f4", false, "(4,)", counting(4)));
            zip.setComment("c".repeat(length));
        }

        assertRead(bytes.toByteArray());
    }

    @Test
    void theSizeInAZip64RecordIsCheckedToo() {
        assertTooLarge(withEnd64(END64, (1 << 24) + 1, end64()), "16777217");
        assertLeftToJava(withEnd64(END64, 1 << 24, end64()));
    }

    @Test
    void aSizeDelegatedToTheZip64RecordIsTakenFromThere() {
        byte[] bytes = withEnd64(END64, 1L << 40, end64());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - END_BYTES + 12, -1);

        assertTooLarge(bytes, "1099511627776");
    }

    /** java.util.zip allocates memory for as many entries as a record claims. */
    @ParameterizedTest
    @ValueSource(longs = {3, 1_000_000_000, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, -1})
    void moreEntriesThanTheDirectoryHasRoomForAreRefused(long entries) {
        byte[] bytes = withEnd64(END64, 100, end64());
        ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        end.putLong((int) end64() + 32, entries);

        assertThatThrownBy(() -> tensors(write(directory, "a.npz", bytes)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("data/a.npz", "expected at most 2 entries", "directory of 100 bytes");
    }

    @Test
    void moreEntriesThanTheDirectoryHasRoomForAreRefusedInSmallArchivesToo() {
        ByteBuffer end = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        end.putShort(archive.length - END_BYTES + 10, (short) 60_000);

        assertThatThrownBy(() -> tensors(write(directory, "a.npz", archive)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("data/a.npz", "found 60000");
    }

    @Test
    void theLargerOfTwoSizesCounts() {
        byte[] bytes = withEnd64(END64, 46, end64());
        ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

        assertTooLarge(
                end.putInt(bytes.length - END_BYTES + 12, Integer.MAX_VALUE).array(), "2147483647");
        assertLeftToJava(end.putInt(bytes.length - END_BYTES + 12, -1).array());
    }

    @Test
    void theZip64RecordIsFoundBeforeTheLongestComment() {
        byte[] bytes = withEnd64(END64, (1 << 24) + 1, end64());
        byte[] commented = Arrays.copyOf(bytes, bytes.length + 0xffff);
        ByteBuffer.wrap(commented).order(ByteOrder.LITTLE_ENDIAN).putShort(bytes.length - 2, (short) 0xffff);

        assertTooLarge(commented, "16777217");
    }

    /** The locator and the end record may overlap the last fields of the zip64 record: 56 bytes hold all three. */
    @Test
    void aZip64RecordMayBeTheWholeFile() {
        ByteBuffer bytes = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, END64).putInt(14, LOCATOR).putLong(14 + 8, 0).putInt(34, END);
        // The end record's number of entries is the upper half of the zip64 record's directory size.
        bytes.putShort(34 + 10, (short) 1);

        assertTooLarge(bytes.array(), "4294967296");
    }

    @Test
    void aSizeDelegatedToAMissingZip64RecordIsTooLarge() {
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(archive.length - END_BYTES + 12, -1);

        assertTooLarge(archive, "4294967295");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 40, 1, 200})
    void aLocatorThatPointsToNoZip64RecordIsNotFollowed(long locatedAt) {
        assertLeftToJava(withEnd64(END64, Long.MAX_VALUE, locatedAt));
    }

    @Test
    void aTruncatedZip64RecordIsNotFollowed() {
        assertLeftToJava(withEnd64(END64, Long.MAX_VALUE, archive.length + 20 + 1));
    }

    @Test
    void aRecordWithoutTheZip64SignatureIsIgnored() {
        assertLeftToJava(withEnd64(END64 + 1, Long.MAX_VALUE, end64()));
    }

    /** Fields of a directory entry: flags at byte 8, method at byte 10. */
    @ParameterizedTest
    @CsvSource({"10, 12, bzip2", "10, 14, LZMA", "10, 93, zstd", "10, 6, method 6", "8, 1, encrypted"})
    void namesTheUnsupportedPackingOfAnEntry(int field, short value, String shown) throws IOException {
        int entry = archive.length - END_BYTES - 46 - "a.npy".length();
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putShort(entry + field, value);

        assertThatThrownBy(() -> values(write(directory, "a.npz", archive)))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("data/a.npz", "a.npy", shown, "numpy.savez")
                .hasMessageNotContaining("damaged");
    }

    @Test
    void readsNamesInTheFormatsLegacyEncoding() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("IBM437"))) {
            zip.putNextEntry(new ZipEntry("gr\u00f6\u00dfe.npy"));
            zip.write(npy("<f4", false, "(4,)", counting(4)));
        }

        List<Tensor> tensors = tensors(write(directory, "a.npz", bytes.toByteArray()));

        assertThat(tensors).extracting(Tensor::name).containsExactly("gr\u00f6\u00dfe");
        assertThat(values(tensors.get(0))).containsExactly(0, 1, 2, 3);
    }

    /** Fields of a directory entry: the length of the name at byte 28, of the extra field at byte 30. */
    @ParameterizedTest
    @CsvSource({"28, 6", "28, 65535", "30, 1"})
    void anEntryThatIsLongerThanTheDirectoryIsLeftToJava(int field, int length) {
        int entry = archive.length - END_BYTES - 46 - "a.npy".length();
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putShort(entry + field, (short) length);

        assertLeftToJava(archive);
    }

    /** Bit 11 of the flags, at byte 6 of an entry and at byte 8 of its place in the directory, stands for UTF-8. */
    @Test
    void namesInUtf8NeedNotSayThatTheyAre() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("gr\u00f6\u00dfe.npy"));
            zip.write(npy("<f4", false, "(4,)", counting(4)));
        }
        byte[] unsaid = bytes.toByteArray();
        int entry = unsaid.length - END_BYTES - 46 - "gr\u00f6\u00dfe.npy".getBytes(StandardCharsets.UTF_8).length;
        assertThat(new int[] {unsaid[7], unsaid[entry + 9]}).containsExactly(8, 8);
        unsaid[7] = 0;
        unsaid[entry + 9] = 0;

        assertThat(tensors(write(directory, "a.npz", unsaid)))
                .extracting(Tensor::name)
                .containsExactly("gr\u00f6\u00dfe");
    }

    @Test
    void entriesMayHaveExtraFieldsAndComments() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("IBM437"))) {
            ZipEntry first = new ZipEntry("a.npy");
            first.setExtra(new byte[] {0x34, 0x12, 1, 0, 7});
            first.setComment("the first one");
            zip.putNextEntry(first);
            zip.write(npy("<f4", false, "(4,)", counting(4)));
            zip.putNextEntry(new ZipEntry("\u00f6.npy"));
            zip.write(npy("<f4", false, "(4,)", counting(4)));
        }

        assertThat(tensors(write(directory, "a.npz", bytes.toByteArray())))
                .extracting(Tensor::name)
                .containsExactly("a", "\u00f6");
    }
}
