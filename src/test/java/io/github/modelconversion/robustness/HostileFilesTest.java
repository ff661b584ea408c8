package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a file holds, it is read or refused in the documented way, and takes no memory for what it only claims. */
class HostileFilesTest {

    private static final int DAMAGED = 120;
    private static final int SEED = 20260101;

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

    /** Returns whether it was read. */
    private boolean take(Intake intake, byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve(intake.fileName()), bytes);
        boolean read = intake.reads(file);
        // To write over a file makes some file systems wait for the disk.
        Files.delete(file);
        return read;
    }

    @ParameterizedTest
    @EnumSource
    void validFilesAreRead(Intake intake) throws IOException {
        for (byte[] seed : seeds(intake)) {
            assertThat(take(intake, seed)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesAreReadOrRefusedWhereverTheyAreCut(Intake intake) throws IOException {
        for (byte[] seed : seeds(intake)) {
            for (int length = 0; length < seed.length; length += intake.isGate() ? 23 : 1) {
                take(intake, Arrays.copyOf(seed, length));
            }
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
}
