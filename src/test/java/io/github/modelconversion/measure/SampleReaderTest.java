package io.github.modelconversion.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Finding.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of two files that the causes see. */
class SampleReaderTest {

    private static final int ROWS = 6;
    private static final int WIDTH = 300;

    /** One value more than two rows of a sample may have. */
    private static final int TOO_WIDE = (1 << 19) + 1;

    @TempDir
    Path folder;

    private static double[] noise(int count, long seed) {
        return new Random(seed).doubles(count, -8, 8).toArray();
    }

    private PairFixture pair(double[] reference, double[] test, int rows) {
        return PairFixture.files(
                        folder,
                        TestData.writeFloats(folder.resolve("r.bin"), reference),
                        TestData.writeFloats(folder.resolve("t.bin"), test))
                .inRows(rows);
    }

    private List<Code> causes(double[] reference, double[] test, int rows) {
        return pair(reference, test, rows).codes().stream()
                .filter(Code::isCause)
                .toList();
    }

    @Test
    void rowsKeepTheirPlaces() {
        double[] reference = noise(ROWS * WIDTH, 1);
        double[] test = reference.clone();
        System.arraycopy(noise(WIDTH, 2), 0, test, 0, WIDTH);

        assertThat(causes(reference, test, ROWS)).containsExactly(Code.FIRST_POSITION_ONLY);
    }

    @Test
    void valuesKeepTheirPlaces() {
        int at = 4 * WIDTH + 7;
        double[] reference = noise(ROWS * WIDTH, 1);
        double[] test = reference.clone();
        test[at] = reference[at] + 500;

        assertThat(pair(reference, test, ROWS).finding(Code.FEW_OUTLIERS).evidence())
                .containsEntry("count", 1)
                .containsEntry("firstIndex", (long) at)
                .containsEntry("lastIndex", (long) at);
    }

    @Test
    void tooWideRowsGiveNoSample() {
        double[] reference = noise(TOO_WIDE, 1);
        double[] flipped = reference.clone();
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] = -flipped[i];
        }

        assertThat(causes(noise(TOO_WIDE - 1, 1), noise(TOO_WIDE - 1, 2), 1)).containsExactly(Code.UNRELATED);
        assertThat(causes(reference, flipped, 1)).isEmpty();
    }
}
