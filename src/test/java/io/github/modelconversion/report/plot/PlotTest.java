package io.github.modelconversion.report.plot;

import static io.github.modelconversion.report.ComparisonFixture.passing;
import static io.github.modelconversion.report.plot.SvgReader.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.report.ComparisonFixture;
import io.github.modelconversion.report.plot.SvgReader.Point;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.plot.Density;
import io.github.modelconversion.result.plot.Histogram;
import io.github.modelconversion.result.plot.MagnitudeBin;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.result.plot.RankedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Reads the plotted values back out of the pictures. Coordinates have two decimals, so some digits of a value are lost. */
class PlotTest {

    private static final Percentage CLOSE = Percentage.withPercentage(0.5);

    private static List<Double> edges(double from, double width, int bins) {
        return IntStream.rangeClosed(0, bins).mapToObj(i -> from + i * width).toList();
    }

    private static List<List<Point>> onlyPath(SvgReader svg, String style) {
        return SvgReader.parts(svg.elements("path", style).get(0));
    }

    @Test
    void barsOfErrorsHaveTheHeightOfTheirCountsAndTheWidthOfTheirBins() {
        List<Long> counts = List.of(1L, 0L, 7L, 152_064L, 300L, 2L);
        Histogram errors = new Histogram(edges(-0.875, 0.25, 6), counts);

        SvgReader svg = new SvgReader(HistogramPlot.ofErrors(errors).svg());

        assertBars(svg, errors, errors.edges(), svg.x(false), svg.y(true));
        Element zero = svg.elements("line", "stroke-text").get(0);
        assertThat(svg.x(false).applyAsDouble(number(zero, "x1"))).isCloseTo(0, within(1e-2));
        assertThat(svg.texts()).contains("error (test \u2212 reference)", "pairs (log scale)");
    }

    @Test
    void barsOfDivergencesSpanPowersOfTwo() {
        Histogram divergences =
                new Histogram(List.of(-1e-7, 0x1p-10, 0x1p-9, 0x1p-8, 0x1p-7), List.of(3L, 12L, 0L, 5L));

        SvgReader svg = new SvgReader(HistogramPlot.ofDivergences(divergences).svg());

        List<Double> shown = new ArrayList<>(divergences.edges());
        shown.set(0, 0x1p-11);
        assertBars(svg, divergences, shown, svg.x(true), svg.y(false));
        assertThat(svg.texts()).contains("KL divergence (nats, log scale)", "positions");
    }

    private static void assertBars(
            SvgReader svg, Histogram histogram, List<Double> edges, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        List<List<Point>> bars = onlyPath(svg, "fill-data");
        int[] shown = IntStream.range(0, histogram.counts().size())
                .filter(i -> histogram.counts().get(i) > 0)
                .toArray();
        assertThat(bars).hasSize(shown.length);
        double width = edges.get(edges.size() - 1) - edges.get(0);
        for (int i = 0; i < shown.length; i++) {
            List<Point> bar = bars.get(i);
            assertThat(x.applyAsDouble(bar.get(0).x())).isCloseTo(edges.get(shown[i]), within(width / 500));
            assertThat(x.applyAsDouble(bar.get(2).x())).isCloseTo(edges.get(shown[i] + 1), within(width / 500));
            assertThat(y.applyAsDouble(bar.get(1).y()))
                    .isCloseTo(histogram.counts().get(shown[i]), CLOSE);
        }
    }

    @Test
    void everyCellHasThePlaceAndTheShadeOfItsPairs() {
        List<Double> edges = edges(-16, 1, 33);
        List<List<Long>> counts = IntStream.range(0, 33)
                .mapToObj(line -> LongStream.range(0, 33)
                        .map(column -> Math.abs(line - column) > 2 ? 0 : (long) line * line * (column + 1) / 9)
                        .boxed()
                        .toList())
                .toList();

        SvgReader svg = new SvgReader(DensityPlot.of(new Density(edges, counts)).svg());

        List<Long> legend = svg.texts().stream()
                .filter(text -> text.matches("\\d+\\+.*"))
                .map(text -> Long.valueOf(text.replaceFirst("\\+.*", "")))
                .toList();
        assertThat(legend).containsExactly(1L, 16L, 256L);
        List<Element> keys = svg.elements("rect");
        long[][] least = new long[33][33];
        for (Element path : svg.elements("path")) {
            int level = IntStream.range(0, keys.size())
                    .filter(i -> keys.get(i).getAttribute("fill-opacity").equals(path.getAttribute("fill-opacity")))
                    .findFirst()
                    .orElseThrow();
            for (List<Point> cell : SvgReader.parts(path)) {
                int column =
                        (int) Math.round(svg.x(false).applyAsDouble(cell.get(0).x())) + 16;
                int line =
                        (int) Math.round(svg.y(false).applyAsDouble(cell.get(0).y())) + 16;
                assertThat(svg.x(false).applyAsDouble(cell.get(1).x())).isCloseTo(column - 15, within(0.02));
                assertThat(svg.y(false).applyAsDouble(cell.get(2).y())).isCloseTo(line - 15, within(0.02));
                least[line][column] = legend.get(level);
            }
        }
        for (int line = 0; line < 33; line++) {
            for (int column = 0; column < 33; column++) {
                long count = counts.get(line).get(column);
                assertThat(least[line][column]).isEqualTo(count == 0 ? 0 : count < 16 ? 1 : count < 256 ? 16 : 256);
            }
        }
        Element diagonal = svg.elements("line", "stroke-text").get(0);
        assertThat(svg.x(false).applyAsDouble(number(diagonal, "x2")))
                .isCloseTo(svg.y(false).applyAsDouble(number(diagonal, "y2")), within(0.05));
    }

    @Test
    void theLargestGridStaysSmall() {
        List<Long> line = LongStream.rangeClosed(1, 48).boxed().toList();
        Density full = new Density(
                edges(-1e-5, 1e-6 / 3, 48),
                IntStream.range(0, 48).mapToObj(i -> line).toList());

        assertThat(DensityPlot.of(full).svg().length()).isLessThan(150 * 1024);
    }

    @Test
    void errorsAreAboveTheirMagnitudes() {
        List<MagnitudeBin> bins = List.of(
                new MagnitudeBin(0, 0.25, 5, 0, 0),
                new MagnitudeBin(0.5, 1, 5, 0.01, 0.3),
                new MagnitudeBin(8, 16, 5, 0.5, Double.POSITIVE_INFINITY));

        SvgReader svg = new SvgReader(MagnitudePlot.of(bins).svg());

        DoubleUnaryOperator x = svg.x(true);
        DoubleUnaryOperator y = svg.y(true);
        List<Element> means = svg.elements("line", "stroke-data");
        List<Element> largest = svg.elements("line", "stroke-second");
        assertThat(means).hasSize(2);
        assertThat(largest).hasSize(1);
        assertThat(y.applyAsDouble(number(means.get(0), "y1"))).isCloseTo(0.01, CLOSE);
        assertThat(y.applyAsDouble(number(means.get(1), "y1"))).isCloseTo(0.5, CLOSE);
        assertThat(y.applyAsDouble(number(largest.get(0), "y1"))).isCloseTo(0.3, CLOSE);
        // Bars end one pixel short of the edges.
        assertThat(x.applyAsDouble(number(means.get(0), "x1") - 1)).isCloseTo(0.5, CLOSE);
        assertThat(x.applyAsDouble(number(means.get(0), "x2") + 1)).isCloseTo(1, CLOSE);
        assertThat(x.applyAsDouble(number(means.get(1), "x2") + 1)).isCloseTo(16, CLOSE);
    }

    @Test
    void equalEntriesAreConnectedFromRankToRank() {
        RankedRow row = new RankedRow(
                3,
                List.of(
                        new RankedEntry(410, 14.226, 14.38, OptionalInt.of(1), OptionalInt.of(3)),
                        new RankedEntry(7, 13, 15, OptionalInt.of(2), OptionalInt.of(2)),
                        new RankedEntry(9, 12, 1, OptionalInt.of(3), OptionalInt.empty()),
                        new RankedEntry(11, 1, 16, OptionalInt.empty(), OptionalInt.of(1))));

        SvgReader svg = new SvgReader(RankPlot.of(row).svg());

        double first = rankAt(svg, "410");
        double second = rankAt(svg, "7");
        double third = rankAt(svg, "9");
        Element changed = svg.elements("line", "stroke-second").get(0);
        assertThat(number(changed, "y1")).isEqualTo(first);
        assertThat(number(changed, "y2")).isEqualTo(third);
        Element same = svg.elements("line", "stroke-data").get(0);
        assertThat(number(same, "y1")).isEqualTo(second).isEqualTo(number(same, "y2"));
        assertThat(svg.elements("line", "stroke-muted"))
                .extracting(stub -> number(stub, "y1"))
                .containsExactly(third, first);
        assertThat(svg.texts()).contains("14.23", "14.38", "16.00").doesNotContain("1.000");
    }

    /** Returns the y of the line of the first entry with this index: texts are 4 below the middle of their line. */
    private static double rankAt(SvgReader svg, String index) {
        return svg.elements("text").stream()
                .filter(text -> text.getTextContent().equals(index))
                .mapToDouble(text -> number(text, "y") - 4)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pointsAreAboveTheMiddleOfTheirPositions() {
        double[] means = {1e-3, 2e-3, 0, 5e-2, 4e-4};
        List<PositionRun> runs = IntStream.range(0, 5)
                .mapToObj(i -> new PositionRun(
                        3L * i,
                        3L * i + 3,
                        OptionalDouble.of(means[i]),
                        OptionalDouble.of(2 * means[i]),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()))
                .toList();

        SvgReader svg =
                new SvgReader(PositionPlot.ofDivergences(runs).orElseThrow().svg());

        List<List<Point>> curves = onlyPath(svg, "stroke-data");
        assertThat(curves).extracting(List::size).containsExactly(2, 2);
        List<Point> points = curves.stream().flatMap(List::stream).toList();
        assertThat(points)
                .extracting(point -> svg.x(false).applyAsDouble(point.x()))
                .allSatisfy(position -> assertThat(position).isCloseTo(Math.rint(position), within(0.05)));
        assertThat(svg.x(false).applyAsDouble(points.get(3).x())).isCloseTo(13, within(0.05));
        double[] drawn = points.stream()
                .mapToDouble(point -> svg.y(true).applyAsDouble(point.y()))
                .toArray();
        double[] expected = DoubleStream.of(means).filter(mean -> mean > 0).toArray();
        double[] largest = onlyPath(svg, "stroke-second").stream()
                .flatMap(List::stream)
                .mapToDouble(point -> svg.y(true).applyAsDouble(point.y()))
                .toArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat(drawn[i]).isCloseTo(expected[i], CLOSE);
            assertThat(largest[i]).isCloseTo(2 * expected[i], CLOSE);
        }
        assertThat(PositionPlot.ofErrors(runs)).isEmpty();
    }

    @Test
    void noFigureIsTooLargeOrTooSmallForAPicture() {
        List<PositionRun> runs = DoubleStream.of(Double.MIN_VALUE, Double.MAX_VALUE, 0)
                .mapToObj(OptionalDouble::of)
                .map(value -> new PositionRun(0, 1, value, value, value, value))
                .toList();

        assertThat(new SvgReader(PositionPlot.ofErrors(runs).orElseThrow().svg()).elements("circle"))
                .hasSize(2);
        MagnitudeBin bin = new MagnitudeBin(0x1p1022, 0x1p1023, 1, Double.MIN_VALUE, 0x1p1000);
        assertThat(new SvgReader(MagnitudePlot.of(List.of(bin)).svg()).elements("line", "stroke-second"))
                .hasSize(1);
    }

    @Test
    void theMeasuredPointIsOnTheScaleWithItsLimit() {
        SvgReader svg =
                new SvgReader(ScalePlot.of(passing().comparison()).get(0).svg());

        DoubleUnaryOperator x = svg.x(true);
        assertThat(x.applyAsDouble(number(svg.elements("circle").get(0), "cx"))).isCloseTo(1.5e-5, CLOSE);
        assertThat(x.applyAsDouble(number(svg.elements("line", "stroke-bad").get(0), "x1")))
                .isCloseTo(0.01, CLOSE);
        Element good = svg.elements("rect", "fill-good").get(0);
        Element bad = svg.elements("rect", "fill-bad").get(0);
        assertThat(number(good, "x") + number(good, "width")).isCloseTo(number(bad, "x"), within(0.02));
        assertThat(svg.texts()).contains("measured 1.500000e-05", "limit 0.01", "NMSE (log scale)");
    }

    @Test
    void valuesBeyondTheUsualScaleWidenIt() {
        for (double nmse : new double[] {0, Double.MIN_VALUE, 1e-300, 3e4, 1e300, 1e307}) {
            SvgReader svg = new SvgReader(
                    ScalePlot.of(passing().withMetric(Metric.NMSE, nmse).comparison())
                            .get(0)
                            .svg());

            double at = number(svg.elements("circle").get(0), "cx");
            assertThat(at).isBetween(14.0, 326.0);
            if (nmse > 0) {
                assertThat(Math.log10(svg.x(true).applyAsDouble(at)))
                        .isCloseTo(Math.log10(Math.max(Double.MIN_NORMAL, nmse)), within(0.5));
            }
        }
    }

    @Test
    void aLowerLimitIsGreenAboveIt() {
        ComparisonFixture fixture =
                passing().withMetric(Metric.COSINE_SIMILARITY, 0.97).withoutLimits();
        ComparisonFixture limited = fixture.withLimit(Metric.COSINE_SIMILARITY, 0.95, Limit.Bound.MIN);

        List<Plot> plots = ScalePlot.of(limited.comparison());

        assertThat(plots)
                .extracting(Plot::title)
                .containsExactly("NMSE 1.500000e-05", "mean cosine similarity 0.970000 >= 0.95 (configured)");
        SvgReader svg = new SvgReader(plots.get(1).svg());
        assertThat(svg.x(false).applyAsDouble(number(svg.elements("circle").get(0), "cx")))
                .isCloseTo(0.97, CLOSE);
        double limit = number(svg.elements("line", "stroke-bad").get(0), "x1");
        assertThat(svg.x(false).applyAsDouble(limit)).isCloseTo(0.95, CLOSE);
        assertThat(number(svg.elements("rect", "fill-good").get(0), "x")).isEqualTo(limit);
    }

    /** Noise can push a divergence below 0, and with it the limit of a baseline. */
    @Test
    void aLimitAtOrBelowZeroIsAtTheStartOfTheScale() {
        for (double limit : new double[] {0, -8.99899e-6}) {
            SvgReader svg = new SvgReader(ScalePlot.of(passing()
                            .withoutLimits()
                            .withMetric(Metric.MEAN_KL_DIVERGENCE, 1e-5)
                            .withLimit(Metric.MEAN_KL_DIVERGENCE, limit, Limit.Origin.BASELINE)
                            .comparison())
                    .get(1)
                    .svg());

            assertThat(number(svg.elements("line", "stroke-bad").get(0), "x1")).isEqualTo(14);
            assertThat(svg.x(true).applyAsDouble(number(svg.elements("circle").get(0), "cx")))
                    .isCloseTo(1e-5, CLOSE);
        }
    }

    @Test
    void aLowerLimitNextToOneHasAScale() {
        double limit = Math.nextDown(1.0);
        SvgReader svg = new SvgReader(ScalePlot.of(passing()
                        .withoutLimits()
                        .withMetric(Metric.COSINE_SIMILARITY, limit)
                        .withLimit(Metric.COSINE_SIMILARITY, limit, Limit.Bound.MIN)
                        .comparison())
                .get(1)
                .svg());

        assertThat(number(svg.elements("circle").get(0), "cx")).isBetween(14.0, 326.0);
    }

    @Test
    void anUnmeasuredMetricHasItsWordsButNoScale() {
        assertThat(ScalePlot.of(passing().withoutMetrics().comparison()))
                .extracting(Plot::title, Plot::svg)
                .containsExactly(tuple("NMSE not measured, limit 0.01 (default)", ""));
    }
}
