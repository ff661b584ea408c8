package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.baseline.Baseline;
import io.github.modelconversion.baseline.BaselineFile;
import io.github.modelconversion.input.file.FileFailure;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.store.AtomicFile;
import io.github.modelconversion.store.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The parameter that names the baseline.
 *
 * @param setting the parameter
 * @param base the directory that a relative path starts from
 */
public record BaselineSetting(Setting setting, Path base) {

    private static final String USUAL_NAME = "nmse-baseline.json";

    Path file() throws MojoExecutionException {
        return setting.path(base).orElse(base.resolve(USUAL_NAME));
    }

    /** Returns the file's name in messages. */
    public String name() throws MojoExecutionException {
        return new BaseDirectory(base).nameOf(file());
    }

    /** Returns the baseline; empty if there is none. */
    public Optional<Baseline> read() throws MojoExecutionException {
        Path file = file();
        // A file that may exist, but cannot be seen, is not as good as none: its limits would be dropped.
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(BaselineFile.read(file, name()));
        } catch (JsonException broken) {
            throw new MojoExecutionException(
                    broken.getMessage()
                            + ". Fix it, restore it from version control, or delete it and run nmse-baseline.",
                    broken);
        } catch (IOException unreadable) {
            throw new MojoExecutionException(
                    UnusableInputException.of(name(), unreadable).getMessage() + ".", unreadable);
        }
    }

    /**
     * Returns the baseline of a check; empty if none exists and the parameter is not set.
     *
     * @param command the command that records a baseline, for the message
     */
    public Optional<Baseline> readForCheck(String command) throws MojoExecutionException {
        Optional<Baseline> found = read();
        if (found.isEmpty() && setting.text().isPresent()) {
            throw new MojoExecutionException("Parameter '" + setting.name() + "' (-Dnmse." + setting.name() + ") names "
                    + name() + ", which does not exist. Run " + command + " and commit the file, or do not set the"
                    + " parameter.");
        }
        return found;
    }

    /** Replaces the baseline. */
    public void write(Baseline baseline) throws MojoExecutionException {
        try {
            AtomicFile.write(file(), AtomicFile.of(BaselineFile.render(baseline)));
        } catch (IOException failed) {
            throw new MojoExecutionException(
                    "Cannot write " + name() + ": " + FileFailure.reason(failed)
                            + ". Set 'baselineFile' (-Dnmse.baselineFile) to a file that" + " can be written.",
                    failed);
        }
    }
}
