package io.github.modelconversion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void blanksAndLineEndsSeparateArguments() {
        assertThat(CommandLine.split("  python3\n\t run.py   -m {model} "))
                .containsExactly("python3", "run.py", "-m", "{model}");
        assertThat(CommandLine.split(" \n ")).isEmpty();
    }

    @Test
    void quotesKeepAnArgumentTogether() {
        assertThat(CommandLine.split("'C:\\Program Files\\python.exe' \"it's\" --x='a \"b\"'c ''"))
                .containsExactly("C:\\Program Files\\python.exe", "it's", "--x=a \"b\"c", "");
    }

    @Test
    void backslashesAndDollarsAreLiteral() {
        assertThat(CommandLine.split("C:\\tools\\run.exe $HOME *.txt a;b"))
                .containsExactly("C:\\tools\\run.exe", "$HOME", "*.txt", "a;b");
    }

    @Test
    void aQuoteMustBeClosed() {
        assertThatThrownBy(() -> CommandLine.split("a 'b c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a closing '");
    }

    @Test
    void aShownCommandCanBePastedIntoAShell() {
        assertThat(CommandLine.shown(List.of("/opt/my tools/run", "-m", "models/tiny.gguf", "it's", "")))
                .isEqualTo("'/opt/my tools/run' -m models/tiny.gguf 'it'\\''s' ''");
    }
}
