package io.github.modelconversion.report;

import io.github.modelconversion.report.plot.DensityPlot;
import io.github.modelconversion.report.plot.HistogramPlot;
import io.github.modelconversion.report.plot.MagnitudePlot;
import io.github.modelconversion.report.plot.Plot;
import io.github.modelconversion.report.plot.PositionPlot;
import io.github.modelconversion.report.plot.RankPlot;
import io.github.modelconversion.report.plot.ScalePlot;
import io.github.modelconversion.report.words.Fact;
import io.github.modelconversion.report.words.Facts;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.report.words.Judgement;
import io.github.modelconversion.report.words.NextStep;
import io.github.modelconversion.report.words.Reasons;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.plot.Plots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A comparison as the HTML page shows it.
 *
 * @param comparison the comparison
 * @param shortName its name for people
 * @param reasons why it ended so; empty where the head of the page says it
 * @param id the section's id in the page
 * @param open whether it is shown unfolded at first
 */
record HtmlSection(Comparison comparison, String shortName, String reasons, String id, boolean open) {

    String name() {
        return HtmlReport.clean(shortName);
    }

    String result() {
        return HtmlReport.clean(reasons);
    }

    /** Returns the verdict and what casts doubt on it. */
    String verdict() {
        return Headline.verdict(comparison);
    }

    /** Returns what to do; empty where nothing is to be done. */
    String next() {
        return NextStep.of(comparison).map(HtmlReport::clean).orElse("");
    }

    /** Returns the findings, those that explain the verdict first. */
    List<Finding> findings() {
        List<Finding> reasons = Reasons.of(comparison);
        return Stream.concat(
                        reasons.stream(), comparison.findings().stream().filter(finding -> !reasons.contains(finding)))
                .toList();
    }

    /** Returns the class of a finding: what breaks the build is a failure. */
    String style(Finding finding) {
        return comparison.decisive().contains(finding)
                ? "fail"
                : finding.severity().name().toLowerCase(Locale.ROOT);
    }

    /** Returns the facts; one without a label of its own is joined to the one before. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (Fact fact : Facts.of(comparison)) {
            String text = HtmlReport.clean(fact.text());
            if (fact.label().isEmpty()) {
                Fact before = facts.remove(facts.size() - 1);
                facts.add(new Fact(before.label(), before.text() + "; " + text));
            } else {
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
