package io.github.modelconversion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ToolFilesTest {

    @TempDir
    private Path folder;

    private Path executable;

    @BeforeEach
    void install() throws IOException {
        executable = file("bin/llama-debug");
        file("bin/llama-cli");
        file("bin/ggml-cuda.dll");
        file("lib/libllama.so.0.0.1");
        file("lib/libggml-base.dylib");
        file("lib/libssl.so");
        file("lib/libllama.so.txt");
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private static List<String> names(Engine engine) throws IOException {
        return List.copyOf(ToolFiles.of(engine).files().keySet());
    }

    @Test
    void llamaDebugConsistsOfItsExecutableAndTheLibrariesOfLlamaCpp() throws IOException {
        assertThat(names(Engine.llamaDebug(OutputKind.LOGITS, executable, List.of(), folder)))
                .containsExactly("ggml-cuda.dll", "libggml-base.dylib", "libllama.so.0.0.1", "llama-debug");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkCountsAsItsTarget() throws IOException {
        Files.createSymbolicLink(folder.resolve("lib/libllama.so"), Path.of("libllama.so.0.0.1"));
        Path elsewhere = Files.createDirectories(folder.resolve("usr/bin"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("debug"), executable);

        assertThat(names(Engine.llamaDebug(OutputKind.LOGITS, link, List.of(), folder)))
                .containsExactly("ggml-cuda.dll", "libggml-base.dylib", "libllama.so.0.0.1", "llama-debug");
    }

    @Test
    void aScriptBelongsToTheToolThatRunsIt() throws IOException {
        file("scripts/run.py");
        file("other/run.py");
        Engine engine = Engine.reference(
                OutputKind.LOGITS, executable, List.of("scripts/run.py", "{model}", "other/run.py", "scripts"), folder);

        assertThat(names(engine)).containsExactly("llama-debug", "run.py", "run.py 2");
    }
}
