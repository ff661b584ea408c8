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
import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.RowPlots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A comparison as the HTML page shows it.
 *
 * @param comparison the comparison
 * @param shortName its short name
 * @param reasons the reasons for its verdict; empty if the top of the page gives them
 * @param id the section's id on the page
 * @param open whether it is initially expanded
 */
record HtmlSection(Comparison comparison, String shortName, String reasons, String id, boolean open) {

    String name() {
        return HtmlReport.clean(shortName);
    }

    String result() {
        return HtmlReport.clean(reasons);
    }

    /** Returns the verdict and any doubt about it. */
    String verdict() {
        return Headline.verdict(comparison);
    }

    /** Returns what to do; empty if there is nothing to do. */
    String next() {
        return HtmlReport.clean(NextStep.of(comparison).orElse(""));
    }

    /** Returns the findings, those that explain the verdict first. */
    List<Finding> findings() {
        return Reasons.first(comparison, comparison.findings());
    }

    /** Returns the CSS class of a finding; one that breaks the build is a failure. */
    String style(Finding finding) {
        return comparison.decisive().contains(finding)
                ? "fail"
                : finding.severity().name().toLowerCase(Locale.ROOT);
    }

    /** Returns the facts; one without a label is appended to the previous one. */
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
        List<String> limits = new ArrayList<>();
        for (LimitResult result : comparison.limits()) {
            limits.add(Judgement.limit(result));
        }
        return limits;
    }

    LimitResult limit(int index) {
        return comparison.limits().get(index);
    }

    /** Returns the plots, those of the limits first. */
    List<Plot> plots() {
        Plots plots = plotted();
        List<Plot> pictures = new ArrayList<>(ScalePlot.of(comparison));
        PairPlots ofPairs = plots.ofPairs();
        RowPlots ofRows = plots.ofRows();
        if (ofPairs.scatter().isPresent()) {
            pictures.add(DensityPlot.of(ofPairs.scatter().get()));
        }
        if (ofPairs.errors().isPresent()) {
            pictures.add(HistogramPlot.ofErrors(ofPairs.errors().get()));
        }
        if (MagnitudePlot.isShown(ofPairs.errorByMagnitude())) {
            pictures.add(MagnitudePlot.of(ofPairs.errorByMagnitude()));
        }
        if (ofRows.top().isPresent()) {
            pictures.add(RankPlot.of(ofRows.top().get()));
        }
        if (!ofRows.byPosition().isEmpty()) {
            PositionPlot.ofDivergences(ofRows.byPosition()).ifPresent(pictures::add);
            PositionPlot.ofErrors(ofRows.byPosition()).ifPresent(pictures::add);
        }
        if (ofRows.klDivergences().isPresent()) {
            pictures.add(HistogramPlot.ofDivergences(ofRows.klDivergences().get()));
        }
        return pictures;
    }

    /** Returns which pairs the plots of pairs show; empty if they show all. */
    String sampled() {
        PairPlots plots = plotted().ofPairs();
        return plots.pairs() < plots.of() && plots.pairs() > 0
                ? "Plots of pairs show " + plots.pairs() + " of " + plots.of() + ": finite ones, evenly spaced."
                : "";
    }

    private Plots plotted() {
        return comparison.measurement().isPresent()
                ? comparison.measurement().get().plots()
                : Plots.NONE;
    }
}
