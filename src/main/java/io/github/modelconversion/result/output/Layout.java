package io.github.modelconversion.result.output;

import io.github.modelconversion.input.file.UnusableInputException;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the values of a file without dimensions are cut into rows.
 *
 * @param positions how many rows; empty when it follows from the width, or is one
 * @param width how many values in a row; empty when it follows from the positions
 */
public record Layout(OptionalLong positions, OptionalLong width) {

    /** One row. */
    public static final Layout ONE_ROW = new Layout(OptionalLong.empty(), OptionalLong.empty());

    /**
     * Returns the shape of a file's values: its own where it has rows, else the rows of this layout.
     *
     * @param source the file
     * @throws UnusableInputException when the values do not make whole rows, or the file's own rows are others
     */
    public Source of(Source source) throws UnusableInputException {
        Shape own = source.shape();
        if (positions.isEmpty() && width.isEmpty()) {
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

    private String wanted() {
        String rows = positions.isPresent() ? "positions " + positions.getAsLong() : "";
        String values = width.isPresent() ? "width " + width.getAsLong() : "";
        return rows.isEmpty() || values.isEmpty() ? rows + values : rows + ", " + values;
    }
}
