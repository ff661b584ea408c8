package io.github.modelconversion.result.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    private static Shape shape(String dimensions) {
        return new Shape(Arrays.stream(dimensions.strip().split("\\s+"))
                .filter(dimension -> !dimension.isEmpty())
                .map(Long::valueOf)
                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, 1, 1, 1",
        "1, 1, 1, 1, 1",
        "7, 7, 7, 1, 7",
        "1 7, 7, 7, 1, 7",
        "1 1 7, 7, 7, 1, 7",
        "1 1 1, 1, 1, 1, 1",
        "4 512, 4 x 512, 2048, 4, 512",
        "1 4 512, 4 x 512, 2048, 4, 512",
        "2 3 4, 2 x 3 x 4, 24, 6, 4",
        "7 1, 7 x 1, 7, 7, 1",
        "2 1 4, 2 x 1 x 4, 8, 2, 4"
    })
    void countsItsRowsAndValuesWithoutLeadingOnes(String given, String text, long count, long positions, long width) {
        Shape shape = shape(given);

        assertThat(shape).hasToString(text);
        assertThat(shape.count()).isEqualTo(count);
        assertThat(shape.positions()).isEqualTo(positions);
        assertThat(shape.width()).isEqualTo(width);
        assertThat(shape.isFlat()).isEqualTo(!text.contains("x"));
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12, true",
        "12, 13, false",
        "12, 3 4, true",
        "12, 2 3 2, true",
        "12, 3 5, false",
        "3 4, 3 4, true",
        "1 3 4, 3 4, true",
        "1 12, 12, true",
        "3 4, 4 3, false",
        "3 4, 2 6, false",
        "12 1, 3 4, false",
        "2 3 4, 6 4, false"
    })
    void matchesTheSameShapeAndAFlatOneOfTheSameCount(String one, String other, boolean expected) {
        assertThat(shape(one).fits(shape(other))).isEqualTo(expected);
        assertThat(shape(other).fits(shape(one))).isEqualTo(expected);
    }

    @Test
    void theShapeOfARunOfValuesIsFlat() {
        assertThat(Shape.flat(12)).isEqualTo(shape("12"));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "3 0", "0 3", "2 -4 3"})
    void refusesADimensionBelowOne(String dimensions) {
        assertThatThrownBy(() -> shape(dimensions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("dimension ");
    }

    @Test
    void holdsAsManyValuesAsALongCanCount() {
        assertThat(shape("9223372036854775807").count()).isEqualTo(Long.MAX_VALUE);
        assertThat(shape("3037000499 3037000499").count()).isEqualTo(9_223_372_030_926_249_001L);
    }

    @Test
    void refusesMoreValuesThanALongCanCount() {
        assertThatThrownBy(() -> shape("3037000500 3037000500")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void doesNotChangeWithItsSourceList() {
        List<Long> dimensions = new ArrayList<>(List.of(3L, 4L));
        Shape shape = new Shape(dimensions);
        dimensions.set(0, 5L);

        assertThat(shape).isEqualTo(shape("3 4"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "3, true", "4, false", "2 2, false"})
    void threeValuesAreTooFew(String given, boolean tooFew) {
        assertThat(shape(given).isTooFew()).isEqualTo(tooFew);
    }

    @Test
    void theShapeOfAFileHasNoDimensionsOfSizeOne() throws UnusableInputException {
        assertThat(Shape.read(List.of(2L, 1L, 4L), ElementType.FLOAT32, "a.npy", "remedy"))
                .isEqualTo(shape("2 4"));
        assertThat(Shape.read(List.of(5L, 1L), ElementType.FLOAT32, "a.npy", "remedy"))
                .isEqualTo(shape("5"));
    }

    @Test
    void anArrayHasAtMostEightDimensions() throws UnusableInputException {
        assertThat(Shape.read(Collections.nCopies(8, 2L), ElementType.FLOAT32, "a.npy", "remedy")
                        .count())
                .isEqualTo(256);
        assertThatThrownBy(() -> Shape.read(Collections.nCopies(9, 2L), ElementType.FLOAT32, "a.npy", "remedy"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("expected at most 8 dimensions, found 9");
    }
}
