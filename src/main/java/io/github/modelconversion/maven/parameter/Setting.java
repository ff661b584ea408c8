package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.text.Printable;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as the user wrote it. Maven would turn {@code <failOnViolation>yes</failOnViolation>} into {@code false} and
 * an empty path into the project directory, so parameters are taken as text and parsed strictly here.
 *
 * @param name the parameter's name; its user property is {@code nmse.} plus the name
 * @param value what the user wrote; blank counts as not set
 */
public record Setting(String name, @Nullable String value) {

    /** Returns one setting per value of a list parameter; blank values count as not set. */
    public static List<Setting> each(String name, List<String> values) {
        List<Setting> settings = new ArrayList<>();
        for (String value : values) {
            Setting setting = new Setting(name, value);
            if (setting.text().isPresent()) {
                settings.add(setting);
            }
        }
        return settings;
    }

    /** Returns the text; empty if not set. */
    public Optional<String> text() {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /** Returns the boolean; {@code standard} if not set. */
    public boolean flag(boolean standard) throws MojoExecutionException {
        String text = text().orElse(String.valueOf(standard)).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("true or false");
        };
    }

    /** Returns the number, which is greater than 0; empty if not set. */
    Optional<Double> positiveNumber() throws MojoExecutionException {
        return number(Double.MIN_VALUE, Double.MAX_VALUE, "a finite number greater than 0, such as 1e-2");
    }

    /** Returns the number, which may be 0; empty if not set. */
    public Optional<Double> nonNegativeNumber() throws MojoExecutionException {
        return number(0, Double.MAX_VALUE, "a finite number, 0 or greater, such as 0.1");
    }

    /** Returns a share greater than 0 and at most 1; empty if not set. */
    public Optional<Double> share() throws MojoExecutionException {
        return number(Double.MIN_VALUE, 1, "a number greater than 0 and at most 1, such as 0.95");
    }

    private Optional<Double> number(double least, double most, String expected) throws MojoExecutionException {
        if (text().isEmpty()) {
            return Optional.empty();
        }
        double number;
        try {
            number = new BigDecimal(text().get()).doubleValue();
        } catch (NumberFormatException notANumber) {
            number = Double.NaN;
        }
        if (!(number >= least && number <= most)) {
            throw invalid(expected);
        }
        return Optional.of(number);
    }

    /** Returns the maximum number of threads: that of the processors if not set. */
    public int threads() throws MojoExecutionException {
        long processors = Runtime.getRuntime().availableProcessors();
        return (int) positiveInteger(Integer.MAX_VALUE).orElse(processors);
    }

    /** Returns the whole number, which is greater than 0; empty if not set. */
    public OptionalLong positiveInteger(long most) throws MojoExecutionException {
        if (text().isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text().get());
            if (number > 0 && number <= most) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        throw invalid("a whole number greater than 0");
    }

    /** Returns the constant with this name, ignoring case; {@code standard} if not set. */
    public <E extends Enum<E>> E choice(E standard) throws MojoExecutionException {
        String text = text().orElse(standard.name());
        List<String> names = new ArrayList<>();
        for (E constant : standard.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
            names.add(constant.name().toLowerCase(Locale.ROOT));
        }
        throw invalid("one of: " + String.join(", ", names));
    }

    /** Returns the path, resolved against {@code base}; empty if not set. */
    public Optional<Path> path(Path base) throws MojoExecutionException {
        Optional<String> text = text();
        try {
            return text.isPresent() ? Optional.of(base.resolve(text.get()).normalize()) : Optional.empty();
        } catch (InvalidPathException invalid) {
            throw invalid("a path that is valid on this system");
        }
    }

    public MojoExecutionException invalid(String expected) {
        return new MojoExecutionException("Invalid value for parameter '" + name + "' (-Dnmse." + name + "): '"
                + Printable.line(String.valueOf(value)) + "'. Expected " + expected + ".");
    }
}
