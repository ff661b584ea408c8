package io.github.modelconversion.report.plot;

import java.util.Locale;

/**
 * The colors of plots. They are set as attributes, so that a plot looks right without a style sheet, and each has a class,
 * so that the page's style sheet can change it in dark mode.
 */
public enum Paint {
    TEXT("#1f2328"),
    MUTED("#59636e"),
    GRID("#d1d9e0"),
    /** The color of the card that a plot is drawn on. */
    CARD("#f6f8fa"),
    DATA("#0b62c4"),
    SECOND("#b3500b"),
    GOOD("#117a3a"),
    BAD("#c0212f");

    private final String colour;

    Paint(String colour) {
        this.colour = colour;
    }

    public String colour() {
        return colour;
    }

    /** Returns the class of shapes filled with it. */
    String fill() {
        return "fill-" + name().toLowerCase(Locale.ROOT);
    }

    /** Returns the class of lines drawn with it. */
    String stroke() {
        return "stroke-" + name().toLowerCase(Locale.ROOT);
    }
}
