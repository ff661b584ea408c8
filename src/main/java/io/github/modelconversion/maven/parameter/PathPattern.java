package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.input.file.FileFailure;
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
 * A path as the user wrote it, or a glob pattern whose components may contain {@code *}, {@code ?}, [] and {}.
 */
public final class PathPattern {

    private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");

    private final Setting setting;

    public PathPattern(Setting setting) {
        this.setting = setting;
    }

    /**
     * Returns the directory, or all directories that match the pattern, sorted by name. A directory given without a pattern
     * need not exist.
     *
     * @param base the directory that a relative path starts from
     */
    public List<Path> directories(Path base) throws MojoExecutionException {
        return expand(base, Files::isDirectory, "directory", "prompts/*/data");
    }

    /**
     * Returns the files, or all files that match the patterns, without duplicates; the matches of a pattern are sorted by
     * name. A file given without a pattern need not exist.
     *
     * @param settings the files and patterns
     * @param base the directory that a relative path starts from
     * @param example an example of a pattern, for messages
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
                for (Path child : children(parent, component, example)) {
                    if (matches(child, wanted)) {
                        matching.add(child);
                    }
                }
            } else if (matches(parent.resolve(component), wanted)) {
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
                    "Parameter '" + setting.name() + "': " + parent.getFileName() + " cannot be listed: "
                            + FileFailure.reason(unreadable) + ".",
                    unreadable);
        }
        children.sort(null);
        return children;
    }

    /** A match that cannot be seen would silently be missing. */
    private boolean matches(Path path, Predicate<Path> wanted) throws MojoExecutionException {
        if (wanted.test(path)) {
            return true;
        }
        if (!Files.exists(path) && !Files.notExists(path)) {
            throw new MojoExecutionException("Parameter '" + setting.name() + "' (-Dnmse." + setting.name()
                    + "): expected to read " + path.getFileName() + " in " + path.getParent()
                    + ", found that access is denied. Check the permissions, or exclude it from the pattern.");
        }
        return false;
    }
}
