package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.engine.Engine;
import io.github.modelconversion.engine.Executables;
import io.github.modelconversion.result.output.OutputKind;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSettingsTest {

    @TempDir
    private Path base;

    private Path tools;

    @BeforeEach
    void tools() throws Exception {
        tools = Files.createDirectories(base.resolve("tools"));
        for (String name : List.of("llama-debug", "python3", "llama-debug.exe", "python3.exe")) {
            assertThat(Files.createFile(tools.resolve(name)).toFile().setExecutable(true))
                    .isTrue();
        }
    }

    private EngineSettings settings(OutputKind kind, String path) {
        boolean windows = File.separatorChar == '\\';
        return new EngineSettings(kind, new Executables(base, path, "", windows));
    }

    private Engine debug(OutputKind kind, String... arguments) throws MojoExecutionException {
        return settings(kind, tools.toString())
                .llamaDebug(new Setting("llamaDebug", ""), Setting.each("llamaArguments", List.of(arguments)), base);
    }

    private Engine reference(String command) throws MojoExecutionException {
        return settings(OutputKind.LOGITS, tools.toString())
                .reference(new Setting("referenceCommand", command), base)
                .orElseThrow();
    }

    /** With -f and --no-escape the tool gets the prompt byte for byte, as the script does. */
    @Test
    void llamaDebugSavesTheLogitsOfAPromptFile() throws Exception {
        assertThat(debug(OutputKind.LOGITS).arguments())
                .containsExactly(
                        "-m",
                        "{model}",
                        "-f",
                        "{prompt}",
                        "--no-escape",
                        "--save-logits",
                        "--logits-output-dir",
                        "{output}");
        assertThat(debug(OutputKind.EMBEDDINGS, "-t", "4").arguments()).endsWith("--embedding", "-t", "4");
        Path adapter = Files.createFile(base.resolve("adapter.gguf"));
        assertThat(debug(OutputKind.LOGITS, "--lora", "adapter.gguf").arguments())
                .endsWith("--lora", adapter.toString());
    }

    @Test
    void withoutLlamaDebugTheMessageSaysHowToBuildIt() {
        assertThatThrownBy(() -> settings(OutputKind.LOGITS, base.toString())
                        .llamaDebug(new Setting("llamaDebug", null), List.of(), base))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Expected an executable llama-debug on the PATH, found none.\n")
                .hasMessageContaining("cmake --build build --target llama-debug")
                .hasMessageContaining("nmse.llamaDebug");
        assertThatThrownBy(() -> settings(OutputKind.LOGITS, "")
                        .llamaDebug(new Setting("llamaDebug", "llama.cpp/build/bin/llama-debug"), List.of(), base))
                .hasMessageStartingWith("Expected an executable llama.cpp/build/bin/llama-debug, found none.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-m", "--model=x", "-p", "--logits-output-dir", "--embedding", "--escape"})
    void optionsThatTheGoalSetsCannotBeSetAgain(String option) {
        assertThatThrownBy(() -> debug(OutputKind.LOGITS, "-t", "4", option))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("llamaArguments")
                .hasMessageContaining(option.split("=", -1)[0]);
    }

    @Test
    void aCommandIsSplitAndItsProjectFilesBecomeAbsolute() throws Exception {
        Path script = Files.createFile(base.resolve("run org.py"));

        Engine engine = reference("python3 'run org.py' -m {model} --device cpu -f {prompt}");

        assertThat(engine.executable().getParent()).isEqualTo(tools);
        assertThat(engine.arguments())
                .containsExactly(script.toString(), "-m", "{model}", "--device", "cpu", "-f", "{prompt}");
    }

    @Test
    void withoutACommandThereIsNoReference() throws Exception {
        assertThat(settings(OutputKind.LOGITS, "").reference(new Setting("referenceCommand", " "), base))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python3 run.py -m {model} | {prompt}",
                "python3 run.py -f {prompt} | {model}",
                "python3 run.py -m {model} -f {promt} {prompt} | found {promt}",
                "python3 'run.py -m {model} -f {prompt} | a closing '"
            })
    void aMeaninglessCommandIsRefused(String command, String part) {
        assertThatThrownBy(() -> reference(command))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("referenceCommand")
                .hasMessageContaining(part);
    }

    @Test
    void bracesThatAreNotPlaceholdersStay() throws Exception {
        assertThat(reference("python3 -m {model} -f {prompt} --config '{\"a\": 1}'")
                        .arguments())
                .endsWith("{\"a\": 1}");
    }

    @Test
    void aMissingCommandIsNamed() {
        assertThatThrownBy(() -> reference("python9 -m {model} -f {prompt}"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Expected an executable python9 on the PATH, found none.")
                .hasMessageContaining("referenceCommand");
    }

    @Test
    void aFileThatIsNotExecutableIsReportedAsSuch() throws Exception {
        Files.createFile(base.resolve("notes.txt"));
        for (List<String> expected : List.of(
                List.of("./tools", "./tools, found a folder."),
                List.of("./notes.txt", "./notes.txt, found a file that may not be executed."),
                List.of("./absent", "./absent, found none."),
                List.of("absent", "absent on the PATH, found none."))) {
            assertThatThrownBy(() -> settings(OutputKind.LOGITS, tools.toString())
                            .llamaDebug(new Setting("llamaDebug", expected.get(0)), List.of(), base))
                    .isInstanceOf(MojoExecutionException.class)
                    .hasMessageContaining(expected.get(1));
        }
    }
}
