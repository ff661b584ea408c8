package io.github.modelconversion.result.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {

    @Test
    void positionsAndWidthFollowFromEachOther() throws UnusableInputException {
        assertThat(layout(0, 0).of(source(12L)).shape()).isEqualTo(new Shape(Arrays.asList(12L)));
        assertThat(layout(3, 0).of(source(12L)).shape()).isEqualTo(new Shape(Arrays.asList(3L, 4L)));
        assertThat(layout(0, 4).of(source(12L)).shape()).isEqualTo(new Shape(Arrays.asList(3L, 4L)));
        assertThat(layout(3, 4).of(source(12L)).shape()).isEqualTo(new Shape(Arrays.asList(3L, 4L)));
        assertThat(layout(1, 12).of(source(12L)).shape()).isEqualTo(Shape.flat(12));
    }

    @Test
    void aFilesOwnRowsCanOnlyBeConfirmed() throws UnusableInputException {
        assertThat(layout(3, 0).of(source(3L, 4L)).shape()).isEqualTo(new Shape(Arrays.asList(3L, 4L)));
        assertThat(layout(6, 4).of(source(2L, 3L, 4L)).shape()).isEqualTo(new Shape(Arrays.asList(2L, 3L, 4L)));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0, 'positions 5'",
        "0, 5, 'width 5'",
        "24, 0, 'positions 24'",
        "0, 24, 'width 24'",
        "3, 5, 'positions 3, width 5'",
        "4, 4, 'positions 4, width 4'",
        "9223372036854775807, 0, 'positions 9223372036854775807'",
        "4611686018427387904, 4, 'positions 4611686018427387904, width 4'"
    })
    void valuesThatDoNotFillWholeRowsAreAnError(long positions, long width, String wanted) {
        assertThatThrownBy(() -> layout(positions, width).of(source(12L)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage("data/a.bin: expected whole rows (" + wanted
                        + "), found 12 values. Correct positions and width, or leave them out");
    }

    @Test
    void contradictingTheFilesOwnRowsIsAnError() {
        assertThatThrownBy(() -> layout(4, 0).of(source(3L, 4L)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage("data/a.bin: expected whole rows (positions 4), found 3 x 4 values in the file's own rows."
                        + " Correct positions and width, or leave them out");
    }

    private static Layout layout(long positions, long width) {
        return new Layout(optional(positions), optional(width));
    }

    private static OptionalLong optional(long value) {
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Source source(Long... dimensions) {
        return new Source(
                "data/a.bin", Format.of(Container.RAW, ElementType.FLOAT32), new Shape(Arrays.asList(dimensions)));
    }
}
