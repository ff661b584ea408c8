package io.github.modelconversion.report.plot;

/** Writes inline SVG with presentation attributes only: no styles, scripts or ids. */
final class Svg {

    /** The alignment of a text at its coordinate. */
    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String value;

        Anchor(String value) {
            this.value = value;
        }
    }

    static final int TEXT_SIZE = 11;

    /** Width of a digit in a wide font; other characters of numbers are narrower. */
    static final double WIDTH_OF_CHARACTER = 7;

    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final int height;
    private boolean leads;

    /**
     * Begins an SVG.
     *
     * @param title its title, which screen readers read together with the description
     * @param description what it shows
     */
    Svg(int width, int height, String title, String description) {
        this.width = width;
        this.height = height;
        text.append("<title>").append(escape(title)).append("</title>\n");
        text.append("<desc>").append(escape(description)).append("</desc>\n");
    }

    void rectangle(double x, double y, double width, double height, Paint paint, double opacity) {
        text.append("<rect" + number("x", x) + number("y", y) + number("width", width) + number("height", height)
                + filled(paint) + opacity(opacity) + "/>\n");
    }

    void line(double x1, double y1, double x2, double y2, Paint paint, double width, boolean dashed) {
        text.append("<line" + number("x1", x1) + number("y1", y1) + number("x2", x2) + number("y2", y2) + drawn(paint)
                + number("stroke-width", width) + (dashed ? " stroke-dasharray=\"4 3\"" : "") + "/>\n");
    }

    void circle(double x, double y, double radius, Paint paint) {
        text.append("<circle" + number("cx", x) + number("cy", y) + number("r", radius) + filled(paint) + "/>\n");
    }

    /**
     * Draws a circle that explains itself under the pointer.
     *
     * @param id the id on the page that it leads to; empty if there is none
     */
    void point(double x, double y, double radius, Paint paint, String id, String words) {
        leads |= !id.isEmpty();
        text.append(id.isEmpty() ? "" : "<a href=\"#" + escape(id) + "\">");
        text.append("<circle" + number("cx", x) + number("cy", y) + number("r", radius) + filled(paint) + "><title>"
                + escape(words) + "</title></circle>");
        text.append(id.isEmpty() ? "\n" : "</a>\n");
    }

    /** Fills an area given as path commands. */
    void area(CharSequence commands, Paint paint, double opacity) {
        if (!commands.isEmpty()) {
            text.append("<path d=\"" + commands + "\"" + filled(paint) + opacity(opacity) + "/>\n");
        }
    }

    /** Draws a curve given as path commands. */
    void curve(CharSequence commands, Paint paint, double width) {
        if (!commands.isEmpty()) {
            text.append("<path d=\"" + commands + "\" fill=\"none\"" + drawn(paint) + number("stroke-width", width)
                    + " stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n");
        }
    }

    void text(double x, double y, Anchor anchor, Paint paint, String words) {
        if (words.isEmpty()) {
            return;
        }
        text.append("<text" + number("x", x) + number("y", y) + " text-anchor=\"" + anchor.value + "\"" + filled(paint)
                + ">" + escape(words) + "</text>\n");
    }

    /** Writes a text vertically, reading upwards. */
    void upward(double x, double y, Paint paint, String words) {
        text.append("<text" + number("x", x) + number("y", y) + " text-anchor=\"middle\" transform=\"rotate(-90 "
                + coordinate(x) + " " + coordinate(y) + ")\"" + filled(paint) + ">" + escape(words) + "</text>\n");
    }

    /** Returns the width to keep free for a number. */
    static double widthOf(String number) {
        return WIDTH_OF_CHARACTER * number.length();
    }

    /** Ends the SVG and returns it. What has links is a group: the parts of an image cannot be reached. */
    String end() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"" + (leads ? "group" : "img") + "\" width=\"" + width
                + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height
                + "\" font-family=\"system-ui, sans-serif\" font-size=\"" + TEXT_SIZE + "\">\n" + text + "</svg>\n";
    }

    private static String filled(Paint paint) {
        return " class=\"" + paint.fill() + "\" fill=\"" + paint.colour() + "\"";
    }

    private static String drawn(Paint paint) {
        return " class=\"" + paint.stroke() + "\" stroke=\"" + paint.colour() + "\"";
    }

    private static String opacity(double opacity) {
        return opacity == 1 ? "" : number("fill-opacity", opacity);
    }

    private static String number(String name, double value) {
        return " " + name + "=\"" + coordinate(value) + "\"";
    }

    /** Returns a coordinate with at most two decimals; of plots, they are below a million. */
    static String coordinate(double value) {
        long hundredths = Math.round(value * 100);
        long magnitude = Math.abs(hundredths);
        String whole = (hundredths < 0 ? "-" : "") + magnitude / 100;
        long rest = magnitude % 100;
        return rest == 0 ? whole : whole + (rest % 10 == 0 ? "." + rest / 10 : (rest < 10 ? ".0" : ".") + rest);
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
