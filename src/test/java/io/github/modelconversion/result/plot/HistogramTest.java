package io.github.modelconversion.result.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HistogramTest {

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(List.of(), List.of(), "one edge more than counts, found 0 and 0"),
                Arguments.of(List.of(1.0), List.of(), "one edge more than counts, found 1 and 0"),
                Arguments.of(List.of(1.0, 2.0, 3.0), List.of(1L), "one edge more than counts, found 3 and 1"),
                Arguments.of(List.of(1.0), List.of(1L), "one edge more than counts, found 1 and 1"),
                Arguments.of(List.of(1.0, 1.0), List.of(1L), "finite edges that ascend, found 1.0 at 1"),
                Arguments.of(List.of(2.0, 1.0), List.of(1L), "finite edges that ascend, found 1.0 at 1"),
                Arguments.of(
                        List.of(Double.NEGATIVE_INFINITY, 1.0),
                        List.of(1L),
                        "finite edges that ascend, found -Infinity at 0"),
                Arguments.of(List.of(1.0, Double.NaN), List.of(1L), "finite edges that ascend, found NaN at 1"),
                Arguments.of(
                        List.of(1.0, 2.0, 3.0), List.of(0L, 0L), "counts from 0 on that are not all 0, found [0, 0]"),
                Arguments.of(
                        List.of(1.0, 2.0, 3.0),
                        List.of(3L, -1L),
                        "counts from 0 on that are not all 0, found [3, -1]"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void mismatchedEdgesAndCountsAreRefused(List<Double> edges, List<Long> counts, String message) {
        assertThatThrownBy(() -> new Histogram(edges, counts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aDensityHasTheSameEdgesOnBothSides() {
        List<Double> edges = List.of(0.0, 1.0, 3.0);

        assertThat(new Density(edges, List.of(List.of(1L, 0L), List.of(0L, 0L))).edges())
                .isEqualTo(edges);
        assertThatThrownBy(() -> new Density(edges, List.of(List.of(1L, 0L))))
                .hasMessage("one edge more than counts, found 3 and 1");
        assertThatThrownBy(() -> new Density(edges, List.of(List.of(1L, 0L), List.of(1L))))
                .hasMessage("one edge more than counts, found 3 and 1");
        assertThatThrownBy(() -> new Density(edges, List.of(List.of(0L, 0L), List.of(0L, 0L))))
                .hasMessage("counts from 0 on that are not all 0, found [0, 0, 0, 0]");
    }
}
