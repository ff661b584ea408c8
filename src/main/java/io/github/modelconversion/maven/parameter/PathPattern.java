package io.github.modelconversion.maven.parameter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A directory or a file as the user wrote it, or a pattern for several: its components may hold {@code *}, {@code ?}, [] and
 * {}.
 */
public final class PathPattern {

    private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");

    private final Setting setting;

    public PathPattern(Setting setting) {
        this.setting = setting;
    }

    /**
     * Returns the directory, or all that the pattern matches, by name. A directory without a pattern need not exist.
     *
     * @param base what a relative one lies below
     */
    public List<Path> directories(Path base) throws MojoExecutionException {
        return expand(base, Files::isDirectory, "directory", "prompts/*/data");
    }

    /**
     * Returns the files, or all that the patterns match, each once; those of a pattern by name. A file without a pattern need
     * not exist.
     *
     * @param settings the files and patterns
     * @param base what a relative one lies below
     * @param example a pattern, for messages
     */
    public static List<Path> files(List<Setting> settings, Path base, String example) throws MojoExecutionException {
        Set<Path> files = new LinkedHashSet<>();
        for (Setting setting : settings) {
            files.addAll(new PathPattern(setting).expand(base, Files::isRegularFile, "file", example));
        }
        return List.copyOf(files);
    }

    private List<Path> expand(Path base, Predicate<Path> wanted, String what, String example)
            throws MojoExecutionException {
        String text = setting.text().orElseThrow();
        if (!SPECIAL.matcher(text).find() || wanted.test(base.resolve(text))) {
            return List.of(setting.path(base).orElseThrow());
        }
        List<Path> found = List.of(text.startsWith("/") ? base.getRoot() : base);
        List<String> components = SEPARATOR
                .splitAsStream(text)
                .filter(component -> !component.isEmpty())
                .toList();
        for (int i = 0; i < components.size(); i++) {
            boolean last = i == components.size() - 1;
            found = matching(found, components.get(i), last ? wanted : Files::isDirectory, example);
        }
        if (found.isEmpty()) {
            throw setting.invalid("a pattern that matches at least one " + what + " below " + base.getFileName());
        }
        return found;
    }

    private List<Path> matching(List<Path> parents, String component, Predicate<Path> wanted, String example)
            throws MojoExecutionException {
        List<Path> matching = new ArrayList<>();
        for (Path parent : parents) {
            if (SPECIAL.matcher(component).find()) {
                children(parent, component, example).stream().filter(wanted).forEach(matching::add);
            } else if (wanted.test(parent.resolve(component))) {
                matching.add(parent.resolve(component).normalize());
            }
        }
        return matching;
    }

    private List<Path> children(Path parent, String pattern, String example) throws MojoExecutionException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, pattern)) {
            entries.forEach(children::add);
        } catch (PatternSyntaxException broken) {
            throw setting.invalid("a pattern such as " + example);
        } catch (IOException unreadable) {
            throw new MojoExecutionException(
                    "Parameter '" + setting.name() + "': " + parent.getFileName() + " cannot be listed: " + unreadable,
                    unreadable);
        }
        children.sort(null);
        return children;
    }
}
