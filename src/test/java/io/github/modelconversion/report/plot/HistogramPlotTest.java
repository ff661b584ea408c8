package io.github.modelconversion.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.plot.Histogram;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramPlotTest {

    /** Half a unit is 91 1/3 wide; the axis goes from 0.6 to 1.3 · 9, so a factor of ten is 162 / log10(19.5) high. */
    @Test
    void errorsHaveABarForEachBinAndALineAtZero() {
        Plot plot = HistogramPlot.ofErrors(new Histogram(List.of(-0.75, -0.25, 0.25, 0.75), List.of(2L, 9L, 1L)));

        SvgReader svg = new SvgReader(plot.svg());
        assertThat(svg.described("path", "fill-data", "d"))
                .containsExactly(
                        "M52 190V124.34H143.33V190Z" + "M143.33 190V42.31H234.67V190Z" + "M234.67 190V162.14H326V190Z");
        assertThat(svg.lines("stroke-text")).containsExactly("189 28 189 190");
        assertThat(svg.described("line", "stroke-text", "stroke-dasharray")).containsExactly("4 3");
        assertThat(svg.described("desc", ""))
                .containsExactly("Histogram of the errors, test minus reference, from -0.75 to 0.75");
        assertThat(plot.table())
                .containsExactly(
                        List.of("error from", "to below", "pairs"),
                        List.of("-0.75", "-0.25", "2"),
                        List.of("-0.25", "0.25", "9"),
                        List.of("0.25", "0.75", "1"));
    }

    /**
     * Four powers of two are 68.5 wide each; a position is 162 / 12.6 high, so that the largest bar ends a twentieth below
     * the top. A bin that begins at 0 or below is drawn from half of its end.
     */
    @ParameterizedTest
    @CsvSource({"0.125", "0", "-1e-7"})
    void divergencesHaveBarsOfEqualWidth(String from) {
        Plot plot = HistogramPlot.ofDivergences(
                new Histogram(List.of(Double.valueOf(from), 0.25, 0.5, 1.0, 2.0), List.of(3L, 12L, 0L, 5L)));

        SvgReader svg = new SvgReader(plot.svg());
        assertThat(svg.described("path", "fill-data", "d"))
                .containsExactly(
                        "M52 190V151.43H120.5V190Z" + "M120.5 190V35.71H189V190Z" + "M257.5 190V125.71H326V190Z");
        assertThat(svg.described("desc", ""))
                .containsExactly(
                        "Histogram of the KL divergences of the positions between powers of two, up to 2 nats");
        assertThat(plot.table())
                .containsExactly(
                        List.of("KL divergence (nats) from", "to below", "positions"),
                        List.of(from, "0.25", "3"),
                        List.of("0.25", "0.5", "12"),
                        List.of("1", "2", "5"));
    }
}
