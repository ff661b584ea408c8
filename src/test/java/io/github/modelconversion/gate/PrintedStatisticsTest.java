package io.github.modelconversion.gate;

import static io.github.modelconversion.KldFixture.ODD_F16;
import static io.github.modelconversion.KldFixture.ODD_Q4_0;
import static io.github.modelconversion.KldFixture.STORIES_F16;
import static io.github.modelconversion.KldFixture.STORIES_Q4_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.measure.KldMeasurerTest;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Percentile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares every statistic with the one that llama-perplexity printed for the same pair. The tool had the test's logits
 * unencoded; a {@code .kld} file holds them as codes. So statistics of the reference alone agree to one unit in the last
 * printed digit, and all others to that plus the error of the encoding.
 */
class PrintedStatisticsTest {

    /**
     * Half a step of the test's codes plus the tool's float32 rounding: four roundings of numbers up to 32, 2⁻²⁰ each. It
     * bounds the difference in a row's loss and divergence, and in its Δp: since p is at most 1, Δp changes by less than
     * the loss.
     */
    private static final double CODING = 16.0 / 65535 / 2 + 4 * 0x1p-20;

    private static final Pattern LINE = Pattern.compile("(.+?)\\s*:\\s*(-?[\\d.]+)(?: ±\\s*([\\d.]+))?\\s*%?");

    private static final Path LOG = Path.of("testdata", "stories260K", "kld", "log-kld-Q4_0.txt");

    @TempDir
    private Path folder;

    @Test
    void allStatisticsAgreeIfNoTargetIsClipped() throws IOException {
        KldStatistics statistics = KldMeasurerTest.measure(ODD_F16, ODD_Q4_0, 1);

        assertThat(statistics.clipped().clippedReferenceTargets()
                        + statistics.clipped().clippedTestTargets())
                .isZero();
        Printed printed = Printed.in(Path.of("testdata", "stories260K-v513", "kld", "log-kld-Q4_0.txt"));
        printed.assertReference(statistics);
        printed.assertDivergences(statistics);
        printed.assertChanges(statistics);
        printed.assertPerplexities(statistics);
        printed.assertAllSeen();
    }

    /** One next token is clipped in both files, so the test's perplexity comes out too small. */
    @Test
    void allButTheTestsPerplexityAgreeIfATargetIsClipped() throws IOException {
        KldStatistics statistics = KldMeasurerTest.measure(STORIES_F16, STORIES_Q4_0, 1);

        assertThat(statistics.clipped().clippedReferenceTargets()).isEqualTo(1);
        assertThat(statistics.clipped().clippedTestTargets()).isEqualTo(1);
        Printed printed = Printed.in(LOG);
        printed.assertReference(statistics);
        printed.assertDivergences(statistics);
        printed.assertChanges(statistics);
    }

    /** The difference is the clipped part of one loss, in the fifth chunk: the sixth adds nothing to it. */
    @Test
    void thePerplexityLacksOnlyTheClippedPartOfOneLoss() throws IOException {
        double afterFour = missingLoss(4);
        double afterFive = missingLoss(5);
        double afterSix = missingLoss(6);

        double bound = 6 * 31 * (CODING + 1e-5);
        assertThat(afterFour).isBetween(-bound, bound);
        assertThat(afterFive).isBetween(9.0, 10.0);
        assertThat(afterSix).isBetween(afterFive - 2 * bound, afterFive + 2 * bound);
    }

    private double missingLoss(int chunks) throws IOException {
        KldStatistics found = measureFirst(chunks);
        assertThat(found.clipped().clippedTestTargets()).isEqualTo(chunks > 4 ? 1 : 0);
        return (tableLine(chunks)[2] - found.perplexities().lnPerplexityRatio().value()) * found.rows();
    }

    /** The tool compared the F16 model's logits with the file made from them: all that it printed is noise. */
    @Test
    void theNoiseThatTheToolPrintedIsWithinTheCodingError() throws IOException {
        KldStatistics statistics = KldMeasurerTest.measure(STORIES_F16, STORIES_F16, 1);

        Printed printed = Printed.in(Path.of("testdata", "stories260K", "kld", "log-kld-f16.txt"));
        printed.assertReference(statistics);
        printed.assertDivergences(statistics);
        printed.assertChanges(statistics);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q8_0", "bug-noperm-f16"})
    void statisticsOfTheReferenceAloneAreTheSameForEveryTest(String test) throws IOException {
        Printed.in(Path.of("testdata", "stories260K", "kld", "log-kld-" + test + ".txt"))
                .assertReference(KldMeasurerTest.measure(STORIES_F16, STORIES_Q4_0, 1));
    }

    /** Before the clipped target everything agrees in this pair too: the tool prints a line after each chunk. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theFirstChunksGiveTheLinesOfTheToolsTable(int chunks) throws IOException {
        KldStatistics found = measureFirst(chunks);

        double[] line = tableLine(chunks);
        double spread = CODING / Math.sqrt(found.rows() - 1);
        assertThat(found.clipped().clippedTestTargets()).isZero();
        SoftAssertions.assertSoftly(softly -> {
            double perplexity = found.perplexities().testPerplexity().value();
            near(
                    softly,
                    "PPL",
                    found.perplexities().testPerplexity(),
                    line[0],
                    line[1],
                    1e-4,
                    CODING * perplexity,
                    spread * perplexity + CODING * line[1]);
            near(softly, "ln", found.perplexities().lnPerplexityRatio(), line[2], line[3], 1e-5, CODING, spread);
            near(softly, "KL", found.divergences().klDivergence(), line[4], line[5], 1e-5, CODING, spread);
            double rms = found.nextToken().rmsDeltaP().value();
            near(
                    softly,
                    "RMS",
                    found.nextToken().rmsDeltaP(),
                    line[6] / 100,
                    line[7] / 100,
                    1e-5,
                    CODING,
                    rmsSpread(found, rms));
            near(softly, "top", found.sameTop(), line[8] / 100, line[9] / 100, 1e-5, 0, 0);
        });
    }

    private KldStatistics measureFirst(int chunks) throws IOException {
        Path reference = Files.write(folder.resolve("a.kld"), KldFixture.firstChunks(STORIES_F16, chunks));
        Path test = Files.write(folder.resolve("b.kld"), KldFixture.firstChunks(STORIES_Q4_0, chunks));
        return KldMeasurerTest.measure(reference, test, 1);
    }

    private static void near(
            SoftAssertions softly,
            String what,
            Estimate found,
            double value,
            double uncertainty,
            double unit,
            double bound,
            double spread) {
        softly.assertThat(Math.abs(found.value() - value)).as(what).isLessThanOrEqualTo(1.5 * unit + bound);
        softly.assertThat(Math.abs(found.uncertainty().orElseThrow() - uncertainty))
                .as(what + " ±")
                .isLessThanOrEqualTo(1.5 * unit + spread);
    }

    /**
     * Bounds the change of the root of the mean Δp²: if Δp changes by c, Δp² changes by at most 2·|Δp|·c, and the change of
     * the mean is divided by twice the root.
     */
    private static double rmsSpread(KldStatistics statistics, double rms) {
        double largest = Math.max(
                        statistics.nextToken().deltaPs().at(Percentile.MAXIMUM),
                        -statistics.nextToken().deltaPs().at(Percentile.MINIMUM))
                + CODING;
        double relative = CODING / Math.max(rms, CODING);
        return largest / Math.max(rms, CODING) * CODING / Math.sqrt(statistics.rows() - 1)
                + relative * statistics.nextToken().rmsDeltaP().uncertainty().orElseThrow();
    }

    private static double[] tableLine(int chunk) throws IOException {
        String line = Files.readAllLines(LOG).stream()
                .filter(candidate -> candidate.startsWith("   " + chunk + " "))
                .findFirst()
                .orElseThrow();
        Matcher number = Pattern.compile("-?\\d+\\.\\d+").matcher(line);
        return number.results()
                .mapToDouble(match -> Double.parseDouble(match.group()))
                .toArray();
    }

    /** The final statistics of a log. */
    private static final class Printed {

        private final Map<String, Matcher> lines = new LinkedHashMap<>();
        private final Map<String, Matcher> unseen;

        private Printed(Path log) throws IOException {
            String text = Files.readString(log);
            text.substring(text.indexOf("====== Perplexity statistics")).lines().forEach(line -> {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    lines.put(matcher.group(1).replaceAll(" +", " ").strip(), matcher);
                }
            });
            unseen = new LinkedHashMap<>(lines);
        }

        static Printed in(Path log) throws IOException {
            return new Printed(log);
        }

        private Matcher line(String name) {
            unseen.remove(name);
            return Optional.ofNullable(lines.get(name)).orElseThrow();
        }

        private void assertAllSeen() {
            assertThat(lines).hasSize(6 + 12 + 15 + 1);
            assertThat(unseen).isEmpty();
        }

        /** Allows one and a half units: half a unit from printing, and one that depends on the tool's compiler. */
        private void near(String name, double found, double scale, double bound) {
            near(name, 2, found, scale, bound);
        }

        private void near(String name, int group, double found, double scale, double bound) {
            String digits = line(name).group(group);
            double unit = Math.pow(10, digits.indexOf('.') + 1 - digits.length());
            assertThat(Math.abs(found * scale - Double.parseDouble(digits)))
                    .as("%s: printed %s, found %s", name, digits, found * scale)
                    .isLessThanOrEqualTo(1.5 * unit + bound * scale);
        }

        private void near(String name, Estimate found, double scale, double bound, double spread) {
            near(name, 2, found.value(), scale, bound);
            near(name, 3, found.uncertainty().orElseThrow(), scale, spread);
        }

        void assertReference(KldStatistics found) {
            near("Mean PPL(base)", found.perplexities().referencePerplexity(), 1, 0, 0);
        }

        void assertDivergences(KldStatistics found) {
            Distribution rows = found.divergences().klDivergences();
            near("Mean KLD", found.divergences().klDivergence(), 1, CODING, CODING / Math.sqrt(found.rows() - 1));
            Map<String, Percentile> percentiles = percentiles();
            percentiles.remove("75.0%");
            percentiles.remove("25.0%");
            percentiles.forEach((name, percentile) -> near(name + " KLD", rows.at(percentile), 1, CODING));
        }

        void assertChanges(KldStatistics found) {
            near("Mean Δp", found.nextToken().deltaP(), 100, CODING, CODING / Math.sqrt(found.rows() - 1));
            near(
                    "RMS Δp",
                    found.nextToken().rmsDeltaP(),
                    100,
                    CODING,
                    rmsSpread(found, found.nextToken().rmsDeltaP().value()));
            percentiles()
                    .forEach((name, percentile) ->
                            near(name + " Δp", found.nextToken().deltaPs().at(percentile), 100, CODING));
            near("Same top p", found.sameTop(), 100, 0, 0);
        }

        void assertPerplexities(KldStatistics found) {
            double p = found.perplexities().referencePerplexity().value();
            double q = found.perplexities().testPerplexity().value();
            double spread = CODING / Math.sqrt(found.rows() - 1);
            near(
                    "Mean PPL(Q)",
                    found.perplexities().testPerplexity(),
                    1,
                    CODING * q,
                    spread * q
                            + CODING
                                    * found.perplexities()
                                            .testPerplexity()
                                            .uncertainty()
                                            .orElseThrow());
            near("Mean ln(PPL(Q)/PPL(base))", found.perplexities().lnPerplexityRatio(), 1, CODING, spread);
            near(
                    "Mean PPL(Q)/PPL(base)",
                    found.perplexities().perplexityRatio(),
                    1,
                    CODING * q / p,
                    2 * spread * q / p);
            near("Mean PPL(Q)-PPL(base)", found.perplexities().perplexityDifference(), 1, CODING * q, 2 * spread * q);
            double deviation =
                    found.perplexities().testPerplexity().uncertainty().orElseThrow() / q * Math.sqrt(found.rows() - 1);
            near(
                    "Cor(ln(PPL(Q)), ln(PPL(base)))",
                    found.perplexities().lossCorrelation().orElseThrow(),
                    100,
                    2 * CODING / deviation);
        }

        private static Map<String, Percentile> percentiles() {
            Map<String, Percentile> all = new LinkedHashMap<>();
            all.put("Maximum", Percentile.MAXIMUM);
            all.put("99.9%", Percentile.P999);
            all.put("99.0%", Percentile.P99);
            all.put("95.0%", Percentile.P95);
            all.put("90.0%", Percentile.P90);
            all.put("75.0%", Percentile.P75);
            all.put("Median", Percentile.MEDIAN);
            all.put("25.0%", Percentile.P25);
            all.put("10.0%", Percentile.P10);
            all.put("5.0%", Percentile.P5);
            all.put("1.0%", Percentile.P1);
            all.put("0.1%", Percentile.P01);
            all.put("Minimum", Percentile.MINIMUM);
            return all;
        }
    }
}
