package io.github.modelconversion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ExecutablesTest {

    @TempDir
    private Path base;

    private Path one;
    private Path other;

    @BeforeEach
    void folders() throws IOException {
        one = Files.createDirectories(base.resolve("one"));
        other = Files.createDirectories(base.resolve("my tools"));
    }

    private static Path executable(Path file) throws IOException {
        Files.createFile(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Executables unix() {
        return new Executables(base, one + "::" + base.resolve("absent") + ":" + other, "", false);
    }

    private Executables windows(String endings) {
        return new Executables(base, one + ";\"" + other + "\";;", endings, true);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a colon is part of its paths")
    void theFirstFolderOfThePathWins() throws IOException {
        Path second = executable(other.resolve("llama-debug"));
        assertThat(unix().find("llama-debug")).contains(second);

        Path first = executable(one.resolve("llama-debug"));
        assertThat(unix().find("llama-debug")).contains(first);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there every file is executable")
    void foldersAndFilesThatCannotBeExecutedAreNotFound() throws IOException {
        Files.createDirectories(one.resolve("llama-debug"));
        Files.createFile(other.resolve("llama-debug"));

        assertThat(unix().find("llama-debug")).isEmpty();
    }

    @Test
    void aPathIsResolvedAgainstTheProjectAndNotSearchedFor() throws IOException {
        Path tool = executable(other.resolve("llama-debug"));

        assertThat(unix().find("my tools/llama-debug")).contains(tool);
        assertThat(unix().find(tool.toString())).contains(tool);
        assertThat(unix().find("./llama-debug")).isEmpty();
    }

    @Test
    void anExecutableInTheProjectIsNotFoundByItsNameAlone() throws IOException {
        executable(base.resolve("llama-debug"));

        assertThat(unix().find("llama-debug")).isEmpty();
        assertThat(windows(".EXE").find("llama-debug.exe")).isEmpty();
        assertThat(new Executables(base, ".:one/..:", "", false).find("llama-debug"))
                .isEmpty();
    }

    @Test
    void windowsTriesItsExtensionsInOrder() throws IOException {
        Path script = executable(other.resolve("llama-debug.cmd"));
        assertThat(windows(".COM;.EXE;.BAT;.CMD").find("llama-debug")).contains(script);

        Path program = executable(other.resolve("llama-debug.exe"));
        assertThat(windows(".COM;.EXE;.BAT;.CMD").find("llama-debug")).contains(program);
        assertThat(windows(".CMD;.EXE").find("llama-debug")).contains(script);
        assertThat(windows("").find("llama-debug")).contains(program);
    }

    @Test
    void windowsKeepsAGivenExtension() throws IOException {
        Path program = executable(one.resolve("llama-debug.exe"));

        assertThat(windows(".COM;.EXE").find("llama-debug.exe")).contains(program);
        assertThat(windows(".COM;.EXE").find("one/llama-debug")).contains(program);
        assertThat(windows(".COM;.EXE").find("llama-debug.cmd")).isEmpty();
    }

    @Test
    void windowsDoesNotRunAFileWithoutAnExtension() throws IOException {
        executable(one.resolve("llama-debug"));

        assertThat(windows(".COM;.EXE").find("llama-debug")).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a backslash is no part of a name")
    void aBackslashMakesAPathOnWindowsOnly() throws IOException {
        Path tool = executable(base.resolve("bin\\llama-debug.exe"));

        assertThat(windows(".EXE").find("bin\\llama-debug")).contains(tool);
        assertThat(unix().find("bin\\llama-debug.exe")).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a colon is part of its paths")
    void anImpossibleFolderIsSkipped() throws IOException {
        Path tool = executable(one.resolve("llama-debug"));

        assertThat(new Executables(base, "\0:" + one, "", false).find("llama-debug"))
                .contains(tool);
    }
}
