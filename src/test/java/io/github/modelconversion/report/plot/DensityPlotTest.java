package io.github.modelconversion.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.plot.Density;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DensityPlotTest {

    private static List<String> words(String joined) {
        return List.of(joined.split(", "));
    }

    /** Two cells in a row, each 137 wide and high. Levels are powers of 4, or of 16 if a cell has 1024 pairs. */
    @ParameterizedTest
    @CsvSource({
        "3, '1+ pairs', '', 'M52 190H189V109H52ZM189 190H326V109H189ZM189 109H326V28H189Z'",
        "4, '1+ pairs, 4+', '0.5, ', 'M189 190H326V109H189ZM189 109H326V28H189Z 0.5, M52 190H189V109H52Z'",
        "1023, '1+ pairs, 4+, 16+, 64+, 256+', '0.2, 0.4, 0.6, 0.8, ',"
                + " 'M189 190H326V109H189ZM189 109H326V28H189Z 0.2, M52 190H189V109H52Z'",
        "1024, '1+ pairs, 16+, 256+', '0.33, 0.67, ',"
                + " 'M189 190H326V109H189ZM189 109H326V28H189Z 0.33, M52 190H189V109H52Z'"
    })
    void aCellHasTheShadeOfItsLevelInTheLegend(long largest, String legend, String opacities, String cells) {
        Density density = new Density(List.of(-1.0, 0.0, 1.0), List.of(List.of(largest, 1L), List.of(0L, 3L)));

        SvgReader svg = new SvgReader(DensityPlot.of(density).svg());

        assertThat(svg.described("text", "fill-text"))
                .filteredOn(text -> text.contains("+"))
                .isEqualTo(words(legend));
        assertThat(String.join(", ", svg.described("rect", "fill-data", "fill-opacity")))
                .isEqualTo(opacities);
        assertThat(svg.described("path", "fill-data", "d", "fill-opacity")).isEqualTo(words(cells));
        assertThat(svg.lines("stroke-text")).containsExactly("52 190 326 28");
        assertThat(svg.described("line", "stroke-text", "stroke-dasharray")).containsExactly("4 3");
        assertThat(svg.size()).isEqualTo("340 230");
    }
}
