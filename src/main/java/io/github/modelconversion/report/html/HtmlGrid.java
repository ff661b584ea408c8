package io.github.modelconversion.report.html;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.report.words.Judgement;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The comparisons as a matrix of variants and prompts.
 *
 * @param prompts the names of the prompts, one for each column
 * @param lines the variants
 */
public record HtmlGrid(List<String> prompts, List<Line> lines) {

    /** Most cells that people can take in, and few enough not to swell the page. */
    private static final int MOST_CELLS = 2500;

    /** Upper ends of the used shares of a limit that have a color of their own. */
    private static final double[] SHARES = {0.05, 0.2, 0.5, 0.8};

    private static final Cell NONE = new Cell("none", "", "", "");

    /**
     * A variant.
     *
     * @param variant its name
     * @param cells what was compared, one for each prompt
     */
    public record Line(String variant, List<Cell> cells) {}

    /**
     * A variant with a prompt.
     *
     * @param style its CSS class
     * @param text the used share of the limit
     * @param id the comparison's id on the page; empty if it was not compared
     * @param title its verdict and the reasons
     */
    public record Cell(String style, String text, String id, String title) {}

    /** Returns the matrix; empty for a single variant or prompt, too many of them, or two comparisons for one cell. */
    static Optional<HtmlGrid> of(
            List<HtmlSection> sections, List<Skipped> skipped, ComparisonNames names, ReportContext context) {
        Map<String, Map<String, Cell>> cells = new LinkedHashMap<>();
        Set<String> prompts = new LinkedHashSet<>();
        int count = 0;
        for (HtmlSection section : sections) {
            String prompt = names.prompts(section.comparison());
            prompts.add(prompt);
            count += put(cells, section.comparison().test().model(), prompt, cell(section, context));
        }
        for (Skipped one : skipped) {
            String prompt = names.prompt(one.dataDirectory());
            prompts.add(prompt);
            count += put(cells, one.test(), prompt, new Cell("skipped", "skipped", "", ""));
        }
        boolean isMatrix = cells.size() > 1
                && prompts.size() > 1
                && (long) cells.size() * prompts.size() <= MOST_CELLS
                && count == sections.size() + skipped.size();
        return isMatrix
                ? Optional.of(new HtmlGrid(List.copyOf(prompts), lines(cells, prompts, sections)))
                : Optional.empty();
    }

    /** Returns 1 if the cell was free. */
    private static int put(Map<String, Map<String, Cell>> cells, String variant, String prompt, Cell cell) {
        return cells.computeIfAbsent(variant, any -> new LinkedHashMap<>()).put(prompt, cell) == null ? 1 : 0;
    }

    private static List<Line> lines(
            Map<String, Map<String, Cell>> cells, Set<String> prompts, List<HtmlSection> sections) {
        String original = sections.isEmpty()
                ? ""
                : sections.get(0).comparison().reference().model() + "-";
        boolean all = cells.keySet().stream()
                .allMatch(variant -> variant.startsWith(original) && variant.length() > original.length());
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, Map<String, Cell>> variant : cells.entrySet()) {
            lines.add(new Line(
                    variant.getKey().substring(all ? original.length() : 0),
                    prompts.stream()
                            .map(prompt -> variant.getValue().getOrDefault(prompt, NONE))
                            .toList()));
        }
        return lines;
    }

    private static Cell cell(HtmlSection section, ReportContext context) {
        Comparison comparison = section.comparison();
        Optional<LimitResult> deciding = Judgement.deciding(comparison);
        boolean plain =
                comparison.verdict() == Verdict.PASS && comparison.doubt().isEmpty();
        return new Cell(
                plain && deciding.isPresent()
                        ? "used-" + level(deciding.get().strain())
                        : HtmlReport.style(comparison, context),
                comparison.verdict() == Verdict.NOT_MEASURED || deciding.isEmpty()
                        ? section.verdict()
                        : Judgement.used(deciding.get()),
                section.id(),
                section.name() + ": " + section.outcome() + ", " + section.reasons());
    }

    private static int level(double share) {
        int level = 0;
        while (level < SHARES.length && share >= SHARES[level]) {
            level++;
        }
        return level;
    }
}
