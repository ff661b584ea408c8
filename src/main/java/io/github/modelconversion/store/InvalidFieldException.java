package io.github.modelconversion.store;

/** Thrown by a record's constructor for an invalid component, so that a reader can say where it is. */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Creates the exception.
     *
     * @param field the path of the field in the record, such as {@code metrics.nmse}
     * @param message what is wrong; completes a sentence that starts with "expected"
     */
    public InvalidFieldException(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
