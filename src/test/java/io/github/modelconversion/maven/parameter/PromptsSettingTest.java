package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.engine.NamedPrompt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsSettingTest {

    @TempDir
    private Path base;

    @BeforeEach
    void files() throws Exception {
        Files.createDirectories(base.resolve("prompts"));
        Files.writeString(base.resolve("prompts/a.txt"), "First\r\nsecond\\n\r\n\n");
        Files.writeString(base.resolve("prompts/b.v1.txt"), "Grüße");
    }

    private List<NamedPrompt> read(String... entries) throws MojoExecutionException {
        return new PromptsSetting(Setting.each("prompts", List.of(entries)), base).read();
    }

    private void assertRefused(String part, String... entries) {
        assertThatThrownBy(() -> read(entries))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("prompts")
                .hasMessageContaining(part);
    }

    @Test
    void promptsFromFilesTakeTheFileNameAndLoseTheFinalLineEnds() throws Exception {
        assertThat(read("prompts/*.txt"))
                .containsExactly(new NamedPrompt("a", "First\nsecond\\n"), new NamedPrompt("b.v1", "Grüße"));
        assertThat(read("prompts/*.txt").get(0).text()).isEqualTo("First\nsecond\\n");
    }

    @Test
    void textsAndFilesCanBeNamed() throws Exception {
        assertThat(read("hello=Hello, my = name is", "long=@prompts/a.txt"))
                .containsExactly(
                        new NamedPrompt("hello", "Hello, my = name is"), new NamedPrompt("long", "First\nsecond\\n"));
    }

    @Test
    void aPathWithAnEqualsSignStaysAFile() throws Exception {
        Files.writeString(base.resolve("prompts/x=y.txt"), "text");

        assertThat(read("prompts/x=y.txt")).containsExactly(new NamedPrompt("x=y", "text"));
    }

    @Test
    void aForgottenAtSignIsNoticed() {
        assertRefused("long=@prompts/a.txt", "long=prompts/a.txt");
    }

    @Test
    void aTextWithoutANameIsTakenForAMissingFile() {
        assertRefused(
                "found nothing: Hello, my name is. A prompt is a file, or a text with a name", "Hello, my name is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=@prompts/absent.txt", "prompts/absent.txt", "prompts/absent*.txt", "x=@prompts"})
    void anUnreadableFileIsNamed(String entry) {
        assertRefused("", entry);
    }

    @Test
    void thereMustBeAPrompt() {
        assertRefused("is not set");
        assertRefused("is not set", " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..txt", "...txt"})
    void aNameMustBeUsableForAFolder(String file) throws Exception {
        Files.writeString(base.resolve(file), "a text");

        assertRefused("Expected the name of a folder", file);
    }

    @Test
    void namesMustDifferInMoreThanCase() {
        assertRefused("two prompts named 'A'", "a=one", "A=two");
    }

    @Test
    void anEmptyPromptIsRefused() throws Exception {
        Files.writeString(base.resolve("prompts/empty.txt"), "\n\n");

        assertRefused("'empty'", "prompts/empty.txt");
        assertRefused("'x'", "x=");
    }

    @Test
    void aPromptIsTextOfAReasonableSize() throws Exception {
        Files.write(base.resolve("latin.txt"), new byte[] {'a', (byte) 0xe4});
        Files.write(base.resolve("large.txt"), new byte[PromptsSetting.MOST_BYTES + 1]);

        assertThatThrownBy(() -> read("latin.txt"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("latin.txt: expected a prompt in UTF-8");
        assertThatThrownBy(() -> read("large.txt"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("large.txt: expected a prompt of at most 1048576 bytes");
    }
}
