package io.github.modelconversion.report.plot;

import io.github.modelconversion.result.plot.Density;
import io.github.modelconversion.result.plot.Histogram;
import io.github.modelconversion.result.plot.MagnitudeBin;
import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.result.plot.RankedRow;
import io.github.modelconversion.result.plot.RowPlots;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Plots with something of every kind. */
public final class PlotsFixture {

    private PlotsFixture() {}

    public static Plots all() {
        return new Plots(
                new PairPlots(
                        12,
                        24,
                        Optional.of(new Histogram(List.of(-0.75, -0.25, 0.25, 0.75), List.of(2L, 9L, 1L))),
                        Optional.of(new Density(
                                List.of(-2.0, 0.0, 2.0, 4.0),
                                List.of(List.of(1L, 0L, 0L), List.of(3L, 4L, 1L), List.of(0L, 1L, 2L)))),
                        List.of(
                                new MagnitudeBin(0, 0.5, 4, 0.125, 0.25),
                                new MagnitudeBin(1, 2, 8, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))),
                new RowPlots(
                        Optional.of(new RankedRow(
                                1,
                                List.of(
                                        new RankedEntry(7, 3.5, 3.25, OptionalInt.of(1), OptionalInt.empty()),
                                        new RankedEntry(3, 0.5, 4, OptionalInt.empty(), OptionalInt.of(1))))),
                        List.of(
                                new PositionRun(
                                        0,
                                        2,
                                        OptionalDouble.of(0.25),
                                        OptionalDouble.of(0.5),
                                        OptionalDouble.of(1e-3),
                                        OptionalDouble.of(2e-3)),
                                new PositionRun(
                                        2,
                                        3,
                                        OptionalDouble.of(0.03125),
                                        OptionalDouble.of(0.03125),
                                        OptionalDouble.empty(),
                                        OptionalDouble.empty())),
                        Optional.of(new Histogram(
                                List.of(0.03125, 0.0625, 0.125, 0.25, 0.5, 1.0), List.of(1L, 0L, 0L, 1L, 1L)))));
    }
}
