package io.github.modelconversion.report.html;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RowPlots;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of a prompt, each colored by the KL divergence of the prediction that follows it.
 *
 * @param tokens the tokens, in order
 * @param summary the number of tokens, and the figures of all positions
 * @param notes what marked tokens mean, and how many neighbors share a color
 */
public record HtmlPrompt(List<Token> tokens, String summary, String notes) {

    /** Upper ends of the divergences with a color of their own, in nats. */
    private static final double[] LEVELS = {1e-3, 1e-2, 0.1, 1};

    /**
     * A token.
     *
     * @param text its text
     * @param style its CSS classes
     * @param title its position and the divergence
     */
    public record Token(String text, String style, String title) {}

    /** Returns the prompt of a comparison whose tokens are known. */
    static HtmlPrompt of(Comparison comparison, RowPlots rows) {
        List<PositionRun> runs = rows.byPosition();
        List<Token> tokens = new ArrayList<>();
        for (PositionRun run : runs) {
            for (long position = run.from();
                    position < Math.min(run.to(), rows.prompt().size());
                    position++) {
                tokens.add(token(HtmlReport.clean(rows.prompt().get((int) position)), run));
            }
        }
        long all = runs.get(runs.size() - 1).to();
        String count = all > tokens.size() ? "The first " + tokens.size() + " of " + all + " tokens" : all + " tokens";
        long together = runs.get(0).to() - runs.get(0).from();
        return new HtmlPrompt(
                tokens,
                count + ": " + HtmlRows.summary(comparison, rows),
                (rows.byPosition().stream().anyMatch(HtmlPrompt::isFlipped) ? "Underlined: another top-1 token. " : "")
                        + (together > 1 ? "Each color is the mean of " + together + " neighbors." : ""));
    }

    private static Token token(String text, PositionRun run) {
        boolean single = run.to() - run.from() == 1;
        String place = single ? "position " + run.from() : "positions " + run.from() + " to " + (run.to() - 1);
        if (run.meanKlDivergence().isEmpty()) {
            return new Token(text, "", place);
        }
        double divergence = run.meanKlDivergence().getAsDouble();
        return new Token(
                text,
                "kl-" + level(divergence) + (isFlipped(run) ? " flip" : ""),
                place + ": " + (single ? "" : "mean ") + Figures.brief(divergence) + " nats"
                        + (isFlipped(run) ? ", another top-1 token" : ""));
    }

    private static boolean isFlipped(PositionRun run) {
        return run.flips().orElse(0) > 0;
    }

    private static int level(double divergence) {
        int level = 0;
        while (level < LEVELS.length && divergence >= LEVELS[level]) {
            level++;
        }
        return level;
    }

    /** Returns the words for each color, from the smallest divergences to the largest. */
    public static List<String> legend() {
        List<String> words = new ArrayList<>();
        words.add("below " + Figures.shortest(LEVELS[0]));
        for (double level : LEVELS) {
            words.add("from " + Figures.shortest(level));
        }
        return words;
    }
}
