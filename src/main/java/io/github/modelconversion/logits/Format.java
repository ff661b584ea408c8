package io.github.modelconversion.logits;

/** How a file keeps its values: the container and the type of an element. The names are those in reports. */
public enum Format {
    RAW_FLOAT32("float32"),
    NPY_FLOAT16("float16"),
    NPY_FLOAT32("float32"),
    NPY_FLOAT64("float64"),
    TEXT("text"),
    KLD("16-bit log-probability");

    private final String elementType;

    Format(String elementType) {
        this.elementType = elementType;
    }

    /** Returns the type of an element in the field's words. */
    public String elementType() {
        return elementType;
    }
}
