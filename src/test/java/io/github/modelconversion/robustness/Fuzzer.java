package io.github.modelconversion.robustness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What Jazzer calls: {@code src/fuzz/run.sh} starts it for each {@link Intake}. */
public final class Fuzzer {

    private static Intake intake = Intake.RAW;
    private static Path file = Path.of("");

    private Fuzzer() {}

    /** Takes the name of the intake to fuzz and the folder of its seeds. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        intake = Intake.valueOf(arguments[0]);
        file = Files.createTempDirectory("fuzz").resolve(intake.fileName());
        try (DirectoryStream<Path> seeds = Files.newDirectoryStream(Path.of(arguments[1]))) {
            for (Path seed : seeds) {
                Files.copy(seed, file, StandardCopyOption.REPLACE_EXISTING);
                intake.readsOrRefuses(file);
            }
        }
    }

    /** Takes one input. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        intake.reads(file);
    }
}
