package io.github.modelconversion.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The JSON report of one execution: {@code {reportDirectory}/{execution id}/nmse-check.json}.
 *
 * @param path where it lies
 */
record ReportFile(Path path) {

    private static final String HARMLESS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    static ReportFile in(Path reportDirectory, String executionId) {
        return new ReportFile(reportDirectory.resolve(safe(executionId)).resolve("nmse-check.json"));
    }

    /** Returns the id as one path component; different ids stay different. */
    private static String safe(String executionId) {
        StringBuilder safe = new StringBuilder();
        for (byte character : executionId.getBytes(StandardCharsets.UTF_8)) {
            boolean harmless = HARMLESS.indexOf(character) >= 0 || (character == '.' && safe.length() > 0);
            if (harmless) {
                safe.append((char) character);
            } else {
                safe.append('%').append(HexFormat.of().toHexDigits(character));
            }
        }
        return safe.toString();
    }

    /** Deletes the report of an earlier run, so that it is never taken for this run's. */
    void delete() throws MojoExecutionException {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw failure("delete the earlier report", failed);
        }
    }

    /** Writes the report beside its place and moves it there, so that nobody ever reads half of it. */
    void write(String text) throws MojoExecutionException {
        Path beside = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(beside, text, StandardCharsets.UTF_8);
            Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw failure("write the report", failed);
        }
    }

    private MojoExecutionException failure(String what, IOException reason) {
        return new MojoExecutionException(
                "Cannot " + what + " " + path + ": " + reason + ". Set 'reportDirectory' (-Dnmse.reportDirectory) to a"
                        + " folder that can be written.",
                reason);
    }
}
