package io.github.modelconversion.result.output;

import io.github.modelconversion.input.file.UnusableInputException;
import java.util.List;
import java.util.OptionalLong;

/**
 * How to split the values of a file without dimensions into rows.
 *
 * @param positions number of rows; empty if it follows from the width or is one
 * @param width values per row; empty if it follows from the positions
 */
public record Layout(OptionalLong positions, OptionalLong width) {

    /** One row. */
    public static final Layout ONE_ROW = new Layout(OptionalLong.empty(), OptionalLong.empty());

    /**
     * Returns the file with its own shape if it has rows, else with the rows of this layout.
     *
     * @param source the file
     * @throws UnusableInputException if the values do not fill whole rows, or the file's own rows differ
     */
    public Source of(Source source) throws UnusableInputException {
        Shape own = source.shape();
        if (isOneRow()) {
            return source;
        }
        long count = own.count();
        long values = width.orElseGet(() -> count / positions.getAsLong());
        long rows = positions.orElseGet(() -> count / values);
        boolean whole = values > 0 && count % values == 0 && count / values == rows;
        if (!whole || !(own.isFlat() || own.width() == values)) {
            throw new UnusableInputException(
                    source.file(),
                    "expected whole rows (" + wanted() + "), found "
                            + (own.isFlat() ? count + " values" : own + " values" + " in the file's own rows"),
                    "Correct positions and width, or leave them out");
        }
        return new Source(source.file(), source.format(), own.isFlat() ? new Shape(List.of(rows, values)) : own);
    }

    /** Returns whether this is one row. Avoids the record's equals, whose first call costs a cold JVM 20 ms. */
    public boolean isOneRow() {
        return positions.isEmpty() && width.isEmpty();
    }

    private String wanted() {
        String rows = positions.isPresent() ? "positions " + positions.getAsLong() : "";
        String values = width.isPresent() ? "width " + width.getAsLong() : "";
        return rows.isEmpty() || values.isEmpty() ? rows + values : rows + ", " + values;
    }
}
