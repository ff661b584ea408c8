package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.RealPair;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No false cause is claimed, whether the type is known, unknown, or taken for the one with the largest errors. */
class CausesOfRealPairsTest {

    private static final long SEED = 20260101;
    private static final int NOISES = 1000;
    private static final double SMALLEST_NOISE = 1e-6;
    private static final double LARGEST_NOISE = 0.5;

    private static final List<Integer> WIDTHS = List.of(384, 512, 2000);

    /** Distributions of a value: normal, skewed like logits, and long-tailed. */
    private static final List<ToDoubleFunction<Random>> DISTRIBUTIONS = List.of(
            Random::nextGaussian,
            random -> -Math.log(-Math.log(1 - random.nextDouble())),
            random -> random.nextGaussian() * Math.exp(0.5 * random.nextGaussian()));

    static Stream<Arguments> pairs() {
        return RealPair.all().stream().map(pair -> Arguments.of(pair.name, pair));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void namesWhatIsTrueOfARealPair(String name, RealPair pair) {
        for (Optional<Quantization> type :
                List.of(pair.type(), Optional.<Quantization>empty(), Optional.of(Quantization.Q5_0))) {
            assertThat(pair.causes(type))
                    .extracting(Finding::code)
                    .filteredOn(code -> code != Code.QUANTIZATION_NOISE)
                    .isEqualTo(expected(pair));
        }
    }

    /** Two of the bugs leave a simple relation in the logits, and one leaves the first position intact. */
    private static List<Code> expected(RealPair pair) {
        if (pair.name.contains("-bug-nosoftcap-")) {
            return List.of(Code.SOFT_CAPPED);
        }
        if (pair.name.contains("-bug-headshift-")) {
            return List.of(Code.INDEX_OFFSET);
        }
        return pair.name.contains("-bug-noperm-") && pair.rows() > 1 ? List.of(Code.POSITION_GROWTH) : List.of();
    }

    @Test
    void claimsNoCauseOfPlainNoise() {
        List<String> claims = IntStream.range(0, NOISES)
                .parallel()
                .boxed()
                .flatMap(CausesOfRealPairsTest::claimsOfNoise)
                .toList();

        assertThat(claims).isEmpty();
    }

    private static Stream<String> claimsOfNoise(int number) {
        Random random = new Random(SEED + number);
        int width = WIDTHS.get(number % WIDTHS.size());
        ToDoubleFunction<Random> distribution = DISTRIBUTIONS.get(number / WIDTHS.size() % DISTRIBUTIONS.size());
        double nmse = SMALLEST_NOISE * Math.pow(LARGEST_NOISE / SMALLEST_NOISE, number / (NOISES - 1.0));
        double[] reference = random.doubles(width)
                .map(any -> distribution.applyAsDouble(random))
                .toArray();
        RealPair exact = new RealPair("noise", OutputKind.LOGITS, width, reference, reference);
        double[] test = Arrays.stream(reference)
                .map(value -> value + Math.sqrt(nmse) * exact.deviation * random.nextGaussian())
                .toArray();
        RealPair noisy = exact.with(reference, test);
        return Stream.of(Optional.<Quantization>empty(), Optional.of(Quantization.Q5_0))
                .flatMap(type -> noisy.causes(type).stream())
                .filter(cause -> cause.code() != Code.QUANTIZATION_NOISE)
                .map(cause -> number + ": " + cause.code() + ": " + cause.message());
    }
}
