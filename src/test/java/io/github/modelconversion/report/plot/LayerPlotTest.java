package io.github.modelconversion.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.plot.LayerPlot.Tensor;
import io.github.modelconversion.report.plot.LayerPlot.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The axis of tensors goes from x = 52 to 946, that of the NMSE from y = 190 up to 28. */
class LayerPlotTest {

    private static Tensor tensor(String name, double nmse, Verdict verdict) {
        return new Tensor(
                name, OptionalDouble.of(nmse), OptionalDouble.empty(), OptionalDouble.of(0.01), verdict, "id-" + name);
    }

    private static SvgReader svg(List<Tensor> tensors) {
        return new SvgReader(LayerPlot.of("title", tensors).orElseThrow().svg());
    }

    /** Three tensors are 298 apart; the axis goes from half the smallest NMSE to twice the largest. */
    @Test
    void everyTensorIsAPointThatLinksToIt() {
        SvgReader svg = svg(List.of(
                tensor("blk.0.a", 1e-4, Verdict.GOOD),
                tensor("blk.1.a", 0.5, Verdict.FIRST_WRONG),
                tensor("blk.2.a", 0, Verdict.WRONG)));

        assertThat(svg.size()).isEqualTo("960 230");
        assertThat(svg.described("circle", "fill-data", "cx", "cy")).containsExactly("201 178.66 blk.0.a: NMSE 1e-4");
        assertThat(svg.described("circle", "fill-bad", "cx", "cy"))
                .containsExactlyInAnyOrder("499 39.34 blk.1.a: NMSE 0.5", "797 190 blk.2.a: NMSE 0");
        assertThat(svg.lines("stroke-bad")).containsExactly("499 24 499 190");
        assertThat(svg.texts("fill-bad")).containsExactly("493 36 end first divergence: blk.1.a");
        assertThat(svg.described("a", "", "href")).hasSize(3);
    }

    @Test
    void aLayerIsNamedAtItsFirstTensorIfThereIsRoom() {
        List<Tensor> tensors = new ArrayList<>(List.of(tensor("embd", 1e-4, Verdict.GOOD)));
        for (int layer = 0; layer < 3; layer++) {
            tensors.add(tensor("l-" + layer + ".a", 1e-4, Verdict.GOOD));
            tensors.add(tensor("l-" + layer + ".b9", 1e-4, Verdict.GOOD));
        }

        assertThat(svg(tensors).texts("fill-muted"))
                .filteredOn(text -> text.matches(".* 206 middle .*"))
                .extracting(text -> text.replaceAll(".* ", ""))
                .containsExactly("0", "1", "2");
        List<Tensor> many = new ArrayList<>();
        for (int layer = 0; layer < 900; layer++) {
            many.add(tensor("l-" + layer, 1e-4, Verdict.GOOD));
        }
        assertThat(svg(many).texts("fill-muted")).hasSizeBetween(20, 60);
    }

    @Test
    void theUsualErrorAndTheLimitAreLevelLines() {
        Tensor q4 = new Tensor(
                "a", OptionalDouble.of(7e-3), OptionalDouble.of(7e-3), OptionalDouble.of(3e-2), Verdict.GOOD, "");
        Tensor f32 =
                new Tensor("b", OptionalDouble.of(0), OptionalDouble.empty(), OptionalDouble.empty(), Verdict.GOOD, "");

        SvgReader svg = svg(List.of(q4, q4, f32, q4));

        assertThat(svg.described("path", "stroke-good", "d").get(0)).matches("M[\\d. ]+H[\\d.]+M[\\d. ]+H[\\d.]+");
        assertThat(svg.described("path", "stroke-second", "d")).hasSize(1);
        assertThat(svg.described("a", "", "href")).isEmpty();
    }

    @Test
    void tenThousandTensorsAreOnePath() {
        String plot = LayerPlot.of("t", Collections.nCopies(10_000, tensor("a", 0.5, Verdict.GOOD)))
                .orElseThrow()
                .svg();

        assertThat(plot.length()).isLessThan(250_000);
        assertThat(plot).doesNotContain("<circle");
    }

    @Test
    void withoutAnErrorThereIsNoPlot() {
        assertThat(LayerPlot.of("t", List.of(tensor("a", 0, Verdict.GOOD)))).isEmpty();
        assertThat(LayerPlot.of("t", List.of())).isEmpty();
    }

    @Test
    void namesAndIdsAreEscaped() {
        assertThat(LayerPlot.of("t", List.of(tensor("a\"<b>&", 0.5, Verdict.GOOD)))
                        .orElseThrow()
                        .svg())
                .contains("a&quot;&lt;b&gt;&amp;")
                .doesNotContain("<b>");
    }
}
