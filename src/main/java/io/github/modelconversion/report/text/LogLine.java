package io.github.modelconversion.report.text;

import io.github.modelconversion.text.Printable;

/**
 * A line for the log.
 *
 * @param level how it is logged
 * @param text the line, without a line end
 */
public record LogLine(Level level, String text) {

    /** How a line is logged. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }

    /** Writes what is misleading in a line as in Java. */
    public LogLine {
        text = Printable.line(text);
    }

    /** Returns a line for information. */
    public static LogLine info(String text) {
        return new LogLine(Level.INFO, text);
    }
}
