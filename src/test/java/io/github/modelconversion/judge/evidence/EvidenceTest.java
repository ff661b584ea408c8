package io.github.modelconversion.judge.evidence;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {

    @Test
    void namesAPlaceInAPlainRunByItsIndex() {
        assertThat(well().evidence().place(42)).isEqualTo("index 42");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'position 0, index 0'",
        "24, 'position 0, index 24'",
        "25, 'position 1, index 0'",
        "99, 'position 3, index 24'"
    })
    void namesAPlaceInRowsByItsPositionAndIndex(long index, String expected) {
        EvidenceFixture rows = well().withReference("a.npy", 4L, 25L);

        assertThat(rows.evidence().place(index)).isEqualTo(expected);
        assertThat(rows.withTest("b.npy", 4L, 25L).evidence().place(index)).isEqualTo(expected);
        assertThat(well().withTest("b.npy", 4L, 25L).evidence().place(index)).isEqualTo(expected);
    }

    @Test
    void numbersThePositionsOfThreeDimensionsConsecutively() {
        assertThat(well().withReference("a.npy", 2L, 5L, 10L).evidence().place(73))
                .isEqualTo("position 7, index 3");
    }

    @Test
    void namesAColumnByItsPositions() {
        assertThat(well().withReference("a.npy", 100L, 1L).evidence().place(42)).isEqualTo("position 42, index 0");
    }
}
