package io.github.modelconversion.report.plot;

import java.util.Locale;

/**
 * The colours of plots. They stand in attributes, so that a plot is right without any style sheet, and have a class each, so
 * that the page's style sheet can set those of a dark page.
 */
public enum Paint {
    TEXT("#1f2328"),
    MUTED("#59636e"),
    GRID("#d1d9e0"),
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

    /** Returns the class of what is filled with it. */
    String fill() {
        return "fill-" + name().toLowerCase(Locale.ROOT);
    }

    /** Returns the class of what is drawn with it. */
    String stroke() {
        return "stroke-" + name().toLowerCase(Locale.ROOT);
    }
}
