package io.github.modelconversion.input.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of a file's tensors. */
class TensorTest {

    private static void check(String... names) throws UnusableInputException {
        Tensor.checkNames(List.of(names), "a.npz", "Write it again");
    }

    @Test
    void aNameHasUpTo1024Characters() {
        assertThatCode(() -> check("a", "b.c/d e", "x".repeat(1024))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("x".repeat(1025)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage("a.npz: expected names of tensors of 1 to 1024 characters without control characters, found"
                        + " one of 1025 characters. Write it again");
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThatThrownBy(() -> check("a", "")).hasMessageContaining("found one of 0 characters. ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "\u007f", "\u0085b"})
    void controlCharactersAreRefused(String name) {
        assertThatThrownBy(() -> check(name))
                .hasMessageContaining("found one of " + name.length() + " characters with some. ");
    }

    @Test
    void eachNameOccursOnce() {
        assertThatThrownBy(() -> check("a", "b", "a"))
                .hasMessage("a.npz: expected each tensor once, found two called a. Write it again");
    }

    @Test
    void theOnlyTensorOfAFileWithoutNamesHasNone() {
        UnusableInputException reason =
                new UnusableInputException("a", "expected values, found none", "Write it again");

        assertThat(Tensor.unreadable("a", "I4", reason).isNamed()).isTrue();
        assertThat(Tensor.unreadable("", "", reason).isNamed()).isFalse();
        assertThatThrownBy(() -> Tensor.unreadable("a", "I4", reason).open()).isSameAs(reason);
    }
}
