package io.github.modelconversion.input.gguf;

/** A value in the metadata of a GGUF file. */
public sealed interface GgufValue {

    /** A whole number of 8 to 64 bits; an unsigned 64-bit number above 2^63 - 1 is negative here. */
    record Whole(long value) implements GgufValue {}

    /**
     * A floating-point number.
     *
     * @param value the number
     * @param single whether it is stored in 32 bits rather than 64
     */
    record Real(double value, boolean single) implements GgufValue {}

    /** True or false. */
    record Flag(boolean value) implements GgufValue {}

    /** A short text, at most 1 KiB. */
    record Text(String value) implements GgufValue {}

    /**
     * A longer text, read from the file on request.
     *
     * @param position offset of its first byte from the beginning of the file
     * @param bytes its length in bytes
     */
    record LongText(long position, long bytes) implements GgufValue {}

    /**
     * An array whose elements are read from the file on request.
     *
     * @param type the type of its elements
     * @param length number of elements
     * @param position offset of the first element in bytes from the beginning of the file
     */
    record Array(GgufType type, long length, long position) implements GgufValue {}
}
