package io.github.modelconversion.maven.output;

import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.reuse.CheckedInputs;
import io.github.modelconversion.conversion.reuse.Manifest;
import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.input.file.Checksum;
import io.github.modelconversion.input.file.FileFailure;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.shard.StateFile;
import io.github.modelconversion.store.AtomicFile;
import io.github.modelconversion.text.PercentEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The folder of one execution's reports: {@code {reportDirectory}/{execution id}}.
 *
 * @param directory the folder's path
 * @param report the base name of the files: {@code nmse-check} or {@code conversion-check}
 */
public record ReportFolder(Path directory, String report) {

    /**
     * Returns the parent folder of all executions' folders.
     *
     * @param setting the parameter
     * @param base the directory that a relative path starts from
     * @param output the project's output folder
     */
    public static Path all(Setting setting, Path base, Path output) throws MojoExecutionException {
        return setting.path(base).orElse(output.resolve("model-conversion"));
    }

    public static ReportFolder in(Path reportDirectory, String executionId, String report) {
        return new ReportFolder(reportDirectory.resolve(safe(executionId)), report);
    }

    /** Returns the path of the report in a format. */
    public Path path(ReportFormat format) {
        return directory.resolve(format.fileName(report));
    }

    /** Returns the id as one path component, which no leading dot hides; different ids stay different. */
    private static String safe(String executionId) {
        String safe = PercentEncoding.of(executionId, ".");
        return safe.startsWith(".") ? "%2e" + safe.substring(1) : safe;
    }

    /** Returns the path of the file with the measurements of shards. */
    public Path state() {
        return directory.resolve(report + ".state");
    }

    /** Returns the path of the file with the result of a check that passed. */
    private Path manifest() {
        return directory.resolve(report + ".manifest");
    }

    /** Returns the result of an earlier run that passed; empty if there is none, or if one of its reports was changed. */
    public Optional<Manifest> earlier() {
        return Manifest.read(manifest()).filter(manifest -> manifest.reports().equals(checksums()));
    }

    /** Writes the result of this run, whose reports are written. */
    public void write(CheckedInputs inputs, List<JudgedModel> models) throws MojoExecutionException {
        write(manifest(), new Manifest(inputs, checksums(), models)::write);
    }

    /** Returns the CRC-32C of each report by file name. */
    private Map<String, String> checksums() {
        Map<String, String> checksums = new TreeMap<>();
        for (ReportFormat format : ReportFormat.values()) {
            try {
                checksums.put(format.fileName(report), Checksum.crc32c(path(format)));
            } catch (IOException absent) {
                // Not written in this format.
            }
        }
        return checksums;
    }

    /**
     * Deletes the reports of an earlier run in all formats, so that they are never mistaken for this run's.
     *
     * @return the failure to throw if a report could not be deleted
     */
    public Optional<MojoExecutionException> delete() {
        List<Path> files = new ArrayList<>();
        for (ReportFormat format : ReportFormat.values()) {
            files.add(path(format));
        }
        files.add(state());
        files.add(manifest());
        Optional<MojoExecutionException> first = Optional.empty();
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failed) {
                first = first.isPresent() ? first : Optional.of(failure("delete the earlier report", file, failed));
            }
        }
        return first;
    }

    public void write(ReportFormat format, String text) throws MojoExecutionException {
        write(path(format), AtomicFile.of(text));
    }

    public void write(List<Measured> shards) throws MojoExecutionException {
        write(state(), out -> StateFile.write(shards, out));
    }

    private void write(Path path, AtomicFile.Content content) throws MojoExecutionException {
        try {
            AtomicFile.write(path, content);
        } catch (IOException failed) {
            throw failure("write the report", path, failed);
        }
    }

    private MojoExecutionException failure(String what, Path path, IOException reason) {
        return new MojoExecutionException(
                "Cannot " + what + " " + path + ": " + FileFailure.reason(reason)
                        + ". Set 'reportDirectory' (-Dnmse.reportDirectory) to a" + " folder that can be written.",
                reason);
    }
}
