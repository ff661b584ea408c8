package io.github.modelconversion.maven;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.maven.plugin.MojoExecutionException;

/** A directory as the user wrote it, or a pattern for several: its components may hold {@code *}, {@code ?}, [] and {}. */
final class DirectoryPattern {

    private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");

    private final Setting setting;

    DirectoryPattern(Setting setting) {
        this.setting = setting;
    }

    /**
     * Returns the directory, or all that the pattern matches, by name. A directory without a pattern need not exist.
     *
     * @param base what a relative one lies below
     */
    List<Path> expand(Path base) throws MojoExecutionException {
        String text = setting.text().orElseThrow();
        if (!SPECIAL.matcher(text).find() || Files.isDirectory(base.resolve(text))) {
            return List.of(setting.path(base).orElseThrow());
        }
        int start = 0;
        Path root = base;
        String[] components = SEPARATOR.split(text, -1);
        if (text.startsWith("/")) {
            root = base.getRoot();
            start = 1;
        }
        List<Path> found = List.of(root);
        for (String component : List.of(components).subList(start, components.length)) {
            found = component.isEmpty() ? found : matching(found, component);
        }
        if (found.isEmpty()) {
            throw setting.invalid("a pattern that matches at least one directory below " + base.getFileName());
        }
        return found;
    }

    private List<Path> matching(List<Path> parents, String component) throws MojoExecutionException {
        List<Path> matching = new ArrayList<>();
        for (Path parent : parents) {
            if (SPECIAL.matcher(component).find()) {
                matching.addAll(children(parent, component));
            } else if (Files.isDirectory(parent.resolve(component))) {
                matching.add(parent.resolve(component).normalize());
            }
        }
        return matching;
    }

    private List<Path> children(Path parent, String pattern) throws MojoExecutionException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, pattern)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    children.add(entry);
                }
            }
        } catch (PatternSyntaxException broken) {
            throw setting.invalid("a pattern such as prompts/*/data");
        } catch (IOException unreadable) {
            throw new MojoExecutionException(
                    "Parameter '" + setting.name() + "': " + parent.getFileName() + " cannot be listed: " + unreadable,
                    unreadable);
        }
        children.sort(null);
        return children;
    }
}
