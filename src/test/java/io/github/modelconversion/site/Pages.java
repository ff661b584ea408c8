package io.github.modelconversion.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of the documentation pages. */
final class Pages {

    /** The folder of the site's page sources. */
    static final Path SITE = Path.of("src", "site", "markdown");

    static final Path README = Path.of("README.md");

    private Pages() {}

    /** Returns the site's pages and those outside it. */
    static List<Path> all() throws IOException {
        return Stream.concat(Stream.of(README, Path.of("testdata", "README.md")), ofTheSite().stream())
                .toList();
    }

    static List<Path> ofTheSite() throws IOException {
        try (Stream<Path> files = Files.walk(SITE)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError("cannot read " + file, unreadable);
        }
    }

    /** Returns the first group of each match. */
    static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
