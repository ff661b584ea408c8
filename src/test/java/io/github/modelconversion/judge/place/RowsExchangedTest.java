package io.github.modelconversion.judge.place;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.RowFacts;
import io.github.modelconversion.judge.evidence.RowOrder;
import io.github.modelconversion.judge.evidence.RowOrder.Nearer;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.output.OutputKind;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsExchangedTest {

    private static final double FAR = 1;
    private static final double SAME = 0.01;

    private static Finding finding(OutputKind kind, Nearer... nearer) {
        RowFacts rows = new RowFacts(false, new RowOrder(64, List.of(nearer)), OptionalLong.empty());
        return new RowsExchanged()
                .examine(well().ofKind(kind).with(rows).evidence())
                .orElseThrow();
    }

    private static String message(Nearer... nearer) {
        return finding(OutputKind.LOGITS, nearer).message();
    }

    private static Nearer[] shifted(long rows, long by) {
        return LongStream.range(5, 5 + rows)
                .mapToObj(row -> new Nearer(row, FAR, row + by, SAME))
                .toArray(Nearer[]::new);
    }

    @Test
    void rowsNearestToTheirOwnAreNoFinding() {
        assertThat(new RowsExchanged().examine(well().evidence())).isEmpty();
    }

    /** Two rows are named one by one, since two offsets are equal by chance. */
    @ParameterizedTest
    @CsvSource({
        "3, 2, 'each to the row 2 after its own, from row 5 on.'",
        "3, -2, 'each to the row 2 before its own, from row 5 on.'",
        "2, 1, 'row 5 to row 6, row 6 to row 7.'"
    })
    void rowsMovedByTheSameNumberAreNamedByIt(long rows, long by, String place) {
        assertThat(message(shifted(rows, by))).contains("found " + rows + " of 64 rows", ": " + place);
    }

    @Test
    void atMostFourRowsAreNamed() {
        Nearer swapped = new Nearer(1, FAR, 0, SAME);
        Nearer[] four = {new Nearer(0, FAR, 1, SAME), swapped, new Nearer(2, FAR, 3, SAME), new Nearer(3, FAR, 2, SAME)
        };
        Nearer[] five = {four[0], four[1], four[2], four[3], new Nearer(9, FAR, 4, SAME)};

        assertThat(message(four)).contains("row 0 to row 1, row 1 to row 0, row 2 to row 3, row 3 to row 2.");
        assertThat(message(five)).contains("row 3 to row 2, …").doesNotContain("row 9");
    }

    /** The clearest row has the smallest share of its distance left, not the smallest distance. */
    @Test
    void theFiguresAreThoseOfTheClearestRow() {
        Finding finding = finding(
                OutputKind.ACTIVATIONS,
                new Nearer(3, 0.01, 7, 0.005),
                new Nearer(4, 2, 8, 0.5),
                new Nearer(5, 3, 9, 2.5));

        assertThat(finding.message()).contains("Row 4 has a centered NMSE of 2.000e+00", "5.000e-01 with row 8");
        assertThat(finding.evidence())
                .containsEntry("row", 4L)
                .containsEntry("otherRow", 8L)
                .containsEntry("distance", 2.0)
                .containsEntry("distanceFromOther", 0.5);
    }

    /** At 60°, unit vectors have distance 1; at a right angle, the square of their distance is 2. */
    @Test
    void embeddingsAreComparedByTheirCosine() {
        assertThat(finding(OutputKind.EMBEDDINGS, new Nearer(3, 2, 7, 1)).message())
                .contains("cosine similarity of 0.0000 with its own row and of 0.5000 with row 7");
    }

    /** One row that agrees with no other is enough to doubt that rows are only reordered. */
    @Test
    void onlyRowsThatAgreeWithAnotherAreCalledReordered() {
        Nearer moved = new Nearer(3, 1, 7, 0.09);
        Nearer nowhere = new Nearer(4, 1, 8, 0.5);

        assertThat(message(moved))
                .contains("Write both outputs in the same order")
                .doesNotContain("Check first");
        assertThat(message(moved, nowhere)).contains("Check first that both outputs have the same order", "conversion");
    }
}
