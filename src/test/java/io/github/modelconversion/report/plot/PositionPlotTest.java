package io.github.modelconversion.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.plot.PositionRun;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Four positions are 68.5 wide each. From 1e-5, two thirds of the smallest figure, to 0.1, three halves of the largest, a
 * decade is 40.5 high.
 */
class PositionPlotTest {

    private static PositionRun run(long from, long to, OptionalDouble mean, OptionalDouble largest) {
        return new PositionRun(from, to, mean, largest, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static PositionRun run(long from, long to, double mean, double largest) {
        return run(from, to, OptionalDouble.of(mean), OptionalDouble.of(largest));
    }

    private static Plot divergences(List<PositionRun> runs) {
        return PositionPlot.ofDivergences(runs).orElseThrow();
    }

    @Test
    void aCurveIsInterruptedAtAPositionWithoutAFigure() {
        Plot plot = divergences(List.of(
                run(0, 1, 1.5e-5, 1.5e-5),
                run(1, 2, OptionalDouble.empty(), OptionalDouble.empty()),
                run(2, 3, 1e-3, 1e-3),
                run(3, 4, 1.0 / 15, 1.0 / 15)));

        SvgReader svg = new SvgReader(plot.svg());
        assertThat(svg.described("path", "stroke-data", "d"))
                .containsExactly("M86.25 182.87h0M223.25 109h0L291.75 35.13");
        assertThat(svg.described("circle", "fill-data", "cx", "cy", "r"))
                .containsExactly("86.25 182.87 2", "223.25 109 2", "291.75 35.13 2");
        assertThat(svg.elements("path", "stroke-second")).isEmpty();
        assertThat(svg.elements("rect")).isEmpty();
        assertThat(svg.texts("fill-text"))
                .containsExactly("189 223 middle position", "9 109 middle KL divergence (nats, log scale)");
        assertThat(svg.described("desc", "")).containsExactly("KL divergence by position, over 4 positions");
        assertThat(plot.table())
                .containsExactly(
                        List.of("positions from", "to", "mean", "largest"),
                        List.of("0", "0", "1.500000e-05", "1.500000e-05"),
                        List.of("1", "1", "\u2013", "\u2013"),
                        List.of("2", "2", "1.000000e-03", "1.000000e-03"),
                        List.of("3", "3", "6.666667e-02", "6.666667e-02"));
    }

    @Test
    void aPointForSeveralPositionsShowsTheirMeanAndTheirLargest() {
        Plot plot = divergences(List.of(run(0, 2, 1.5e-5, 2e-3), run(2, 4, 1e-3, 1.0 / 15)));

        SvgReader svg = new SvgReader(plot.svg());
        assertThat(svg.described("path", "stroke-data", "d")).containsExactly("M120.5 182.87h0L257.5 109");
        assertThat(svg.described("path", "stroke-second", "d")).containsExactly("M120.5 96.81h0L257.5 35.13");
        assertThat(svg.described("rect", "fill-data", "x", "y")).containsExactly("52 8");
        assertThat(svg.described("rect", "fill-second", "x", "y")).containsExactly("101.8 8");
        assertThat(svg.texts("fill-text"))
                .containsExactly(
                        "189 223 middle position; a point stands for 2 positions",
                        "9 109 middle KL divergence (nats, log scale)",
                        "65 16 start mean",
                        "114.8 16 start largest");
        assertThat(svg.described("desc", ""))
                .containsExactly("KL divergence by position, over 4 positions; a point stands for 2 positions");
        assertThat(plot.table())
                .containsExactly(
                        List.of("positions from", "to", "mean", "largest"),
                        List.of("0", "1", "1.500000e-05", "2.000000e-03"),
                        List.of("2", "3", "1.000000e-03", "6.666667e-02"));
    }

    @Test
    void positionsNeedNotBeginAtZero() {
        Plot plot = divergences(List.of(run(2, 3, 1.5e-5, 1.5e-5), run(3, 4, 1.0 / 15, 1.0 / 15)));

        SvgReader svg = new SvgReader(plot.svg());
        assertThat(svg.described("path", "stroke-data", "d")).containsExactly("M223.25 182.87h0L291.75 35.13");
        assertThat(svg.described("desc", "")).containsExactly("KL divergence by position, over 4 positions");
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 65", "65, 0, 0"})
    void fewPointsAreMarkedAndListedInATable(int points, int marks, int lines) {
        Plot plot = divergences(LongStream.range(0, points)
                .mapToObj(i -> run(i, i + 1, i + 1.0, i + 1.0))
                .toList());

        assertThat(new SvgReader(plot.svg()).elements("circle")).hasSize(marks);
        assertThat(plot.table()).hasSize(lines);
    }

    private static PositionRun flipped(long at, double divergence, long flips) {
        return new PositionRun(
                at,
                at + 1,
                OptionalDouble.of(divergence),
                OptionalDouble.of(divergence),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.of(flips));
    }

    /** The axis goes from 1e-5 to 0.1, like that of the curve. */
    @Test
    void aPositionWithAnotherTopTokenIsMarked() {
        SvgReader svg = new SvgReader(divergences(List.of(
                        flipped(0, 1.5e-5, 0), flipped(1, 1e-3, 1), flipped(2, 1e-3, 0), flipped(3, 1.0 / 15, 0)))
                .svg());

        assertThat(svg.described("path", "stroke-bad", "d")).containsExactly("M154.75 109h0");
        assertThat(svg.texts("fill-text")).contains("65 16 start other top-1");
    }

    @Test
    void meanAndLimitsAreLevelLinesUnlessTheyAreFarAway() {
        List<PositionRun> runs = List.of(run(0, 1, 1.5e-5, 1.5e-5), run(1, 2, 1e-3, 1e-3));

        SvgReader svg = new SvgReader(PositionPlot.ofDivergences(
                        runs,
                        List.of(
                                new PositionPlot.Level("mean", 1e-3, false),
                                new PositionPlot.Level("limit", 1.0 / 15, true),
                                new PositionPlot.Level("far limit", 10, true),
                                new PositionPlot.Level("no limit", 0, true)),
                        OptionalLong.empty(),
                        "mean 1e-3")
                .orElseThrow()
                .svg());

        assertThat(svg.lines("stroke-text")).containsExactly("52 109 326 109");
        assertThat(svg.lines("stroke-bad")).containsExactly("52 35.13 326 35.13");
        assertThat(svg.texts("fill-bad")).containsExactly("326 32.13 end limit 0.0667");
        assertThat(svg.texts("fill-text")).contains("55 106 start mean");
    }

    /** The chunks of four among ten rows end after the fourth and the eighth row. */
    @Test
    void chunksOfTheTextAreSeparated() {
        List<PositionRun> runs = LongStream.range(0, 10)
                .mapToObj(i -> run(i, i + 1, i + 1.0, i + 1.0))
                .toList();

        SvgReader svg = new SvgReader(PositionPlot.ofDivergences(runs, List.of(), OptionalLong.of(4), "")
                .orElseThrow()
                .svg());

        assertThat(svg.lines("stroke-grid")).contains("161.6 28 161.6 190", "271.2 28 271.2 190");
        assertThat(svg.lines("stroke-grid").stream().filter(line -> line.endsWith(" 190")))
                .hasSize(2);
    }

    /** The median of equal values and a few outliers is that value. */
    @Test
    void manyPointsSurroundTheirRunningMedian() {
        List<PositionRun> runs = LongStream.range(0, 200)
                .mapToObj(i -> run(i, i + 1, i % 10 == 0 ? 100 : 1, i % 10 == 0 ? 100 : 1))
                .toList();

        SvgReader svg = new SvgReader(divergences(runs).svg());

        String median = svg.described("path", "stroke-second", "d").get(0);
        assertThat(Pattern.compile(" ([\\d.]+)")
                        .matcher(median)
                        .results()
                        .map(y -> y.group(1))
                        .distinct())
                .hasSize(1);
        assertThat(svg.described("path", "stroke-data", "d").get(0)).contains("h0M");
    }
}
