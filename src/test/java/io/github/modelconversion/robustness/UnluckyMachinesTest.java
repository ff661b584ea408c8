package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.input.tensor.ValueFile;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that changes while it is read is reported, or what was read before is judged; no handle stays open. */
class UnluckyMachinesTest {

    /** More values than text readers keep, and several chunks in any format. */
    private static final int VALUES = 300_000;

    private static final int WIDTH = 500;

    @TempDir
    Path folder;

    /** Happens to a file while it is read. */
    @FunctionalInterface
    private interface Fate {
        void befall(Path file) throws IOException;
    }

    /** Changes by other programs; the last two keep the size of the file. */
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

        // Only static method references, which have no state.
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

    /** Returns each format as the test, and those with a comparison of their own also as the reference. */
    static Stream<Arguments> changes() {
        Stream<Arguments> tests = Stream.of(
                        ValueFile.RAW,
                        ValueFile.NPY,
                        ValueFile.TEXT,
                        ValueFile.NPZ_DEFLATED,
                        ValueFile.NPZ_STORED,
                        ValueFile.SAFETENSORS,
                        ValueFile.GGUF,
                        ValueFile.KLD)
                .flatMap(format -> Arrays.stream(Change.values()).map(change -> Arguments.of("test", format, change)));
        Stream<Arguments> references = Stream.of(ValueFile.RAW, ValueFile.KLD)
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
        // Older than any change, as file systems' clocks advance in steps.
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1)));
        return file;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aFileThatChangesWhileItIsReadIsNamed(String side, ValueFile format, Change change) throws IOException {
        Path reference = write("reference." + format.ending(), format.content(values(0), WIDTH));
        Path test = write("test." + format.ending(), format.content(values(0.01), WIDTH));
        Path changed = folder.resolve(side + "." + format.ending());
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
                .startsWith(side + "." + format.ending() + ": expected ")
                .endsWith("Do not write to the files while they are compared");
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @Test
    void anUnreadableFileIsNamed() throws IOException {
        Path reference = write("reference.bin", ValueFile.RAW.content(values(0), WIDTH));
        Path test = write("test.bin", ValueFile.RAW.content(values(0.01), WIDTH));
        Files.setPosixFilePermissions(test, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(test)).as("root may read all").isFalse();

        Comparison comparison =
                check(reference, test, Progress.NONE).comparisons().get(0);

        assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(comparison.findings().get(0).message()).contains("test.bin is not readable");
    }
}
