package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.engine.Engine;
import io.github.modelconversion.engine.NamedPrompt;
import io.github.modelconversion.engine.OutputTask;
import io.github.modelconversion.result.output.OutputKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlanTest {

    @TempDir
    private Path base;

    private OutputPlan plan;

    @BeforeEach
    void models() throws Exception {
        Files.createDirectories(base.resolve("models/tiny"));
        Files.createFile(base.resolve("models/tiny-Q8_0.gguf"));
        Map<NamedPrompt, Path> directories = new LinkedHashMap<>();
        directories.put(new NamedPrompt("one", "text"), base.resolve("out/one"));
        directories.put(new NamedPrompt("two", "text"), base.resolve("out/two"));
        plan = new OutputPlan(base, directories);
    }

    private static ModelSetting model(String path) {
        return new ModelSetting(new Setting("convertedModel", path), "CONVERTED_MODEL", null);
    }

    private Engine debug() {
        return Engine.llamaDebug(OutputKind.EMBEDDINGS, Path.of("llama-debug"), List.of(), base);
    }

    private Engine script() {
        return Engine.reference(OutputKind.LOGITS, Path.of("python3"), List.of("{model}", "{prompt}"), base);
    }

    @Test
    void everyModelAndPromptGetsAnOutputNamedAsNmseCheckExpects() throws Exception {
        plan.add(script(), model("models/tiny/"), "the folder");
        plan.add(debug(), model("models/./tiny-Q8_0.gguf"), "the file");

        assertThat(plan.tasks())
                .extracting(OutputTask::output)
                .containsExactly(
                        base.resolve("out/one/pytorch-tiny.bin"),
                        base.resolve("out/two/pytorch-tiny.bin"),
                        base.resolve("out/one/llamacpp-tiny-Q8_0-embeddings.bin"),
                        base.resolve("out/two/llamacpp-tiny-Q8_0-embeddings.bin"));
        assertThat(plan.tasks()).extracting(OutputTask::model).contains(base.resolve("models/tiny-Q8_0.gguf"));
    }

    @Test
    void modelsMustExist() {
        assertThatThrownBy(() -> plan.add(debug(), model("models/absent.gguf"), "the GGUF file"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Expected the GGUF file, found nothing: models/absent.gguf. Set convertedModel to it.");
        assertThatThrownBy(() -> plan.add(debug(), model("models/tiny"), "the GGUF file"))
                .hasMessageContaining("found a folder: models/tiny");
        assertThatThrownBy(() -> plan.add(script(), model("models/tiny-Q8_0.gguf"), "the folder"))
                .hasMessageContaining("found a file: models/tiny-Q8_0.gguf");
        assertThatThrownBy(() -> plan.add(debug(), model(""), "the GGUF file")).hasMessageContaining("is not set");
    }

    @Test
    void twoModelsWithOneNameAreRefused() throws Exception {
        Files.createDirectories(base.resolve("other"));
        Files.createFile(base.resolve("other/tiny-Q8_0.gguf"));
        plan.add(debug(), model("models/tiny-Q8_0.gguf"), "the file");

        assertThatThrownBy(() -> plan.add(debug(), model("other/tiny-Q8_0.gguf"), "the file"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("two models named tiny-Q8_0");
    }
}
