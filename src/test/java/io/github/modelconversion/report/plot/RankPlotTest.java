package io.github.modelconversion.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.result.plot.RankedRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RankPlotTest {

    private static Plot plot() {
        return RankPlot.of(new RankedRow(
                3,
                List.of(
                        new RankedEntry(410, 14.226, 14.38, OptionalInt.of(1), OptionalInt.of(3)),
                        new RankedEntry(7, 13, 15, OptionalInt.of(2), OptionalInt.of(2)),
                        new RankedEntry(9, 12, 1, OptionalInt.of(3), OptionalInt.empty()),
                        new RankedEntry(11, 1, 16, OptionalInt.empty(), OptionalInt.of(1)))));
    }

    /** Ranks are 20 apart, starting at 52; their texts are 4 lower. */
    @Test
    void everyEntryIsOnTheLineOfItsRankOnBothSides() {
        SvgReader svg = new SvgReader(plot().svg());

        assertThat(svg.size()).isEqualTo("340 112");
        assertThat(svg.texts("fill-muted"))
                .containsExactly(
                        "2 14 start reference",
                        "2 32 start rank",
                        "338 14 end test",
                        "338 32 end rank",
                        "2 56 start 1",
                        "338 96 end 3",
                        "2 76 start 2",
                        "338 76 end 2",
                        "2 96 start 3",
                        "338 56 end 1");
        assertThat(svg.texts("fill-text"))
                .containsExactly(
                        "78 32 end index",
                        "126 32 end value",
                        "262 32 start index",
                        "214 32 start value",
                        "78 56 end 410",
                        "126 56 end 14.23",
                        "262 96 start 410",
                        "214 96 start 14.38",
                        "78 76 end 7",
                        "126 76 end 13.00",
                        "262 76 start 7",
                        "214 76 start 15.00",
                        "78 96 end 9",
                        "126 96 end 12.00",
                        "262 56 start 11",
                        "214 56 start 16.00");
    }

    @Test
    void linesConnectEqualEntriesAndStubsAreDashed() {
        SvgReader svg = new SvgReader(plot().svg());

        assertThat(svg.lines("stroke-second")).containsExactly("134 52 206 92");
        assertThat(svg.lines("stroke-data")).containsExactly("134 72 206 72");
        assertThat(svg.lines("stroke-muted")).containsExactly("134 92 156 92", "184 52 206 52");
        assertThat(svg.described("line", "stroke-muted", "stroke-dasharray")).containsExactly("4 3", "4 3");
        assertThat(svg.described("line", "stroke-data", "stroke-dasharray")).containsExactly("");
    }

    /** A character is 7 wide, a Chinese one 12, of 76 in all: a quote and ten letters do not fit. */
    @Test
    void tokensReplaceTheirIndices() {
        SvgReader svg = new SvgReader(RankPlot.of(new RankedRow(
                        0,
                        List.of(
                                token(410, " the", 1),
                                token(7, "different", 2),
                                token(8, "\u8bed\u8bed\u8bed\u8bed\u8bed\u8bed", 3),
                                new RankedEntry(9, 1, 1, OptionalInt.of(4), OptionalInt.of(4)))))
                .svg());

        assertThat(svg.texts("fill-text"))
                .containsSubsequence(
                        "96 32 end token",
                        "96 56 end \"\u00a0the\"",
                        "244 56 start \"\u00a0the\"",
                        "96 76 end \"different\u2026",
                        "96 96 end \"\u8bed\u8bed\u8bed\u8bed\u8bed\u2026",
                        "96 116 end 9");
        assertThat(svg.lines("stroke-data")).contains("152 52 188 52");
    }

    private static RankedEntry token(long index, String token, int rank) {
        return new RankedEntry(index, Optional.of(token), 1, 1, OptionalInt.of(rank), OptionalInt.of(rank));
    }

    @Test
    void theTableHasTheSameContents() {
        assertThat(plot().title()).isEqualTo("Largest entries at position 3");
        assertThat(plot().table())
                .containsExactly(
                        List.of("index", "reference", "test", "rank in reference", "rank in test"),
                        List.of("410", "14.226000", "14.380000", "1", "3"),
                        List.of("7", "13.000000", "15.000000", "2", "2"),
                        List.of("9", "12.000000", "1.000000", "3", "\u2013"),
                        List.of("11", "1.000000", "16.000000", "\u2013", "1"));
    }
}
