package io.github.modelconversion.report.html;

import io.github.modelconversion.report.plot.LayerPlot;
import io.github.modelconversion.report.plot.Plot;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.report.words.ComparisonTable;
import io.github.modelconversion.report.words.Fact;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.report.words.ModelLines;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Doubt;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The top of a page about several comparisons, and the order of what follows. */
public final class HtmlOverview {

    /** Most comparisons to show in full, so that the page stays below a few megabytes for any number of comparisons. */
    static final int MOST_SECTIONS = 40;

    /** Most plots of tensors. */
    private static final int MOST_LAYER_PLOTS = 12;

    /** Most comparisons to list. */
    static final int MOST_ROWS = 10_000;

    private final GateReport report;
    private final ReportContext context;
    private final ComparisonNames names;

    /** In the configured order. */
    private final List<HtmlSection> configured;

    /** Tensors in their own order, others from the worst to the best. */
    private final List<HtmlSection> ordered;

    /** Where to look first: the first divergence, or else the worst, or else the first in doubt. */
    private final Optional<HtmlSection> first;

    private final Set<HtmlSection> full = Collections.newSetFromMap(new IdentityHashMap<>());

    private HtmlOverview(
            GateReport report, ReportContext context, ComparisonNames names, List<HtmlSection> configured) {
        this.report = report;
        this.context = context;
        this.names = names;
        this.configured = configured;
        List<HtmlSection> worstFirst = new ArrayList<>(configured);
        worstFirst.sort(Comparator.comparing(HtmlSection::comparison, GateReport.fromWorstToBest()));
        this.ordered = isOfTensors() ? configured : worstFirst;
        this.first = first(worstFirst);
        first.ifPresent(full::add);
        for (HtmlSection section : worstFirst) {
            if (full.size() < MOST_SECTIONS) {
                full.add(section);
            }
        }
    }

    static HtmlOverview of(GateReport report, ReportContext context) {
        ComparisonNames names = ComparisonNames.of(report);
        List<HtmlSection> sections = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        for (Comparison comparison : report.comparisons()) {
            HtmlSection section = HtmlSection.of(comparison, names);
            int same = ids.merge(section.id(), 1, Integer::sum);
            sections.add(same == 1 ? section : new HtmlSection(comparison, section.name(), section.id() + "--" + same));
        }
        return new HtmlOverview(report, context, names, sections);
    }

    private boolean isOfTensors() {
        return configured.stream()
                .anyMatch(section -> section.comparison().tensor().isPresent());
    }

    private Optional<HtmlSection> first(List<HtmlSection> worstFirst) {
        Optional<HtmlSection> worst = worstFirst.stream().findFirst();
        boolean passes = worst.isPresent() && worst.get().comparison().verdict() == Verdict.PASS;
        return configured.stream()
                .filter(HtmlSection::isFirstDivergence)
                .findFirst()
                .or(() -> worstFirst.stream()
                        .filter(section ->
                                passes && section.comparison().doubt().isPresent())
                        .findFirst())
                .or(() -> worst);
    }

    /** Returns the numbers of comparisons and models by their outcome, each labeled with its CSS class. */
    public List<Fact> counters() {
        List<Fact> counters = new ArrayList<>();
        long doubtful = report.comparisons().stream()
                .filter(comparison -> comparison.verdict() == Verdict.PASS)
                .filter(comparison -> comparison.doubt().isPresent())
                .count();
        add(counters, HtmlReport.style(Verdict.FAIL, context), report.count(Verdict.FAIL), " failed");
        add(
                counters,
                HtmlReport.style(Verdict.NOT_MEASURED, context),
                report.count(Verdict.NOT_MEASURED),
                " not measured");
        add(counters, "warn", doubtful, " passed in doubt");
        add(counters, "pass", report.count(Verdict.PASS) - doubtful, " passed");
        add(counters, "", report.notJudged(), " not judged");
        add(counters, "", report.skipped().size(), " skipped");
        return counters;
    }

    private static void add(List<Fact> counters, String style, long count, String outcome) {
        if (count > 0) {
            counters.add(new Fact(style, count + outcome));
        }
    }

    /** Returns the reason for the verdict: general findings, then the comparison or model to look at first. */
    public String cause() {
        List<String> causes = new ArrayList<>();
        for (Finding finding : report.failures()) {
            causes.add(finding.code().name());
        }
        Optional<CheckedModel> model = wrongModel();
        if (model.isPresent()) {
            causes.add("Worst: " + names.of(model.get()) + ModelLines.reasons(model.get()));
        } else if (first.isPresent()) {
            causes.add(cause(first.get().comparison()));
        } else if (report.models().isEmpty()) {
            causes.add("Nothing was compared");
        }
        return String.join("; ", causes);
    }

    private String cause(Comparison comparison) {
        String name = names.of(comparison);
        Optional<Doubt> doubt = comparison.doubt();
        if (first.get().isFirstDivergence()) {
            return "First divergence: " + name + ": " + Headline.reasons(comparison);
        }
        if (doubt.isPresent()) {
            return "In doubt: " + name + ": " + doubt.get().finding().code();
        }
        return comparison.verdict() == Verdict.PASS
                ? "Nearest to its limit: " + name + ": " + Headline.reasons(comparison)
                : "Worst: " + name + ": " + Headline.reasons(comparison);
    }

    private Optional<CheckedModel> wrongModel() {
        return report.worstModel().filter(worst -> worst.verdict() != Verdict.PASS);
    }

    /** Returns what to do about it; empty if there is nothing to do. */
    public String next() {
        Optional<CheckedModel> model = wrongModel();
        return model.isPresent()
                ? ModelLines.next(model.get()).orElse("")
                : first.map(HtmlSection::next).orElse("");
    }

    /** Returns the used share of the limits by variant and prompt; empty if there is only one of them. */
    public Optional<HtmlGrid> grid() {
        return isOfTensors() ? Optional.empty() : HtmlGrid.of(configured, report.skipped(), names, context);
    }

    /** Returns a plot of the tensors for each variant and prompt, of the first ones. */
    public List<Plot> layers() {
        Map<String, List<LayerPlot.Tensor>> tensors = new LinkedHashMap<>();
        for (HtmlSection section : configured) {
            Comparison comparison = section.comparison();
            if (comparison.tensor().isPresent()) {
                String prompt = names.prompt(comparison.dataDirectory());
                String of = comparison.test().model() + (prompt.isEmpty() ? "" : ", " + prompt);
                tensors.computeIfAbsent(of, any -> new ArrayList<>()).add(section.layer());
            }
        }
        return tensors.entrySet().stream()
                .limit(MOST_LAYER_PLOTS)
                .flatMap(of -> LayerPlot.of("NMSE by tensor: " + HtmlReport.clean(of.getKey()), of.getValue()).stream())
                .toList();
    }

    /** Returns whether there is more than one comparison to list. */
    public boolean hasTable() {
        return configured.size() > 1;
    }

    /** Returns the comparisons to list, in order. */
    public List<HtmlSection> rows() {
        return ordered.subList(0, Math.min(MOST_ROWS, ordered.size()));
    }

    /** Returns the order of the list in words. */
    public String order() {
        return isOfTensors() ? "tensors in their order" : "the worst first";
    }

    /** Returns the heading and the cells of the list, without the verdict. */
    public List<List<String>> table() {
        return ComparisonTable.cells(
                        rows().stream().map(HtmlSection::comparison).toList())
                .stream()
                .map(cells -> cells.subList(0, cells.size() - 1))
                .toList();
    }

    /** Returns the comparisons to show in full, in order. */
    public List<HtmlSection> full() {
        return ordered.stream().filter(full::contains).toList();
    }

    /** Returns whether a comparison is shown in full. */
    public boolean isFull(HtmlSection section) {
        return full.contains(section);
    }

    /** Returns the id of a row of the list; null if the comparison is shown in full, where its id is. */
    public @Nullable String idOfRow(HtmlSection section) {
        return isFull(section) ? null : section.id();
    }

    /** Returns whether a comparison is initially expanded. */
    public boolean isOpen(HtmlSection section) {
        return first.isPresent() && first.get().id().equals(section.id());
    }

    /** Returns how many comparisons are left out; empty if none are. */
    public String leftOut() {
        int all = configured.size();
        String listed = all > MOST_ROWS ? "The table lists " + MOST_ROWS + " of " + all + " comparisons. " : "";
        return all > full.size()
                ? listed + "The worst " + full.size() + " of " + all
                        + " comparisons follow in full; nmse-check.json has them all."
                : listed;
    }
}
