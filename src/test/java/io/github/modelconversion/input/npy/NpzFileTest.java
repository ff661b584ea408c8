package io.github.modelconversion.input.npy;

import static io.github.modelconversion.input.tensor.LogitsFixture.assertRefused;
import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static io.github.modelconversion.input.tensor.LogitsFixture.tensors;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static io.github.modelconversion.input.tensor.NpyFixture.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.BinaryValues;
import io.github.modelconversion.input.tensor.NpzFixture;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.result.output.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFileTest {

    private static final Path NUMPYS = Path.of("testdata", "containers");
    private static final String REWRITE = ". Write it again with numpy.savez";

    /** Offsets in bytes of fields of the first entry in the archive's directory. */
    private static final int SIGNATURE = 0;

    private static final int CRC = 16;

    private static final int PACKED_SIZE = 20;

    private static final int SIZE = 24;

    @TempDir
    private Path directory;

    private Path file(NpzFixture archive) throws IOException {
        return write(directory, "a.npz", archive.bytes());
    }

    private static Tensor tensor(Path file, String name) throws IOException {
        return tensors(file).stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Sets a field of the directory's first entry. */
    private static byte[] withField(byte[] archive, int field, int value) {
        byte[] changed = archive.clone();
        ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        int entry = 0;
        while (bytes.getInt(entry) != 0x02014b50) {
            entry++;
        }
        bytes.putInt(entry + field, value);
        return changed;
    }

    /** The first and the last element of {@code numpy.load(...)['l_out-5'].ravel()} and of its tokens. */
    @ParameterizedTest
    @CsvSource({
        "good-f16.npz, 2.2142863273620605, 1.9790444374084473",
        "broken-f16.npz, 1.4108750820159912, 1.850752353668213"
    })
    void readsWhatNumpyWritesStoredAndDeflated(String name, double first, double last) throws IOException {
        Path file = NUMPYS.resolve(name);

        assertThat(tensors(file))
                .extracting(Tensor::name)
                .startsWith("tokens", "inp_embd", "ffn_inp-0", "l_out-0")
                .endsWith("result_norm", "result_output");
        double[] values = values(tensor(file, "l_out-5"));
        assertThat(values).hasSize(12 * 32);
        assertThat(values[0]).isEqualTo(first);
        assertThat(values[values.length - 1]).isEqualTo(last);
        assertThat(tensor(file, "tokens").content()).isEqualTo(Tensor.Content.INTEGERS);
    }

    @Test
    void readsAnArchiveWith64BitSizes() throws IOException {
        Path file = NUMPYS.resolve("zip64.npz");

        assertThat(values(tensor(file, "a"))).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(values(tensor(file, "b"))).containsExactly(0, 1, 2, 3);
    }

    @Test
    void refusesACommentThatIsNotText() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("a.npy");
            entry.setComment("comment");
            zip.putNextEntry(entry);
            zip.write(npy("<f4", false, "(2,)", counting(2)));
        }
        byte[] archive = bytes.toByteArray();
        int comment = new String(archive, StandardCharsets.ISO_8859_1).lastIndexOf("comment");
        archive[comment + 1] = (byte) 0xb6;
        Path file = write(directory, "a.npz", archive);

        assertThatThrownBy(() -> tensors(file))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a.npz: expected a zip archive, found a damaged one (")
                .hasMessageEndingWith(")" + REWRITE);
    }

    @Test
    void refusesAnArchiveThatWasCut() throws IOException {
        byte[] whole = new NpzFixture()
                .stored("a.npy", npy("<f4", false, "(4,)", counting(4)))
                .bytes();

        assertRefused(
                write(directory, "a.npz", Arrays.copyOf(whole, whole.length - 1)),
                "data/a.npz: expected a zip archive, found " + (whole.length - 1)
                        + " bytes that do not end like one. The" + " file was cut or is something else" + REWRITE);
    }

    @Test
    void refusesADamagedArchive() throws IOException {
        byte[] archive = withField(
                new NpzFixture()
                        .stored("a.npy", npy("<f4", false, "(4,)", counting(4)))
                        .bytes(),
                SIGNATURE,
                0);

        assertThatThrownBy(() -> tensors(write(directory, "a.npz", archive)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a.npz: expected a zip archive, found a damaged one (")
                .hasMessageEndingWith(")" + REWRITE);
    }

    @Test
    void findsASingleFlippedBitByTheArchivesChecksum() throws IOException {
        byte[] array = npy("<f4", false, "(4,)", counting(4));
        byte[] archive = new NpzFixture().stored("a.npy", array).bytes();
        int data = new String(archive, StandardCharsets.ISO_8859_1).indexOf("\u0093NUMPY");
        archive[data + array.length - 1] ^= 1;
        java.util.zip.CRC32 expected = new java.util.zip.CRC32();
        expected.update(array);
        java.util.zip.CRC32 found = new java.util.zip.CRC32();
        found.update(archive, data, array.length);

        assertRefused(
                write(directory, "a.npz", archive),
                String.format(
                        "data/a.npz: a: expected the CRC-32 %08x as the archive says, found %08x" + REWRITE,
                        expected.getValue(),
                        found.getValue()));
    }

    @ParameterizedTest
    @ValueSource(ints = {128 + 4 * 4 + 1, 64 << 20})
    void stopsUnpackingAtTheDeclaredSize(int unpacked) throws IOException {
        byte[] declared = npy("<f4", false, "(4,)", counting(4));
        byte[] bomb = Arrays.copyOf(declared, unpacked);
        byte[] archive = withField(new NpzFixture().deflated("a.npy", bomb).bytes(), SIZE, declared.length);

        assertRefused(
                write(directory, "a.npz", archive),
                "data/a.npz: a: expected " + declared.length + " bytes as the archive says, found more" + REWRITE);
    }

    /** The directory's second entry repeats the first one under another name. */
    @Test
    void refusesEntriesThatShareTheirBytes() throws IOException {
        byte[] archive = new NpzFixture()
                .stored("a.npy", npy("<f4", false, "(100,)", counting(100)))
                .bytes();
        int entryBytes = 46 + "a.npy".length();
        int end = archive.length - 22;
        byte[] entry = Arrays.copyOfRange(archive, end - entryBytes, end);
        entry[46] = 'b';
        ByteBuffer shared = ByteBuffer.allocate(archive.length + entryBytes).order(ByteOrder.LITTLE_ENDIAN);
        shared.put(archive, 0, end).put(entry).put(archive, end, 22);
        int newEnd = end + entryBytes;
        shared.putShort(newEnd + 8, (short) 2).putShort(newEnd + 10, (short) 2).putInt(newEnd + 12, 2 * entryBytes);

        assertRefused(
                write(directory, "a.npz", shared.array()),
                "data/a.npz: expected entries that do not overlap in " + shared.capacity()
                        + " bytes, found more than that" + REWRITE);
    }

    @Test
    void anEntryMayNotBeLargerThanTheArchive() throws IOException {
        byte[] archive = new NpzFixture()
                .deflated("a.npy", npy("<f4", false, "(4,)", counting(4)))
                .bytes();

        assertThat(tensors(write(directory, "a.npz", withField(archive, PACKED_SIZE, archive.length))))
                .hasSize(1);
        assertRefused(
                write(directory, "a.npz", withField(archive, PACKED_SIZE, archive.length + 1)),
                "data/a.npz: expected entries that do not overlap in " + archive.length + " bytes, found more than that"
                        + REWRITE);
    }

    @Test
    void refusesAnArrayThatIsShorterThanDeclared() throws IOException {
        byte[] array = npy("<f4", false, "(5,)", counting(4));
        byte[] archive = withField(new NpzFixture().deflated("a.npy", array).bytes(), SIZE, array.length + 4);

        assertRefused(
                write(directory, "a.npz", archive),
                "data/a.npz: a: expected " + (array.length + 4) + " bytes as the archive says, found " + array.length
                        + REWRITE);
    }

    @Test
    void refusesAHeaderThatDeclaresAnotherSizeThanTheArchive() throws IOException {
        assertRefused(
                file(new NpzFixture().deflated("a.npy", npy("<f4", false, "(1000000000,)", counting(4)))),
                "data/a.npz: a: expected 1000000000 values of 4 bytes after the header (shape 1000000000), found 16 bytes"
                        + " from byte 128 on. The file was cut or its header is wrong: write it again with numpy.save");
    }

    @Test
    void takesNoMemoryForADirectoryOfAnAbsurdSize() throws IOException {
        byte[] archive = new NpzFixture()
                .stored("a.npy", npy("<f4", false, "(4,)", counting(4)))
                .bytes();
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(archive.length - 22 + 12, 0x7fffffff);

        assertRefused(
                write(directory, "a.npz", archive),
                "data/a.npz: expected a directory of at most 16777216 bytes at the end of the archive, found 2147483647"
                        + REWRITE);
    }

    @Test
    void refusesObjectsAndEntriesThatAreNotArrays() throws IOException {
        Path file = file(new NpzFixture()
                .stored("o.npy", npy("|O", false, "(1,)", new byte[8]))
                .stored("data.pkl", new byte[] {(byte) 0x80, 2})
                .stored("p.npy", new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, 0, 0, 0, 0, 0}));

        assertThat(tensors(file)).extracting(Tensor::content).containsOnly(Tensor.Content.UNREADABLE);
        assertThatThrownBy(() -> tensor(file, "o").open())
                .hasMessage("data/a.npz: o: expected elements of type f2, f4 or f8, found '|O' (Python objects: reading"
                        + " them would run code). Write it as numpy.save(path, numpy.asarray(values, dtype='<f4'))");
        assertThatThrownBy(() -> tensor(file, "data.pkl").open())
                .hasMessage(
                        "data/a.npz: data.pkl: expected an entry whose name ends in .npy, found another one" + REWRITE);
        assertThatThrownBy(() -> tensor(file, "p").open())
                .hasMessage("data/a.npz: p: expected the .npy magic \\x93NUMPY and a version at byte 0, found a pickle:"
                        + " loading it would run code. Write it again with numpy.save");
    }

    @Test
    void wholeNumbersAreReadAsTokens() throws IOException {
        byte[] ids = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(3)
                .putLong(1 << 20)
                .array();

        Tokens tokens = Tokens.read(tensor(
                file(new NpzFixture().stored("tokens.npy", npy("<i8", false, "(2,)", ids))), "tokens"));

        assertThat(tokens.count()).isEqualTo(2);
        assertThat(tokens.id(0)).isEqualTo(3);
        assertThat(tokens.id(1)).isEqualTo(1 << 20);
    }

    @Test
    void noArchiveStaysOpen() throws IOException {
        Path file = file(new NpzFixture()
                .stored("a.npy", npy("<f4", false, "(4,)", counting(4)))
                .stored("b.npy", npy("<f4", false, "(4,)", counting(4))));
        List<Tensor> tensors = tensors(file);
        assertThat(values(tensors.get(0))).containsExactly(0, 1, 2, 3);
        byte[] damaged = Files.readAllBytes(file);
        damaged[new String(damaged, StandardCharsets.ISO_8859_1).indexOf("b.npy") + 140] ^= 1;
        Files.write(file, damaged);

        assertThatThrownBy(() -> tensors.get(1).open()).hasMessageContaining("CRC-32");
        assertThat(OpenFiles.below(directory)).isEmpty();
    }

    @Test
    void anArchiveWithoutArraysHasNoTensors() throws IOException {
        assertThat(tensors(file(new NpzFixture()))).isEqualTo(List.of());
    }

    @Test
    void theChecksumIsTakenFromTheDirectory() throws IOException {
        byte[] archive = withField(
                new NpzFixture()
                        .deflated("a.npy", npy("<f4", false, "(4,)", counting(4)))
                        .bytes(),
                CRC,
                0);

        assertThatThrownBy(() -> values(write(directory, "a.npz", archive)))
                .hasMessageStartingWith("data/a.npz: a: expected the CRC-32 00000000 as the archive says, found ");
    }

    @Test
    void refusesANameWithControlCharacters() throws IOException {
        assertRefused(
                file(new NpzFixture().stored("a\u0001.npy", npy("<f4", false, "(4,)", counting(4)))),
                "data/a.npz: expected names of tensors of 1 to 1024 characters without control characters, found one of 2"
                        + " characters with some" + REWRITE);
    }

    @Test
    void integersThatAreNotTokensAreListedButNotOpened() throws IOException {
        Tensor tensor = tensor(file(new NpzFixture().stored("a.npy", npy("<u2", false, "(2,)", new byte[4]))), "a");

        assertThat(tensor.content()).isEqualTo(Tensor.Content.INTEGERS);
        assertThatThrownBy(tensor::open)
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a.npz: a: expected elements of type f2, f4 or f8, found '<u2'");
    }

    @Test
    void refusesAnArrayWhosePackedBytesAreDamaged() throws IOException {
        byte[] archive = new NpzFixture()
                .deflated("a.npy", npy("<f4", false, "(4,)", counting(4)))
                .bytes();
        // The local header ends with the name; block type 7 is invalid.
        archive[30 + "a.npy".length()] = 7;

        assertRefused(
                write(directory, "a.npz", archive), "data/a.npz: a: expected an array, found damaged bytes" + REWRITE);
    }

    @Test
    void aStreamThatIsNoLongerReadIsClosed() throws IOException {
        Path file = file(new NpzFixture().deflated("a.npy", new byte[600_000]));
        AtomicInteger open = new AtomicInteger();
        ZipFile zip = new ZipFile(file.toFile()) {
            @Override
            public InputStream getInputStream(ZipEntry entry) throws IOException {
                open.incrementAndGet();
                return new FilterInputStream(super.getInputStream(entry)) {
                    @Override
                    public void close() throws IOException {
                        open.decrementAndGet();
                        super.close();
                    }
                };
            }
        };
        ZipEntryBytes bytes = new ZipEntryBytes("a", zip, zip.getEntry("a.npy"));
        try (BinaryValues values =
                new BinaryValues("a", bytes.open(), 0, 300_000, ElementType.FLOAT16, ByteOrder.LITTLE_ENDIAN)) {
            try (ValueReader reader = values.reader()) {
                assertThat(read(reader, 299_999, 1)).containsExactly(0);
                assertThat(open).hasValue(1);
                assertThat(read(reader, 0, 1)).containsExactly(0);
                assertThat(open).hasValue(1);
            }
            assertThat(open).hasValue(0);
        }
    }
}
