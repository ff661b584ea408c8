package io.github.modelconversion.maven;

import io.github.modelconversion.report.ReportFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The folder of one execution's reports: {@code {reportDirectory}/{execution id}}.
 *
 * @param directory where it lies
 */
record ReportFolder(Path directory) {

    private static final String HARMLESS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    static ReportFolder in(Path reportDirectory, String executionId) {
        return new ReportFolder(reportDirectory.resolve(safe(executionId)));
    }

    /** Returns where the report in a format lies. */
    Path path(ReportFormat format) {
        return directory.resolve(format.fileName());
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

    /** Deletes the reports of an earlier run, in whatever format, so that they are never taken for this run's. */
    void delete() throws MojoExecutionException {
        for (ReportFormat format : ReportFormat.values()) {
            try {
                Files.deleteIfExists(path(format));
            } catch (IOException failed) {
                throw failure("delete the earlier report", path(format), failed);
            }
        }
    }

    /** Writes a report beside its place and moves it there, so that nobody ever reads half of it. */
    void write(ReportFormat format, String text) throws MojoExecutionException {
        Path path = path(format);
        try {
            WholeFile.write(path, text);
        } catch (IOException failed) {
            throw failure("write the report", path, failed);
        }
    }

    private MojoExecutionException failure(String what, Path path, IOException reason) {
        return new MojoExecutionException(
                "Cannot " + what + " " + path + ": " + reason + ". Set 'reportDirectory' (-Dnmse.reportDirectory) to a"
                        + " folder that can be written.",
                reason);
    }
}
