package io.github.modelconversion.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChartTest {

    /** Each of the ten units on the x axis is 27.4 wide, each of the six units on the y axis 27 high. */
    @Test
    void gridTicksAndNamesFollowTheAxes() {
        Axis x = Axis.linear(0, 10, Chart.LEFT, Chart.RIGHT);
        Axis y = Axis.linear(0, 6, 190, Chart.TOP);

        SvgReader svg = new SvgReader(new Chart("title", "description", x, "across", y, "upwards")
                .svg()
                .end());

        assertThat(svg.size()).isEqualTo("340 230");
        assertThat(svg.lines("stroke-grid"))
                .containsExactly(
                        "52 190 326 190",
                        "52 163 326 163",
                        "52 136 326 136",
                        "52 109 326 109",
                        "52 82 326 82",
                        "52 55 326 55",
                        "52 28 326 28");
        assertThat(svg.lines("stroke-muted"))
                .containsExactly(
                        "52 190 52 194",
                        "106.8 190 106.8 194",
                        "161.6 190 161.6 194",
                        "216.4 190 216.4 194",
                        "271.2 190 271.2 194",
                        "326 190 326 194",
                        "52 190 326 190");
        assertThat(svg.texts("fill-muted"))
                .containsExactly(
                        "46 194 end 0",
                        "46 167 end 1",
                        "46 140 end 2",
                        "46 113 end 3",
                        "46 86 end 4",
                        "46 59 end 5",
                        "46 32 end 6",
                        "52 206 middle 0",
                        "106.8 206 middle 2",
                        "161.6 206 middle 4",
                        "216.4 206 middle 6",
                        "271.2 206 middle 8",
                        "326 206 middle 10");
        assertThat(svg.texts("fill-text")).containsExactly("189 223 middle across", "9 109 middle upwards");
        assertThat(svg.described("text", "fill-text", "transform"))
                .containsExactly("across", "rotate(-90 9 109) upwards");
    }

    /** A letter is 6.2 wide. */
    @Test
    void aLegendContinuesAfterThePrecedingWords() {
        Axis axis = Axis.linear(0, 1, 0, 1);
        Chart chart = new Chart("title", "description", axis, "across", axis, "upwards");

        chart.legend(Paint.DATA, 1, "mean");
        chart.legend(Paint.SECOND, 0.5, "largest");
        chart.legend(Paint.GOOD, 1, "third");

        SvgReader svg = new SvgReader(chart.svg().end());
        assertThat(svg.described("rect", "fill-data", "x", "y", "width", "height", "fill-opacity"))
                .containsExactly("52 8 9 9");
        assertThat(svg.described("rect", "fill-second", "x", "y", "width", "height", "fill-opacity"))
                .containsExactly("101.8 8 9 9 0.5");
        assertThat(svg.described("rect", "fill-good", "x", "y")).containsExactly("170.2 8");
        assertThat(svg.texts("fill-text"))
                .contains("65 16 start mean", "114.8 16 start largest", "183.2 16 start third");
    }
}
