package io.github.modelconversion.report.text;

import io.github.modelconversion.text.Printable;

/**
 * A line for the log.
 *
 * @param level its log level
 * @param text the line, without a line break
 */
public record LogLine(Level level, String text) {

    /** The log level of a line. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }

    /** Escapes misleading characters as in Java. */
    public LogLine {
        text = Printable.line(text);
    }

    /** Returns a line at level INFO. */
    public static LogLine info(String text) {
        return new LogLine(Level.INFO, text);
    }
}
