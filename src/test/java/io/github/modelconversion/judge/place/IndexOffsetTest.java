package io.github.modelconversion.judge.place;

import static io.github.modelconversion.judge.evidence.PairOfValues.REFERENCE;
import static io.github.modelconversion.judge.evidence.PairOfValues.WIDTH;
import static io.github.modelconversion.judge.evidence.PairOfValues.noise;
import static io.github.modelconversion.judge.evidence.PairOfValues.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.PairOfValues;
import io.github.modelconversion.result.Finding.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexOffsetTest {

    private final IndexOffset indexOffset = new IndexOffset();

    /** Returns rows shifted by an offset in the test, with 0 at the vacant places. */
    private static PairOfValues shifted(int rows, int offset) {
        // Each position has a different row, so that no two agree.
        double[] reference = values(rows * WIDTH, i -> REFERENCE[(i + 29 * (i / WIDTH)) % WIDTH]);
        double[] test = values(rows * WIDTH, i -> {
            int column = i % WIDTH + offset;
            return column < 0 || column >= WIDTH ? 0 : reference[i + offset];
        });
        return PairOfValues.of(reference, test);
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 1, -1, -31})
    void anOffsetOfUpToAQuarterOfARowIsFoundInBothDirections(int offset) {
        Claim claim = shifted(1, offset).claim(indexOffset).orElseThrow();

        assertThat(claim.statement().get().relation())
                .isEqualTo("test[i] is reference[i " + (offset < 0 ? "- " : "+ ") + Math.abs(offset) + "]");
        assertThat(claim.remains()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {32, -32})
    void aLargerOffsetIsNotFound(int offset) {
        assertThat(shifted(1, offset).codes()).doesNotContain(Code.INDEX_OFFSET);
    }

    @Test
    void anOffsetIsFoundInManyRowsEvenIfTheFirstAreMasked() {
        PairOfValues pair = shifted(40, 5);
        for (int i = 0; i < 4 * WIDTH; i++) {
            pair.mask(i);
        }

        assertThat(pair.relation(indexOffset)).isEqualTo("test[i] is reference[i + 5]");
        assertThat(pair.codes()).containsExactly(Code.INDEX_OFFSET);
    }

    @Test
    void theFirstEntryOfTheReferenceMustAgreeToo() {
        PairOfValues pair = shifted(1, -3);
        pair.addToTest(3, 1000);

        assertThat(pair.relation(indexOffset)).isNotEqualTo("test[i] is reference[i - 3]");
    }

    @Test
    void valuesThatAgreeNowhereHaveNoOffset() {
        assertThat(PairOfValues.of(REFERENCE, noise(WIDTH, 4)).claim(indexOffset))
                .isEmpty();
        assertThat(PairOfValues.of(values(50 * WIDTH, i -> REFERENCE[i % WIDTH]), noise(50 * WIDTH, 4))
                        .claim(indexOffset))
                .isEmpty();
    }
}
