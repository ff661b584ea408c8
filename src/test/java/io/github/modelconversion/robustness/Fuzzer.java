package io.github.modelconversion.robustness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The entry point for Jazzer; {@code src/fuzz/run.sh} starts it for each {@link Intake}. */
public final class Fuzzer {

    /** In bytes; more than without a fuzzer, whose text instrumentation takes memory too. */
    private static final long MOST_MEMORY = 64 << 20;

    /** In bytes; explaining a wrong tensor reads it many times, while {@code -Xmx} bounds what is held at once. */
    private static final long MOST_MEMORY_WITH_WEIGHTS = 512 << 20;

    private static Intake intake = Intake.RAW;
    private static Path file = Path.of("");

    private Fuzzer() {}

    /** Reads the name of the intake to fuzz. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        intake = Intake.valueOf(arguments[0]);
        file = Files.createTempDirectory("fuzz").resolve(intake.fileName());
        try (DirectoryStream<Path> seeds = Files.newDirectoryStream(intake.seeds())) {
            for (Path seed : seeds) {
                Files.copy(seed, file);
                intake.readsOrRefuses(file);
                Files.delete(file);
            }
        }
    }

    /** Feeds one input to the intake. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        intake.reads(file, intake.comparesWeights() ? MOST_MEMORY_WITH_WEIGHTS : MOST_MEMORY);
        // Overwriting a file makes some file systems wait for the disk.
        Files.delete(file);
    }
}
