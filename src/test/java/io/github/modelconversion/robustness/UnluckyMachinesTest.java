package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.gate.LimitPolicy;
import io.github.modelconversion.gate.PairFixture;
import io.github.modelconversion.gate.Progress;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.logits.Layout;
import io.github.modelconversion.metric.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files change while they are read: that is said, or what was read before is judged; and nothing stays open. */
class UnluckyMachinesTest {

    /** More than are kept of a text, and of any format several chunks. */
    private static final int VALUES = 300_000;

    private static final int WIDTH = 500;
    private static final int CHUNKS = 2;

    @TempDir
    Path folder;

    /** What becomes of a file. */
    @FunctionalInterface
    private interface Fate {
        void befall(Path file) throws IOException;
    }

    /** What other programs do to a file; the last two write it without another size. */
    private enum Change {
        CUT(file -> cut(file, Files.size(file) / 2)),
        EMPTIED(file -> cut(file, 0)),
        GROWN(file -> Files.write(file, new byte[4000], StandardOpenOption.APPEND)),
        DELETED(Files::delete),
        REPLACED(file -> {
            Path other = file.resolveSibling("other");
            Files.copy(file, other);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        }),
        WRITTEN_AGAIN(file -> {
            byte[] content = Files.readAllBytes(file);
            content[content.length - 100] ^= 1;
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(content));
            }
        });

        // Only references to static methods, which have no state.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Fate fate;

        Change(Fate fate) {
            this.fate = fate;
        }

        private static void cut(Path file, long length) throws IOException {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }
        }
    }

    private static double[] values(double error) {
        double[] values = new double[VALUES];
        Arrays.setAll(values, i -> (float) (Math.sin(i * 0.37) * 8 + error * Math.cos(i * 1.3)));
        return values;
    }

    private static byte[] content(String format, double error) throws IOException {
        double[] values = values(error);
        return switch (format) {
            case "npy" -> npy(values);
            case "txt" ->
                DoubleStream.of(values)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining("\n", "", "\n"))
                        .getBytes(StandardCharsets.US_ASCII);
            case "npz" -> npz(values, ZipEntry.DEFLATED);
            case "stored.npz" -> npz(values, ZipEntry.STORED);
            case "safetensors" -> safetensors(values);
            case "gguf" -> gguf(values);
            case "kld" -> kld(values);
            default -> raw(values);
        };
    }

    private static byte[] raw(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        DoubleStream.of(values).forEach(value -> bytes.putFloat((float) value));
        return bytes.array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] npy(double[] values) {
        String dictionary =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + VALUES / WIDTH + ", " + WIDTH + "), }";
        byte[] header = String.format(Locale.ROOT, "%-117s\n", dictionary).getBytes(StandardCharsets.US_ASCII);
        return joined(
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0}, header, raw(values));
    }

    private static byte[] npz(double[] values, int method) throws IOException {
        byte[] array = npy(values);
        CRC32 checksum = new CRC32();
        checksum.update(array);
        ZipEntry entry = new ZipEntry("logits.npy");
        entry.setMethod(method);
        entry.setSize(array.length);
        entry.setCrc(checksum.getValue());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(entry);
            zip.write(array);
        }
        return bytes.toByteArray();
    }

    private static byte[] safetensors(double[] values) {
        String header = "{\"logits\":{\"dtype\":\"F32\",\"shape\":[" + VALUES / WIDTH + "," + WIDTH
                + "],\"data_offsets\":[0," + 4 * VALUES + "]}}";
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        return joined(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .array(),
                text,
                raw(values));
    }

    private static byte[] gguf(double[] values) {
        ByteBuffer header = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
        header.put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putLong(1)
                .putLong(0);
        header.putLong(6).put("logits".getBytes(StandardCharsets.US_ASCII)).putInt(2);
        header.putLong(WIDTH).putLong(VALUES / WIDTH).putInt(0).putLong(0);
        return joined(header.array(), raw(values));
    }

    private static byte[] kld(double[] values) {
        int context = VALUES / WIDTH;
        int perChunk = context - 1 - context / 2;
        double[][] rows = new double[CHUNKS * perChunk][];
        Arrays.setAll(rows, row -> Arrays.copyOfRange(values, row * WIDTH, (row + 1) * WIDTH));
        return KldFixture.encode(context, WIDTH, new int[CHUNKS * context], rows);
    }

    /** Each format as the test, and those that are compared in ways of their own also as the reference. */
    static Stream<Arguments> changes() {
        Stream<Arguments> tests = Stream.of("bin", "npy", "txt", "npz", "stored.npz", "safetensors", "gguf", "kld")
                .flatMap(format -> Arrays.stream(Change.values()).map(change -> Arguments.of("test", format, change)));
        Stream<Arguments> references = Stream.of("bin", "kld")
                .flatMap(format ->
                        Arrays.stream(Change.values()).map(change -> Arguments.of("reference", format, change)));
        return Stream.concat(tests, references);
    }

    private GateReport check(Path reference, Path test, Progress progress) {
        return new Gate(1, progress)
                .check(PairFixture.files(folder, reference, test)
                        .within(new Layout(OptionalLong.empty(), OptionalLong.of(WIDTH)))
                        .limitedBy(LimitPolicy.of(List.of(new Limit(
                                Metric.MEAN_KL_DIVERGENCE, Limit.Bound.MAX, 0.1, Limit.Origin.CONFIGURATION))))
                        .request());
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        // Older than any change: clocks of file systems go in steps.
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1)));
        return file;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aFileThatChangesWhileItIsReadIsNamed(String side, String format, Change change) throws IOException {
        Path reference = write("reference." + format, content(format, 0));
        Path test = write("test." + format, content(format, 0.01));
        Path changed = folder.resolve(side + "." + format);
        assertThat(check(reference, test, Progress.NONE).verdict()).isEqualTo(Verdict.PASS);
        AtomicBoolean befell = new AtomicBoolean();

        GateReport report = check(reference, test, (done, total) -> {
            if (!befell.getAndSet(true)) {
                try {
                    change.fate.befall(changed);
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            }
        });

        assertThat(befell).isTrue();
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(report.comparisons().get(0).findings())
                .filteredOn(finding -> finding.code() == Code.UNUSABLE_INPUT)
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .startsWith(side + "." + format + ": expected ")
                .endsWith("Let nothing write the outputs while they are compared");
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws IOException {
        Path reference = write("reference.bin", content("bin", 0));
        Path test = write("test.bin", content("bin", 0.01));
        Files.setPosixFilePermissions(test, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(test)).as("root may read all").isFalse();

        Comparison comparison =
                check(reference, test, Progress.NONE).comparisons().get(0);

        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(comparison.findings().get(0).message()).contains("test.bin is not readable");
    }
}
