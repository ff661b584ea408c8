package io.github.modelconversion.result.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgmaxFlipsTest {

    private static ArgmaxFlip flip(long position, double margin, double noise) {
        return new ArgmaxFlip(position, new ArgmaxFlip.Token(3, 2 + margin, 1), new ArgmaxFlip.Token(7, 2, 5), noise);
    }

    private static ArgmaxFlips one(ArgmaxFlip flip, double nmse) {
        return new ArgmaxFlips(1, Optional.of(flip), nmse);
    }

    @Test
    void aMarginOfUpToFourTimesTheNoiseIsANearTie() {
        assertThat(flip(0, 2, 0.5).margin()).isEqualTo(2);
        assertThat(flip(0, 2, 0.5).isNearTie()).isTrue();
        assertThat(flip(0, 2.125, 0.5).isNearTie()).isFalse();
    }

    @Test
    void theWorstHasTheLargestMarginRelativeToItsNoise() {
        ArgmaxFlip smallButSure = flip(1, 2, 0.25);
        ArgmaxFlip largeInNoise = flip(2, 3, 1);
        ArgmaxFlip asSure = flip(3, 4, 0.5);

        ArgmaxFlips all =
                one(largeInNoise, 0.5).combine(one(smallButSure, 0.75)).combine(one(asSure, 0.25));

        assertThat(all).isEqualTo(new ArgmaxFlips(3, Optional.of(smallButSure), 0.75));
        assertThat(all.combine(ArgmaxFlips.NONE)).isEqualTo(all);
        assertThat(ArgmaxFlips.NONE.combine(all)).isEqualTo(all);
    }
}
