package io.github.modelconversion.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.plot.MagnitudeBin;
import java.util.List;
import org.junit.jupiter.api.Test;

class MagnitudePlotTest {

    /**
     * From 0.125, half of the lowest bin's end, to 2 there are four bins, 68.5 wide each. From 1e-5, two thirds of the
     * smallest error, to 0.1, three halves of the largest, a decade is 40.5 high.
     */
    @Test
    void aBinShowsItsMeanAndLargestErrorAcrossItsWidth() {
        Plot plot = MagnitudePlot.of(List.of(
                new MagnitudeBin(0, 0.25, 5, 1.5e-5, 2e-3),
                new MagnitudeBin(0.25, 0.5, 3, 4e-3, 1.0 / 15),
                new MagnitudeBin(1, 2, 2, 0.02, Double.POSITIVE_INFINITY)));

        SvgReader svg = new SvgReader(plot.svg());
        assertThat(svg.lines("stroke-data"))
                .containsExactly("53 182.87 119.5 182.87", "121.5 84.62 188 84.62", "258.5 56.31 325 56.31");
        assertThat(svg.lines("stroke-second")).containsExactly("53 96.81 119.5 96.81", "121.5 35.13 188 35.13");
        assertThat(svg.described("rect", "fill-data", "x", "y")).containsExactly("52 8");
        assertThat(svg.described("rect", "fill-second", "x", "y")).containsExactly("101.8 8");
        assertThat(svg.texts("fill-text"))
                .containsExactly(
                        "189 223 middle |reference| (log scale)",
                        "9 109 middle |error| (log scale)",
                        "65 16 start mean",
                        "114.8 16 start largest");
        assertThat(plot.table())
                .containsExactly(
                        List.of("|reference| from", "to below", "pairs", "mean error", "largest error"),
                        List.of("0", "0.25", "5", "0.000015", "0.002000"),
                        List.of("0.25", "0.5", "3", "0.004000", "0.066667"),
                        List.of("1", "2", "2", "0.020000", "Infinity"));
    }
}
