package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.plan.request.ModelName;
import io.github.modelconversion.text.Printable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A model's path, from the configuration or else from the environment.
 *
 * @param configured the parameter
 * @param variable the environment variable's name
 * @param environment the variable's value; blank counts as not set
 */
public record ModelSetting(
        Setting configured, String variable, @Nullable String environment) {

    private Optional<String> path() {
        Optional<String> path = configured.text();
        return path.isPresent() ? path : new Setting(variable, environment).text();
    }

    /** Returns the model's name; empty if no path is set. */
    public Optional<String> name() throws MojoExecutionException {
        Optional<String> name = path().flatMap(ModelName::of);
        if (path().isPresent() && name.isEmpty()) {
            throw invalidName("a path whose last component names the model, such as models/tiny");
        }
        return name;
    }

    public String requiredName() throws MojoExecutionException {
        Optional<String> name = name();
        if (name.isEmpty()) {
            throw notSet("the model's path; its last component names the output file");
        }
        return name.get();
    }

    /**
     * Returns the model's path.
     *
     * @param what what the model is, for the message that no path is set
     */
    public Path requiredFile(Path baseDirectory, String what) throws MojoExecutionException {
        if (path().isEmpty()) {
            throw notSet(what);
        }
        return file(baseDirectory).orElseThrow(() -> invalidName("a path that is valid on this system"));
    }

    private MojoExecutionException notSet(String what) {
        return new MojoExecutionException("Parameter '" + configured.name() + "' is not set. Set <" + configured.name()
                + "> in the plugin's configuration, -Dnmse." + configured.name() + ", or the environment variable "
                + variable + " to " + what + ".");
    }

    public MojoExecutionException invalidName(String expected) {
        String origin = configured.text().isPresent()
                ? "parameter '" + configured.name() + "' (-Dnmse." + configured.name() + ")"
                : "environment variable " + variable;
        return new MojoExecutionException("Invalid value for " + origin + ": '" + Printable.line(path().orElse(""))
                + "'. Expected " + expected + ".");
    }

    /** Returns the path, whether or not the model exists; empty if none is set, or none that is valid on this system. */
    public Optional<Path> file(Path baseDirectory) {
        Optional<String> path = path();
        try {
            return path.isPresent()
                    ? Optional.of(baseDirectory.resolve(path.get()).normalize())
                    : Optional.empty();
        } catch (InvalidPathException cannotExist) {
            return Optional.empty();
        }
    }

    /** Returns the path if it is set but does not exist; the check needs only its name. */
    public Optional<String> absent(Path baseDirectory) {
        Optional<String> path = path();
        return path.isPresent() && !exists(baseDirectory, path.get()) ? path : Optional.empty();
    }

    /** Returns a sentence that names the models that are set but do not exist; empty if there are none. */
    public static Optional<String> absent(ModelSetting reference, List<ModelSetting> tests, Path baseDirectory) {
        List<String> absent = Stream.concat(Stream.of(reference), tests.stream())
                .flatMap(model -> model.absent(baseDirectory).stream())
                .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of("Model files not found (not needed): " + String.join(", ", absent));
    }

    private static boolean exists(Path baseDirectory, String path) {
        try {
            return Files.exists(baseDirectory.resolve(path));
        } catch (InvalidPathException cannotExist) {
            return false;
        }
    }
}
