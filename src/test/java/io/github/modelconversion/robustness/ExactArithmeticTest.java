package io.github.modelconversion.robustness;

import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.output.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole engine on random pairs in files, against exact arithmetic. {@code -Dpairs} and {@code -Dseed} change their
 * number and their seed; then the test prints the worst deviations.
 */
class ExactArithmeticTest {

    private static final int PAIRS = Integer.getInteger("pairs", 1500);
    private static final long SEED = Long.getLong("seed", 1);
    private static final long FIRST = Long.getLong("first", 0);

    @TempDir
    private Path directory;

    @Test
    void everyFigureIsWithinItsGuaranteedError() throws IOException {
        Deviations deviations = new Deviations();
        for (long number = FIRST; number < FIRST + PAIRS; number++) {
            RandomPair pair = new RandomPair(new Random(SEED * 1_000_000_007 + number));
            try {
                deviations.compare(pair, check(pair));
            } catch (RuntimeException | AssertionError wrong) {
                throw new AssertionError("pair " + number + " of seed " + SEED + ": " + pair, wrong);
            }
        }
        if (System.getProperty("pairs") != null) {
            deviations.lines().forEach(System.out::println);
        }
    }

    private Comparison check(RandomPair pair) throws IOException {
        Path reference = pair.ofReference.write(directory, "reference", pair.reference, pair.dimensions());
        Path test = pair.ofTest.write(directory, "test", pair.test, pair.dimensions());
        // An array of n x 1 is a row of n, unless configured otherwise.
        boolean flat = (pair.ofReference.isFlat() && pair.ofTest.isFlat()) || pair.width == 1;
        Comparison comparison = PairFixture.files(directory, reference, test)
                .ofTypes(pair.ofReference.elementType(), pair.ofTest.elementType())
                .ofKind(pair.kind)
                .within(flat ? new Layout(OptionalLong.of(pair.rows), OptionalLong.empty()) : Layout.ONE_ROW)
                .check();
        // Overwriting a file makes some file systems wait for the disk.
        Files.delete(reference);
        Files.delete(test);
        return comparison;
    }
}
