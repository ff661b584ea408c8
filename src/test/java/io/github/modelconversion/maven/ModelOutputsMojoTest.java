package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The goal's parameters; the integration test {@code model-outputs} covers several models and prompts. */
@MojoTest
@MojoParameter(name = "reportDirectory", value = "target/harness")
@MojoParameter(name = "convertedModel", value = "target/harness/outputs/tiny.gguf")
@MojoParameter(name = "dataDirectory", value = "target/harness/outputs/data")
@MojoParameter(name = "llamaDebug", value = "target/harness/outputs/llama-debug")
class ModelOutputsMojoTest {

    private static final Path FOLDER = Path.of("target", "harness", "outputs");
    private static final Path OUTPUT = FOLDER.resolve("data/llamacpp-tiny-embeddings.bin");

    @Inject
    private MojoExecution execution;

    @BeforeEach
    void project() throws Exception {
        doReturn("harness-outputs").when(execution).getExecutionId();
        doReturn("model-outputs").when(execution).getGoal();
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(OUTPUT);
        Files.writeString(FOLDER.resolve("tiny.gguf"), "a model");
        tool(
                "#!/bin/sh",
                "echo args: $*",
                "name=$8/llamacpp-tiny-embeddings",
                "printf 12345678 > $name.bin",
                "printf 1234 > $name-tokens.bin",
                "echo prompt: > $name-prompt.txt");
    }

    private static void tool(String... lines) throws Exception {
        Path tool = Files.writeString(FOLDER.resolve("llama-debug"), String.join("\n", lines) + "\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tool is a script of a POSIX shell")
    @InjectMojo(goal = "model-outputs")
    @MojoParameter(name = "kind", value = "embeddings")
    @MojoParameter(name = "prompts", value = "hello=Hello")
    @MojoParameter(name = "llamaArguments", value = "-t,3")
    void onePromptOfOneModelIsWrittenToTheDataDirectory(ModelOutputsMojo mojo) throws Exception {
        mojo.execute();

        assertThat(OUTPUT).hasContent("12345678");
        assertThat(Path.of("target/harness/harness-outputs/hello/llamacpp-tiny-embeddings.log"))
                .content()
                .containsPattern("args: -m \\S+tiny.gguf -f \\S+prompt-\\w{8}.txt --no-escape --save-logits"
                        + " --logits-output-dir \\S+ --embedding -t 3\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tool is a script of a POSIX shell")
    @InjectMojo(goal = "model-outputs")
    @MojoParameter(name = "prompts", value = "hello=Hello")
    @MojoParameter(name = "timeout", value = "1")
    void theTimeoutIsInSeconds(ModelOutputsMojo mojo) throws Exception {
        tool("#!/bin/sh", "sleep 600");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith(
                        "1 of 1 output could not be made. tiny, hello: llama-debug was killed because it"
                                + " took more than 1 second. ")
                .hasMessageEndingWith("/hello/llamacpp-tiny.log");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
    @InjectMojo(goal = "model-outputs")
    @MojoParameter(name = "prompts", value = "hello=Hello")
    void aKilledToolIsReportedAsMoreThanAnExitCode(ModelOutputsMojo mojo) throws Exception {
        tool("#!/bin/sh", "kill -9 $$");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("llama-debug was ended by signal 9: it was killed, as when memory runs out");
    }

    @Test
    @InjectMojo(goal = "model-outputs")
    void promptsMustBeSet(ModelOutputsMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Parameter 'prompts' is not set. ");
    }

    @Test
    @InjectMojo(goal = "model-outputs")
    @MojoParameter(name = "kind", value = "activations")
    void activationsAreRefusedBecauseNoToolWritesThem(ModelOutputsMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'kind'")
                .hasMessageContaining("logits or embeddings");
    }

    @Test
    @InjectMojo(goal = "model-outputs")
    @MojoParameter(name = "parallel", value = "0")
    void theNumberOfParallelToolsIsAtLeastOne(ModelOutputsMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'parallel'");
    }

    @Test
    @InjectMojo(goal = "model-outputs")
    @MojoParameter(name = "timeout", value = "10m")
    void theTimeoutHasNoUnit(ModelOutputsMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'timeout'")
                .hasMessageContaining("a whole number");
    }
}
