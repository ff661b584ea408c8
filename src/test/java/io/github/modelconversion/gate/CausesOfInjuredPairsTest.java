package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.modelconversion.judge.RealPair;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks every correct pair of real outputs in each way that a cause explains, and counts the findings. The pairs, sorted
 * by name, are split into two interleaved halves, and the thresholds must hold on each.
 */
class CausesOfInjuredPairsTest {

    private static final double LEAST_RECALL = 0.95;
    private static final Path TABLE = Path.of("src", "site", "resources", "tables", "causes.csv");
    private static final String HEAD =
            "cause,at least 1 000 times the noise,100 to 1 000 times,less," + "at least 1 000 times (first half)\n";
    private static final int FIRST_HALF = 0;
    private static final int SECOND_HALF = 1;

    private static List<Case> cases = List.of();

    /** The error after an injury, as a multiple of the error before it. */
    private enum Strength {
        FAR_MORE(1000),
        MORE(100),
        LESS(0);

        private final double times;

        Strength(double times) {
            this.times = times;
        }

        static Strength of(double before, double after) {
            return after >= FAR_MORE.times * before ? FAR_MORE : after >= MORE.times * before ? MORE : LESS;
        }
    }

    private enum Outcome {
        FOUND,
        NOTHING_SAID,
        SOMETHING_ELSE_SAID
    }

    private record Case(Code cause, int half, Strength strength, Outcome outcome) {}

    @BeforeAll
    static void injureAll() {
        List<RealPair> pairs = RealPair.all().stream().filter(RealPair::isRight).toList();
        cases = IntStream.range(0, pairs.size())
                .parallel()
                .boxed()
                .flatMap(i -> Injury.all().stream()
                        .filter(injury -> injury.fits().test(pairs.get(i)))
                        .map(injury -> examine(injury, pairs.get(i), i % 2)))
                .toList();
    }

    private static Case examine(Injury injury, RealPair pair, int half) {
        RealPair injured = injury.breaking().apply(pair);
        List<Finding> causes = injured.causes(pair.type());
        // Noise is not an injury: it replaces the noise of the pair.
        Strength strength = injury.cause() == Code.QUANTIZATION_NOISE
                ? Strength.FAR_MORE
                : Strength.of(pair.nmse(), injured.nmse());
        Outcome outcome = causes.isEmpty()
                ? Outcome.NOTHING_SAID
                : causes.get(0).code() == injury.cause() ? Outcome.FOUND : Outcome.SOMETHING_ELSE_SAID;
        return new Case(injury.cause(), half, strength, outcome);
    }

    private static long count(Code cause, int half, Set<Strength> strengths, Outcome outcome) {
        return cases.stream()
                .filter(it -> it.cause == cause && it.half == half && it.outcome == outcome)
                .filter(it -> strengths.contains(it.strength))
                .count();
    }

    private static double recall(Code cause, int half, Set<Strength> strengths) {
        double found = count(cause, half, strengths, Outcome.FOUND);
        return found
                / (found
                        + count(cause, half, strengths, Outcome.NOTHING_SAID)
                        + count(cause, half, strengths, Outcome.SOMETHING_ELSE_SAID));
    }

    static Stream<Code> causes() {
        return Arrays.stream(Code.values()).filter(Code::isCause);
    }

    static Stream<Code> causesButPermutations() {
        return causes().filter(cause -> cause != Code.PERMUTED);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void aCauseThatIsFarLargerThanTheNoiseIsFound(Code cause) {
        assertThat(recall(cause, FIRST_HALF, EnumSet.of(Strength.FAR_MORE))).isGreaterThanOrEqualTo(LEAST_RECALL);
        assertThat(recall(cause, SECOND_HALF, EnumSet.of(Strength.FAR_MORE))).isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    @ParameterizedTest
    @MethodSource("causesButPermutations")
    void aCauseThatIsLargerThanTheNoiseIsFoundUnlessItIsAPermutation(Code cause) {
        assertThat(recall(cause, SECOND_HALF, EnumSet.of(Strength.MORE, Strength.FAR_MORE)))
                .isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    /** {@code -DargLine=-Dcauses=write} writes the table. */
    @Test
    void theTableOnTheSiteHasTheseCounts() throws IOException {
        assumeTrue(System.getProperty("testdata") == null);
        String rows = causes().map(cause -> String.join(
                        ",",
                        cause.name(),
                        outcomes(cause, SECOND_HALF, Strength.FAR_MORE),
                        outcomes(cause, SECOND_HALF, Strength.MORE),
                        outcomes(cause, SECOND_HALF, Strength.LESS),
                        outcomes(cause, FIRST_HALF, Strength.FAR_MORE)))
                .collect(Collectors.joining("\n", HEAD, "\n"));
        if ("write".equals(System.getProperty("causes"))) {
            Files.writeString(TABLE, rows);
        }

        assertThat(TABLE).hasContent(rows);
    }

    private static String outcomes(Code cause, int half, Strength strength) {
        return Arrays.stream(Outcome.values())
                .map(outcome -> String.valueOf(count(cause, half, EnumSet.of(strength), outcome)))
                .collect(Collectors.joining(" / "));
    }
}
