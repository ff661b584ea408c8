package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.KldFixture.Decoded;
import io.github.modelconversion.measure.runs.KldAccumulator;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Percentile;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The statistics by plain arithmetic over rows in memory. It uses deviations from the mean where the code under test has
 * sums of squares, covariances where that has differences, and the library's exponential.
 */
public final class KldOracle {

    /** For values of size 1; the vectorized exponential is accurate to 1e-12. */
    private static final double TOLERANCE = 4e-12;

    private final int rows;
    private final double[] divergences;
    private final double[] deltaPs;
    private final double[] referenceLosses;
    private final double[] testLosses;
    private final double sameTop;
    private final double nmse;
    private final long clippedReferences;

    private KldOracle(Decoded reference, double[][] test) {
        rows = reference.rows.length;
        divergences = each(row -> divergence(reference.rows[row], test[row]));
        referenceLosses = each(row -> -reference.rows[row][reference.next(row)]);
        testLosses = each(row -> -test[row][reference.next(row)]);
        deltaPs = each(row -> Math.exp(-testLosses[row]) - Math.exp(-referenceLosses[row]));
        sameTop = mean(each(row -> largest(reference.rows[row]) == largest(test[row]) ? 1 : 0));
        double[] all =
                Arrays.stream(reference.rows).flatMapToDouble(Arrays::stream).toArray();
        double[] others =
                Arrays.stream(test).flatMapToDouble(KldOracle::clipped).toArray();
        nmse = IntStream.range(0, all.length)
                        .mapToDouble(i -> Math.pow(others[i] - all[i], 2))
                        .average()
                        .orElseThrow()
                / variance(all);
        clippedReferences = IntStream.range(0, rows)
                .filter(row -> -referenceLosses[row]
                        == Arrays.stream(reference.rows[row]).min().orElseThrow())
                .filter(row -> reference.steps[row] > 15.9999 / 65535)
                .count();
    }

    public static KldOracle of(Decoded reference, double[][] test) {
        return new KldOracle(reference, test);
    }

    public static double[][] logSoftmax(double[][] logits) {
        return Arrays.stream(logits)
                .map(row -> {
                    double sum = Arrays.stream(row).map(Math::exp).sum();
                    return Arrays.stream(row).map(x -> x - Math.log(sum)).toArray();
                })
                .toArray(double[][]::new);
    }

    private double[] each(IntToDoubleFunction figure) {
        return IntStream.range(0, rows).mapToDouble(figure).toArray();
    }

    private static double divergence(double[] reference, double[] test) {
        return IntStream.range(0, reference.length)
                .filter(i -> reference[i] > -16)
                .mapToDouble(i -> Math.exp(reference[i]) * (reference[i] - test[i]))
                .sum();
    }

    private static int largest(double[] row) {
        double largest = Arrays.stream(row).max().orElseThrow();
        return IntStream.range(0, row.length)
                .filter(i -> row[i] == largest)
                .findFirst()
                .orElseThrow();
    }

    /** Returns a row as a file of 16-bit codes holds it: nothing more than 16 below its largest value. */
    private static DoubleStream clipped(double[] row) {
        double floor = Arrays.stream(row).max().orElseThrow() - 16;
        return Arrays.stream(row).map(value -> Math.max(value, floor));
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double covariance(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        return IntStream.range(0, x.length)
                .mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY))
                .average()
                .orElseThrow();
    }

    public static double variance(double[] x) {
        return covariance(x, x);
    }

    private double squaredUncertainty(double[] x, double[] y) {
        return covariance(x, y) / (rows - 1);
    }

    public void assertSame(KldAccumulator measured) {
        KldStatistics found = measured.statistics();
        double p = Math.exp(mean(referenceLosses));
        double q = Math.exp(mean(testLosses));
        double ofP = squaredUncertainty(referenceLosses, referenceLosses);
        double ofQ = squaredUncertainty(testLosses, testLosses);
        double common = squaredUncertainty(referenceLosses, testLosses);
        double ofLn = Math.sqrt(ofP + ofQ - 2 * common);
        double[] squares = Arrays.stream(deltaPs).map(x -> x * x).toArray();
        double rms = Math.sqrt(mean(squares));

        assertThat(found.rows()).isEqualTo(rows);
        assertSame(
                found.divergences().klDivergence(),
                mean(divergences),
                Math.sqrt(squaredUncertainty(divergences, divergences)));
        assertSame(found.divergences().klDivergences(), divergences);
        assertThat(divergences[found.divergences().worstRow()])
                .isEqualTo(Arrays.stream(divergences).max().orElseThrow());
        assertSame(found.nextToken().deltaP(), mean(deltaPs), Math.sqrt(squaredUncertainty(deltaPs, deltaPs)));
        assertSame(found.nextToken().rmsDeltaP(), rms, 0.5 / rms * Math.sqrt(squaredUncertainty(squares, squares)));
        assertSame(found.nextToken().deltaPs(), deltaPs);
        assertSame(found.sameTop(), sameTop, Math.sqrt(sameTop * (1 - sameTop) / (rows - 1)));
        assertSame(found.perplexities().referencePerplexity(), p, p * Math.sqrt(ofP));
        assertSame(found.perplexities().testPerplexity(), q, q * Math.sqrt(ofQ));
        assertSame(found.perplexities().lnPerplexityRatio(), Math.log(q / p), ofLn);
        assertSame(found.perplexities().perplexityRatio(), q / p, q / p * ofLn);
        assertSame(
                found.perplexities().perplexityDifference(),
                q - p,
                Math.sqrt(p * p * ofP + q * q * ofQ - 2 * p * q * common));
        assertClose(found.perplexities().lossCorrelation().orElseThrow(), common / Math.sqrt(ofP * ofQ));
        assertClose(measured.logProbabilityNmse().orElseThrow(), nmse);
        assertThat(found.clipped().clippedReferenceTargets()).isEqualTo(clippedReferences);
    }

    private static void assertSame(Estimate found, double value, double uncertainty) {
        assertClose(found.value(), value);
        assertClose(found.uncertainty().orElseThrow(), uncertainty);
    }

    private static void assertSame(Distribution found, double[] figures) {
        assertClose(found.at(Percentile.MAXIMUM), percentile(figures, 1000));
        assertClose(found.at(Percentile.P999), percentile(figures, 999));
        assertClose(found.at(Percentile.P99), percentile(figures, 990));
        assertClose(found.at(Percentile.P95), percentile(figures, 950));
        assertClose(found.at(Percentile.P90), percentile(figures, 900));
        assertClose(found.at(Percentile.P75), percentile(figures, 750));
        assertClose(found.at(Percentile.MEDIAN), percentile(figures, 500));
        assertClose(found.at(Percentile.P25), percentile(figures, 250));
        assertClose(found.at(Percentile.P10), percentile(figures, 100));
        assertClose(found.at(Percentile.P5), percentile(figures, 50));
        assertClose(found.at(Percentile.P1), percentile(figures, 10));
        assertClose(found.at(Percentile.P01), percentile(figures, 1));
        assertClose(found.at(Percentile.MINIMUM), percentile(figures, 0));
    }

    /** The rank is given in thousandths, so integer arithmetic splits it exactly. */
    private static double percentile(double[] figures, int thousandths) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int place = thousandths * (sorted.length - 1);
        double below = sorted[place / 1000];
        double above = sorted[(place + 999) / 1000];
        return below + (above - below) * (place % 1000) / 1000;
    }

    private static void assertClose(double found, double expected) {
        assertThat(found).isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
    }
}
