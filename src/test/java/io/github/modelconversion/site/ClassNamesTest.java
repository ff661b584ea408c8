package io.github.modelconversion.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for developers name classes and members that exist. */
class ClassNamesTest {

    /** A class, which may follow its package, and perhaps a member: {@code plan/Plan}, {@code Causes.all}. */
    private static final Pattern NAME = Pattern.compile("`(?:[a-z.]+/)?([A-Z]\\w*[a-z]\\w*(?:\\.\\w+)?)`");

    /** Classes of Java, Maven and llama.cpp. */
    private static final Set<String> OF_OTHERS = Set.of(
            "BigDecimal",
            "LlamaModel",
            "MojoExecutionException",
            "MojoFailureException",
            "Optional",
            "StrictMath",
            "TextModel");

    private static final Map<String, List<Path>> SOURCES = sources();

    private static Map<String, List<Path>> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(
                            file -> String.valueOf(file.getFileName()).replace(".java", "")));
        } catch (IOException unreadable) {
            throw new AssertionError("cannot list the sources", unreadable);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"extending.md", "extending-models.md", "architecture.md"})
    void classesAndMembersExist(String page) {
        List<String> names = Pages.matches(NAME, Pages.read(Pages.SITE.resolve(page)));

        assertThat(names).hasSizeGreaterThan(20);
        assertThat(names.stream().filter(name -> !exists(name)).distinct()).isEmpty();
    }

    private static boolean exists(String name) {
        String[] parts = name.split("\\.", 2);
        List<Path> files = SOURCES.getOrDefault(parts[0], List.of());
        return OF_OTHERS.contains(name)
                || (parts.length == 1
                        ? !files.isEmpty()
                        : files.stream().anyMatch(file -> Pages.read(file).matches("(?s).*\\b" + parts[1] + "\\b.*")));
    }
}
