package io.github.modelconversion.report;

import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Plots;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison as the HTML page shows it.
 *
 * @param comparison the comparison
 * @param id the section's id in the page
 * @param open whether it is shown unfolded at first
 */
record HtmlSection(Comparison comparison, String id, boolean open) {

    String name() {
        return HtmlReport.clean(Judgement.name(comparison));
    }

    String result() {
        return HtmlReport.clean(Judgement.reasons(comparison));
    }

    /** Returns the facts; one without a label of its own is joined to the one before, and the scale is a picture. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (Fact fact : ConsoleReport.facts(comparison)) {
            String text = HtmlReport.clean(fact.text());
            if (fact.label().isEmpty()) {
                Fact before = facts.remove(facts.size() - 1);
                facts.add(new Fact(before.label(), before.text() + "; " + text));
            } else if (!fact.label().equals("Scale")) {
                facts.add(new Fact(fact.label(), text));
            }
        }
        return facts;
    }

    List<String> limits() {
        return comparison.limits().stream().map(Judgement::limit).toList();
    }

    LimitResult limit(int index) {
        return comparison.limits().get(index);
    }

    /** Returns the pictures, those of the limits first. */
    List<Plot> plots() {
        Plots plots = plotted();
        List<Plot> pictures = new ArrayList<>(ScalePlot.of(comparison));
        plots.scatter().map(DensityPlot::of).ifPresent(pictures::add);
        plots.errors().map(HistogramPlot::ofErrors).ifPresent(pictures::add);
        if (plots.errorByMagnitude().stream().anyMatch(bin -> MagnitudePlot.isShown(bin.maxAbsoluteError()))) {
            pictures.add(MagnitudePlot.of(plots.errorByMagnitude()));
        }
        plots.top().map(RankPlot::of).ifPresent(pictures::add);
        PositionPlot.ofDivergences(plots.byPosition()).ifPresent(pictures::add);
        PositionPlot.ofErrors(plots.byPosition()).ifPresent(pictures::add);
        plots.klDivergences().map(HistogramPlot::ofDivergences).ifPresent(pictures::add);
        return pictures;
    }

    /** Returns which pairs the pictures of pairs show; empty where they show all. */
    String sampled() {
        Plots plots = plotted();
        return plots.pairs() < plots.of() && plots.pairs() > 0
                ? "Plots of pairs show " + plots.pairs() + " of " + plots.of() + ": finite ones, evenly spaced."
                : "";
    }

    private Plots plotted() {
        return comparison.measurement().map(Measurement::plots).orElse(Plots.NONE);
    }
}
