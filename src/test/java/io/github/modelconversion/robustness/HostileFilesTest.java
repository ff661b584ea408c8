package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.output.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any file is read or refused in the documented way, and a mere claim in it takes no memory. */
class HostileFilesTest {

    private static final int DAMAGED = 120;
    private static final int SEED = 20260101;

    /** In bytes; one of the valid files has no tensors. */
    private static final int EMPTY_SAFETENSORS = 10;

    /** Intakes for which any text is valid, so that they refuse none. */
    private static final Set<Intake> OF_ANY_TEXT =
            EnumSet.of(Intake.PROMPT, Intake.CHECK_MERGES, Intake.CHECK_TEMPLATE);

    @TempDir
    Path directory;

    private static List<byte[]> seeds(Intake intake) throws IOException {
        try (Stream<Path> files = Files.list(intake.seeds())) {
            return files.sorted().map(HostileFilesTest::bytes).toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns whether the intake read the bytes rather than refused them. */
    private boolean take(Intake intake, byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve(intake.fileName()), bytes);
        boolean read = intake.reads(file);
        // Overwriting a file makes some file systems wait for the disk.
        Files.delete(file);
        return read;
    }

    /** Returns how many of the files were read. */
    private int take(Intake intake, List<byte[]> files) throws IOException {
        int read = 0;
        for (byte[] file : files) {
            read += take(intake, file) ? 1 : 0;
        }
        return read;
    }

    private void assertSomeAreRefused(Intake intake, List<byte[]> files) throws IOException {
        int read = take(intake, files);

        assertThat(read).isLessThan(OF_ANY_TEXT.contains(intake) ? files.size() + 1 : files.size());
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatIsTriedByItsReaderAndByTheGate(Container format) {
        assertThat(Intake.values())
                .as("Intake has a constant for files that end in %s, and one that begins with GATE", format.ending())
                .filteredOn(intake -> intake.fileName().equals("a" + format.ending()))
                .extracting(Intake::isGate)
                .contains(false, true);
    }

    @ParameterizedTest
    @EnumSource
    void validFilesAreRead(Intake intake) throws IOException {
        List<byte[]> seeds = seeds(intake).stream()
                .filter(seed -> seed.length != EMPTY_SAFETENSORS)
                .toList();

        assertThat(take(intake, seeds))
                .as("files in %s that are still read", intake.seeds())
                .isEqualTo(seeds.size())
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void filesAreReadOrRefusedWhereverTheyAreCut(Intake intake) throws IOException {
        for (byte[] seed : seeds(intake)) {
            List<byte[]> cut = IntStream.range(0, seed.length)
                    .filter(length -> !intake.isGate() || length % 23 == 0)
                    .mapToObj(length -> Arrays.copyOf(seed, length))
                    .toList();

            assertSomeAreRefused(intake, cut);
        }
    }

    @ParameterizedTest
    @EnumSource
    void damagedFilesAreReadOrRefused(Intake intake) throws IOException {
        Damage damage = new Damage(SEED);
        for (byte[] seed : seeds(intake)) {
            for (int i = 0; i < (intake.isGate() ? DAMAGED / 8 : DAMAGED); i++) {
                take(intake, damage.of(seed));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void arbitraryBytesAreReadOrRefused(Intake intake) throws IOException {
        Random random = new Random(SEED);
        List<byte[]> files = Stream.generate(() -> {
                    byte[] bytes = new byte[random.nextInt(300)];
                    random.nextBytes(bytes);
                    return bytes;
                })
                .limit(intake.isGate() ? DAMAGED / 8 : DAMAGED)
                .toList();

        assertSomeAreRefused(intake, files);
    }
}
