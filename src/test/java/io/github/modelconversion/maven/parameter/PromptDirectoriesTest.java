package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.engine.NamedPrompt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptDirectoriesTest {

    private static final NamedPrompt ONE = new NamedPrompt("one", "text");
    private static final NamedPrompt TWO = new NamedPrompt("two", "text");

    @TempDir
    private Path base;

    private Map<NamedPrompt, Path> of(String single, List<String> several, NamedPrompt... prompts)
            throws MojoExecutionException {
        SingleOrList directories = SingleOrList.of(new Setting("dataDirectory", single), "dataDirectories", several);
        return new PromptDirectories(directories, base).of(List.of(prompts));
    }

    @Test
    void aStarInThePatternStandsForThePromptsName() throws Exception {
        Map<NamedPrompt, Path> directories = of("", List.of("out/p-*/data"), TWO, ONE);

        assertThat(directories.keySet()).containsExactly(TWO, ONE);
        assertThat(directories)
                .containsEntry(ONE, base.resolve("out/p-one/data"))
                .containsEntry(TWO, base.resolve("out/p-two/data"));
    }

    /** nmse-check finds what this goal writes. */
    @Test
    void theSamePatternFindsTheDirectoriesAgain() throws Exception {
        List<Path> written = List.copyOf(of("", List.of("out/*/data"), ONE, TWO).values());
        for (Path directory : written) {
            Files.createDirectories(directory);
        }

        assertThat(new PathPattern(new Setting("dataDirectories", "out/*/data")).directories(base))
                .containsExactlyElementsOf(written);
    }

    @Test
    void directoriesBelongToThePromptsOfTheirNames() throws Exception {
        assertThat(of("", List.of("a/two/data", "b/one"), ONE, TWO))
                .containsEntry(ONE, base.resolve("b/one"))
                .containsEntry(TWO, base.resolve("a/two/data"));
    }

    @Test
    void oneDirectoryIsEnoughForOnePrompt() throws Exception {
        assertThat(of("", List.of(), ONE)).containsEntry(ONE, base.resolve("data"));
        assertThat(of("build/logits", List.of(), ONE)).containsEntry(ONE, base.resolve("build/logits"));
        assertThat(of("", List.of("build/logits"), ONE)).containsEntry(ONE, base.resolve("build/logits"));
    }

    @Test
    void severalPromptsDoNotShareADirectory() {
        assertThatThrownBy(() -> of("", List.of(), ONE, TWO))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("dataDirectories")
                .hasMessageContaining("2 prompts")
                .hasMessageContaining("outputs/*/data");
        assertThatThrownBy(() -> of("", List.of("out"), ONE, TWO)).isInstanceOf(MojoExecutionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out/*/*/data", "out/?/data", "out/{one,two}/data", "out/*[ab]"})
    void patternsWithoutASingleStarAreRefused(String pattern) {
        assertThatThrownBy(() -> of("", List.of(pattern), ONE))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("a path with a single *");
    }

    @Test
    void promptsAndDirectoriesMustMatchOneToOne() {
        assertThatThrownBy(() -> of("", List.of("one", "three"), ONE, TWO))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("directories for one, three, and the prompts are one, two");
        assertThatThrownBy(() -> of("", List.of("one", "two", "three"), ONE, TWO))
                .isInstanceOf(MojoExecutionException.class);
        assertThatThrownBy(() -> of("", List.of("a/one", "b/one"), ONE)).isInstanceOf(MojoExecutionException.class);
        assertThatThrownBy(() -> of("", List.of("out/*", "one"), ONE)).isInstanceOf(MojoExecutionException.class);
    }

    @Test
    void bothFormsExcludeEachOther() {
        assertThatThrownBy(() -> of("data", List.of("out/*"), ONE))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("exclude each other");
    }
}
