package io.github.modelconversion.report.html;

import io.github.modelconversion.report.plot.DensityPlot;
import io.github.modelconversion.report.plot.HistogramPlot;
import io.github.modelconversion.report.plot.LayerPlot;
import io.github.modelconversion.report.plot.MagnitudePlot;
import io.github.modelconversion.report.plot.Plot;
import io.github.modelconversion.report.plot.RankPlot;
import io.github.modelconversion.report.plot.ScalePlot;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.report.words.Fact;
import io.github.modelconversion.report.words.Facts;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.report.words.NextStep;
import io.github.modelconversion.report.words.Reasons;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.RowPlots;
import io.github.modelconversion.result.row.RowFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A comparison as the HTML page shows it.
 *
 * @param comparison the comparison
 * @param name its short name
 * @param id its id on the page, the same in every run
 */
public record HtmlSection(Comparison comparison, String name, String id) {

    static HtmlSection of(Comparison comparison, ComparisonNames names) {
        String name = names.of(comparison);
        return new HtmlSection(comparison, HtmlReport.clean(name), ComparisonNames.id(comparison));
    }

    /** Returns the verdict and any doubt about it. */
    public String verdict() {
        return Headline.verdict(comparison);
    }

    /** Returns the verdict and whether tensors begin to differ here. */
    public String outcome() {
        return verdict() + (isFirstDivergence() ? ", first divergence" : "");
    }

    boolean isFirstDivergence() {
        return Reasons.firstDivergence(comparison).isPresent();
    }

    /** Returns the reasons for the verdict. */
    public String reasons() {
        return HtmlReport.clean(Headline.reasons(comparison));
    }

    /** Returns what to do; empty if there is nothing to do. */
    public String next() {
        return HtmlReport.clean(NextStep.of(comparison).orElse(""));
    }

    /** Returns the findings, those that explain the verdict first. */
    public List<Finding> findings() {
        return Reasons.first(comparison, comparison.findings());
    }

    /** Returns the CSS class of a finding; one that breaks the build is a failure. */
    public String style(Finding finding) {
        return comparison.decisive().contains(finding)
                ? "fail"
                : finding.severity().name().toLowerCase(Locale.ROOT);
    }

    /** Returns the comparison as a point among the layers. */
    LayerPlot.Tensor layer() {
        boolean good = comparison.verdict() == Verdict.PASS;
        return new LayerPlot.Tensor(
                HtmlReport.clean(comparison.tensor().orElse("")),
                comparison.metrics().value(Metric.NMSE),
                OptionalDouble.empty(),
                comparison.limits().stream()
                        .map(LimitResult::limit)
                        .filter(limit -> limit.metric() == Metric.NMSE)
                        .mapToDouble(Limit::value)
                        .min(),
                good
                        ? LayerPlot.Verdict.GOOD
                        : isFirstDivergence() ? LayerPlot.Verdict.FIRST_WRONG : LayerPlot.Verdict.WRONG,
                id);
    }

    /** Returns the facts; one without a label is appended to the previous one. */
    public List<Fact> facts() {
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

    /** Returns a scale for each limit, after that of the NMSE if it has no limit. */
    public List<Plot> scales() {
        return ScalePlot.of(comparison);
    }

    /** Returns the verdict on the limit of a scale; empty if it has none. */
    public String verdictOfScale(int scale) {
        int limit = limit(scale);
        return limit < 0 ? "" : HtmlReport.words(comparison.limits().get(limit).verdict());
    }

    /** Returns the CSS class of a scale. */
    public String styleOfScale(int scale, ReportContext context) {
        int limit = limit(scale);
        return limit < 0 ? "" : HtmlReport.style(comparison.limits().get(limit).verdict(), context);
    }

    private int limit(int scale) {
        return scale - (ScalePlot.isNmseUnlimited(comparison) ? 1 : 0);
    }

    /** Returns the plots. */
    public List<Plot> plots() {
        Plots plots = comparison.plots();
        List<Plot> pictures = new ArrayList<>();
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
            pictures.addAll(HtmlRows.plots(comparison, ofRows));
        }
        return pictures;
    }

    /** Returns the prompt; empty if its tokens are not known. */
    public Optional<HtmlPrompt> prompt() {
        RowPlots rows = comparison.plots().ofRows();
        return rows.prompt().isEmpty() ? Optional.empty() : Optional.of(HtmlPrompt.of(comparison, rows));
    }

    /** Returns the heading and the worst rows of several; empty for a single row or if they are not known. */
    public List<List<String>> worst() {
        boolean known = !comparison.plots().ofRows().byPosition().isEmpty()
                && !comparison.rows().worst().isEmpty();
        return known
                ? HtmlRows.worst(
                        comparison.rows().worst(), comparison.plots().ofRows().prompt())
                : List.of();
    }

    /** Returns whether a row of the worst has another top-1 token. */
    public boolean isFlipped(int row) {
        Optional<RowFigure.TopTokens> tokens =
                comparison.rows().worst().get(row).tokens();
        return tokens.isPresent()
                && tokens.get().referenceTop1() != tokens.get().testTop1();
    }

    /** Returns whether any of the worst rows has another top-1 token. */
    public boolean isAnyFlipped() {
        for (int row = 0; row < worst().size() - 1; row++) {
            if (isFlipped(row)) {
                return true;
            }
        }
        return false;
    }

    /** Returns which pairs the plots of pairs show; empty if they show all. */
    public String sampled() {
        PairPlots plots = comparison.plots().ofPairs();
        return plots.pairs() < plots.of() && plots.pairs() > 0
                ? "Plots of pairs show " + plots.pairs() + " of " + plots.of() + ": finite ones, evenly spaced."
                : "";
    }
}
