package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.Causes;
import io.github.modelconversion.judge.RealPair;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** If the figures rule out all causes, no search finds one: neither in real outputs nor in broken ones. */
class CausesRuledOutTest {

    /** Findings that follow from the figures alone. */
    private static final Set<Code> OF_FIGURES = Set.of(Code.FEW_POSITIONS, Code.UNRELATED, Code.QUANTIZATION_NOISE);

    private static final List<RealPair> ROWS =
            RealPair.all().stream().filter(pair -> pair.rows() == 1).toList();

    @Test
    void noCauseIsFoundInRealOutputsThatNeedNoSearch() {
        List<RealPair> ruledOut =
                ROWS.stream().filter(CausesRuledOutTest::isRuledOut).toList();

        assertThat(ruledOut).allSatisfy(CausesRuledOutTest::assertNoneIsFound);
        assertThat(ruledOut.stream().filter(RealPair::isRight)).hasSizeGreaterThan(20);
    }

    @Test
    void noCauseIsFoundInBrokenOutputsThatNeedNoSearch() {
        List<RealPair> broken = ROWS.stream()
                .filter(RealPair::isRight)
                .flatMap(CausesRuledOutTest::broken)
                .toList();
        List<RealPair> ruledOut =
                broken.stream().filter(CausesRuledOutTest::isRuledOut).toList();

        assertThat(ruledOut).allSatisfy(CausesRuledOutTest::assertNoneIsFound);
        assertThat(ruledOut.size()).isBetween(1, broken.size() / 2);
    }

    /** Returns the pair with each injury that fits it, at 1, 1/10, 1/30 and 1/100 of its strength. */
    private static Stream<RealPair> broken(RealPair pair) {
        return Injury.all().stream()
                .filter(injury -> injury.fits().test(pair))
                .map(injury -> injury.breaking().apply(pair))
                .flatMap(injured ->
                        DoubleStream.of(1, 0.1, 1.0 / 30, 0.01).mapToObj(share -> weaker(pair, injured, share)));
    }

    private static RealPair weaker(RealPair pair, RealPair injured, double share) {
        return pair.with(between(pair.reference, injured.reference, share), between(pair.test, injured.test, share));
    }

    private static double[] between(double[] whole, double[] broken, double share) {
        double[] values = new double[whole.length];
        Arrays.setAll(values, i -> whole[i] + share * (broken[i] - whole[i]));
        return values;
    }

    private static boolean isRuledOut(RealPair pair) {
        return Causes.areAskedFor(pair.measurement()) && !Causes.needValues(pair.measurement(), pair.kind);
    }

    /** The evidence of a {@link RealPair} always has the values. */
    private static void assertNoneIsFound(RealPair pair) {
        assertThat(pair.causes(pair.type()).stream().map(Finding::code))
                .as(pair.name)
                .isSubsetOf(OF_FIGURES);
    }
}
