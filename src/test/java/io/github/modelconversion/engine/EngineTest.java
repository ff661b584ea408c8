package io.github.modelconversion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the tools of llama.cpp are called, and what they call their outputs. */
class EngineTest {

    private static final Path TOOL = Path.of("bin", "llama-debug");
    private static final Path MODEL = Path.of("models", "tiny.v1.gguf");

    @TempDir
    private Path base;

    @Test
    void llamaDebugSavesLogitsOfAPromptFile() {
        Engine engine = Engine.llamaDebug(OutputKind.LOGITS, TOOL, List.of("-c", "512"), base);

        assertThat(engine.command(MODEL, Path.of("p.txt"), Path.of("out")))
                .containsExactly(
                        TOOL.toString(),
                        "-m",
                        MODEL.toString(),
                        "-f",
                        "p.txt",
                        "--no-escape",
                        "--save-logits",
                        "--logits-output-dir",
                        "out",
                        "-c",
                        "512");
        assertThat(engine.isToldWhereToWrite()).isTrue();
        assertThat(engine.environment(MODEL)).isEmpty();
        assertThat(engine.name()).isEqualTo("llama-debug");
    }

    @Test
    void embeddingsNeedAnOption() {
        assertThat(Engine.llamaDebug(OutputKind.EMBEDDINGS, TOOL, List.of(), base)
                        .arguments())
                .contains("--embedding");
        assertThat(Engine.llamaDebug(OutputKind.LOGITS, TOOL, List.of(), base).arguments())
                .doesNotContain("--embedding");
    }

    @Test
    void aScriptForTheOriginalGetsTheModelFromTheEnvironmentToo() {
        Engine engine = Engine.reference(OutputKind.LOGITS, TOOL, List.of("run.py", "--model={model}"), base);

        assertThat(engine.environment(MODEL))
                .isEqualTo(Map.of("MODEL_PATH", MODEL.toString(), "EMBEDDING_MODEL_PATH", MODEL.toString()));
        assertThat(engine.command(MODEL, Path.of("p.txt"), Path.of("out")))
                .containsExactly(TOOL.toString(), "run.py", "--model=" + MODEL);
        assertThat(engine.isToldWhereToWrite()).isFalse();
    }

    @Test
    void argumentsThatNameFilesBecomeAbsolute() throws IOException {
        Path script = Files.writeString(base.resolve("run.py"), "");
        Files.createDirectory(base.resolve("folder"));
        List<String> arguments = List.of("run.py", "other.py", "folder", "", " ", "\0");

        assertThat(Engine.reference(OutputKind.LOGITS, TOOL, arguments, base).arguments())
                .containsExactly(script.toAbsolutePath().normalize().toString(), "other.py", "folder", "", " ", "\0");
        assertThat(Engine.llamaDebug(OutputKind.LOGITS, TOOL, arguments, base).arguments())
                .contains(script.toAbsolutePath().normalize().toString());
    }

    /** llama-debug cuts the name at its last dot; run-org-model.py takes the folder's name. */
    @Test
    void anOutputIsNamedAfterTheModel() {
        assertThat(stem(Side.TEST, OutputKind.LOGITS, "tiny.v1.gguf")).isEqualTo("llamacpp-tiny.v1");
        assertThat(stem(Side.TEST, OutputKind.EMBEDDINGS, "tiny.gguf")).isEqualTo("llamacpp-tiny-embeddings");
        assertThat(stem(Side.TEST, OutputKind.LOGITS, "tiny")).isEqualTo("llamacpp-tiny");
        assertThat(stem(Side.TEST, OutputKind.LOGITS, ".tiny")).isEqualTo("llamacpp-.tiny");
        assertThat(stem(Side.REFERENCE, OutputKind.LOGITS, "tiny.v1")).isEqualTo("pytorch-tiny.v1");
    }

    private static String stem(Side side, OutputKind kind, String model) {
        return new Engine(side, kind, TOOL, List.of()).stem(Path.of("models", model));
    }
}
