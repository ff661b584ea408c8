package io.github.modelconversion.store;

/** A record's component has a value that it cannot have: thrown by what makes the record, so that a reader can say where. */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Creates the exception.
     *
     * @param field the path of the field in the record, such as {@code metrics.nmse}
     * @param message what is wrong, in words that follow "expected"
     */
    public InvalidFieldException(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
