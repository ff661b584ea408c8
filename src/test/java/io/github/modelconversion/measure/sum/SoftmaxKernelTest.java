package io.github.modelconversion.measure.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.measure.values.ExactRow;
import java.util.Comparator;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that span several vector loops, against their exact divergence and against sorted entries. */
class SoftmaxKernelTest {

    private static final int COUNT = 3 * VectorLoops.STRETCH + 77;

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void divergenceIsExactToTenDigits(String name, double[] reference, double[] test) {
        double exact = ExactRow.of(reference, test).klDivergence();

        assertThat(measure(reference, test).klDivergence()).isCloseTo(exact, within(1e-10 * exact + 1e-17));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void largestEntriesMatchTheSortedRow(String name, double[] reference, double[] test) {
        SoftmaxSums sums = measure(reference, test);

        assertThat(IntStream.range(0, TopEntries.MOST).mapToLong(sums.reference::index))
                .containsExactly(largest(reference));
        assertThat(IntStream.range(0, TopEntries.MOST).mapToLong(sums.test::index))
                .containsExactly(largest(test));
    }

    static Stream<Arguments> rows() {
        Random random = new Random(22);
        double[] logits = row(i -> 8 * random.nextGaussian());
        double[] noise = row(i -> random.nextGaussian());
        double[] masked = row(i -> i % 3 == 0 ? -1e30 : logits[i]);
        double[] coarse = row(i -> Math.rint(logits[i]));
        return Stream.of(
                Arguments.of("noise of 1e-7", logits, row(i -> logits[i] + 1e-7 * noise[i])),
                Arguments.of("noise of 0.1", logits, row(i -> logits[i] + 0.1 * noise[i])),
                Arguments.of(
                        "noise of 0.5, beyond the polynomial's range", logits, row(i -> logits[i] + 0.5 * noise[i])),
                Arguments.of("noise of 5, not clean", logits, row(i -> logits[i] + 5 * noise[i])),
                Arguments.of("unrelated", logits, row(i -> 8 * noise[i])),
                Arguments.of("equal", logits, logits),
                Arguments.of("the test moved by 1e4", logits, row(i -> 1e4 + logits[i] + 0.1 * noise[i])),
                Arguments.of("sentinels on both sides", masked, row(i -> masked[i] + 0.1 * noise[i])),
                Arguments.of("one sentinel in the test", logits, row(i -> i == 700 ? -1e30 : logits[i])),
                Arguments.of("differences beyond the range of a double", huge(logits), huge(logits)),
                Arguments.of("differences rounded beyond the bound", rounded(0.2), rounded(0.7)),
                Arguments.of("subnormal", row(i -> i * Double.MIN_VALUE), row(i -> (COUNT - i) * Double.MIN_VALUE)),
                Arguments.of("constant reference", row(i -> 3), row(i -> 3 + 0.1 * noise[i])),
                Arguments.of("ties", coarse, row(i -> Math.rint(coarse[i] + 0.3 * noise[i]))),
                Arguments.of("range of 200", row(i -> -i / 8.0), row(i -> -i / 8.0 + 0.2 * Math.sin(i))));
    }

    private static double[] huge(double[] logits) {
        return row(i -> i % 5 == 0 ? -0x1p900 : i == 900 ? 0x1p900 : logits[i]);
    }

    /**
     * Returns a row in which −1e30 minus the largest value is about halfway between two doubles; {@code add} decides the
     * rounding.
     */
    private static double[] rounded(double add) {
        double half = Math.ulp(1e30) / 2;
        return row(i -> i == 5 ? half * (1 + add * 0x1p-52) : i % 2 == 0 ? -1e30 : 1);
    }

    private static SoftmaxSums measure(double[] reference, double[] test) {
        SoftmaxSums sums = new SoftmaxSums();
        sums.clear();
        FiniteBlock block = new FiniteBlock();
        block.set(reference, test, COUNT, 0);
        double largestError = IntStream.range(0, COUNT)
                .mapToDouble(i -> Math.abs(test[i] - reference[i]))
                .max()
                .orElseThrow();
        new SoftmaxKernel().add(sums, block, largestError);
        return sums;
    }

    private static Long[] largest(double[] values) {
        return IntStream.range(0, COUNT)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .limit(TopEntries.MOST)
                .map(Integer::longValue)
                .toArray(Long[]::new);
    }

    private static double[] row(IntToDoubleFunction value) {
        return IntStream.range(0, COUNT).mapToDouble(value).toArray();
    }
}
