package io.github.modelconversion.report.plot;

import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.ComparisonFixture;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scale goes from 14 to 326; eight decades are 39 wide each. */
class ScalePlotTest {

    private static SvgReader last(ComparisonFixture fixture) {
        List<Plot> plots = ScalePlot.of(fixture.comparison());
        return new SvgReader(plots.get(plots.size() - 1).svg());
    }

    private static ComparisonFixture limited(double measured, double limit) {
        return passing()
                .withoutLimits()
                .withMetric(Metric.NMSE, measured)
                .withLimit(Metric.NMSE, limit, Limit.Origin.CONFIGURATION);
    }

    private static ComparisonFixture limitedBelow(double measured, double limit) {
        return passing()
                .withoutLimits()
                .withMetric(Metric.COSINE_SIMILARITY, measured)
                .withLimit(Metric.COSINE_SIMILARITY, limit, Limit.Bound.MIN);
    }

    @Test
    void anUpperLimitIsBetweenGreenAndRed() {
        SvgReader svg = last(passing());

        assertThat(svg.size()).isEqualTo("340 96");
        assertThat(svg.lines("stroke-muted"))
                .containsExactly(
                        "14 34 14 60",
                        "53 34 53 60",
                        "92 34 92 60",
                        "131 34 131 60",
                        "170 34 170 60",
                        "209 34 209 60",
                        "248 34 248 60",
                        "287 34 287 60",
                        "326 34 326 60");
        assertThat(svg.texts("fill-muted"))
                .containsExactly(
                        "14 72 middle 1e-7",
                        "53 72 middle 1e-6",
                        "92 72 middle 1e-5",
                        "131 72 middle 1e-4",
                        "170 72 middle 1e-3",
                        "209 72 middle 0.01",
                        "248 72 middle 0.1",
                        "287 72 middle 1",
                        "326 72 middle 10");
        assertThat(svg.described("rect", "fill-good", "x", "y", "width", "height", "fill", "fill-opacity"))
                .containsExactly("14 34 195 22 #117a3a 0.25");
        assertThat(svg.described("rect", "fill-bad", "x", "y", "width", "height", "fill", "fill-opacity"))
                .containsExactly("209 34 117 22 #c0212f 0.25");
        assertThat(svg.lines("stroke-bad")).containsExactly("209 28 209 56");
        assertThat(svg.described("line", "stroke-bad", "stroke", "stroke-dasharray"))
                .containsExactly("#c0212f");
        assertThat(svg.texts("fill-bad")).containsExactly("209 26 middle limit 0.01");
        assertThat(svg.texts("fill-text"))
                .containsExactly("170 89 middle NMSE (log scale)", "98.87 12 start measured 1.500000e-05");
        assertThat(svg.described("circle", "fill-text", "cx", "cy", "r")).containsExactly("98.87 45 6");
        assertThat(svg.described("desc", "")).containsExactly("NMSE 1.500000e-05 < 0.01 (default)");
    }

    @Test
    void aLowerLimitIsBetweenRedAndGreen() {
        SvgReader svg = last(limitedBelow(0.97, 0.95));

        assertThat(svg.texts("fill-muted"))
                .containsExactly(
                        "14 72 middle 0.9",
                        "76.4 72 middle 0.92",
                        "138.8 72 middle 0.94",
                        "201.2 72 middle 0.96",
                        "263.6 72 middle 0.98",
                        "326 72 middle 1");
        assertThat(svg.described("rect", "fill-bad", "x", "width")).containsExactly("14 156");
        assertThat(svg.described("rect", "fill-good", "x", "width")).containsExactly("170 156");
        assertThat(svg.texts("fill-bad")).containsExactly("170 26 middle limit 0.95");
        assertThat(svg.texts("fill-text"))
                .containsExactly("170 89 middle mean cosine similarity", "232.4 12 end measured 0.970000");
    }

    /** It goes from 1e-7 to ten, extended to half of a smaller value, a hundredth of the limit, or twice a larger value. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.01, 14, 209",
        "1e-6, 1e-6, 83.33, 83.33",
        "2e-9, 0.01, 23.39, 232.4",
        "5e3, 0.01, 317.46, 155.82",
        "0.1, 50, 222, 315.56"
    })
    void theScaleOfAnUpperLimitHasRoomForLimitAndValue(double measured, double limit, String place, String limitPlace) {
        SvgReader svg = last(limited(measured, limit));

        assertThat(svg.described("circle", "fill-text", "cx")).containsExactly(place);
        assertThat(svg.described("line", "stroke-bad", "x1")).containsExactly(limitPlace);
    }

    /**
     * It ends at one and begins as far below the limit as the limit is below one, or, for a smaller value, a tenth of the
     * way from one below that value.
     */
    @ParameterizedTest
    @CsvSource({"0.8, 0.95, 42.36, 255.09", "-0.99, 0.5, 15.56, 248", "-1, 0.5, 14, 248", "1, 1, 326, 326"})
    void theScaleOfALowerLimitHasRoomForLimitAndValue(double measured, double limit, String place, String limitPlace) {
        SvgReader svg = last(limitedBelow(measured, limit));

        assertThat(svg.described("circle", "fill-text", "cx")).containsExactly(place);
        assertThat(svg.described("line", "stroke-bad", "x1")).containsExactly(limitPlace);
    }

    /** The value has as many digits as it takes to be on the right side of a grade. */
    @Test
    void anNmseWithoutALimitHasAScaleWithoutALimit() {
        SvgReader svg = last(passing().withoutLimits().withMetric(Metric.NMSE, 0.00999999996));

        assertThat(svg.elements("rect")).isEmpty();
        assertThat(svg.texts("fill-text"))
                .containsExactly("170 89 middle NMSE (log scale)", "209 12 middle measured 9.99999996e-03");
        assertThat(svg.described("desc", "")).containsExactly("NMSE 9.99999996e-03");
    }

    @Test
    void theDigitsOfTheMeasuredValueAgreeWithTheVerdict() {
        assertThat(last(limited(0.01999999996, 0.02)).texts("fill-text"))
                .contains("220.74 12 middle measured 1.999999996e-02");
        assertThat(last(limitedBelow(0.9499999, 0.95)).texts("fill-text")).contains("170 12 middle measured 0.9499999");
    }

    /** Eight decades from 1e-7 are 312 wide: the usual range spans 170 to 209, or ends with the axis. */
    @ParameterizedTest
    @CsvSource({"1e-3, 1e-2, 170 39", "1e-9, 1e-6, 14 39", "1, 100, 287 39"})
    void theUsualRangeOfTheTypeIsMarkedAndNamed(double smallest, double largest, String place) {
        UsualError usual =
                new UsualError(Quantization.Q4_0, new UsualError.Range(smallest, largest), Optional.empty(), 0.1);

        SvgReader svg = new SvgReader(
                ScalePlot.of(passing().comparison(OutputKind.LOGITS, Optional.of(usual), Optional.empty(), List.of()))
                        .get(0)
                        .svg());

        assertThat(svg.described("rect", "fill-data", "x", "width")).contains(place);
        assertThat(svg.texts("fill-text")).anyMatch(text -> text.contains("Q4_0"));
        assertThat(svg.size()).isEqualTo("340 112");
    }
}
