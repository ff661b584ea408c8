package io.github.modelconversion.input.gguf;

import java.io.IOException;

/** The type of a value in the metadata; the ordinals are the numbers in the file. */
public enum GgufType {
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    FLOAT32(4),
    BOOL(1),
    STRING(0),
    ARRAY(0),
    UINT64(8),
    INT64(8),
    FLOAT64(8);

    private final int size;

    GgufType(int size) {
        this.size = size;
    }

    /** Returns the size of a value in bytes; 0 for texts and arrays, which carry their own length. */
    int size() {
        return size;
    }

    /** Returns whether values are numbers or truth values. */
    public boolean isNumber() {
        return size > 0;
    }

    static GgufType read(GgufInput in) throws IOException {
        long at = in.position();
        long type = in.unsignedInt();
        GgufType[] all = values();
        if (type >= all.length) {
            throw new GgufException(
                    "expected a value's type from 0 to " + (all.length - 1) + " at byte " + at + ", found " + type);
        }
        return all[(int) type];
    }

    /** Reads a number. */
    GgufValue readNumber(GgufInput in) throws IOException {
        long bits = in.unsigned(size);
        return switch (this) {
            case FLOAT32 -> new GgufValue.Real(Float.intBitsToFloat((int) bits), true);
            case FLOAT64 -> new GgufValue.Real(Double.longBitsToDouble(bits), false);
            case BOOL -> new GgufValue.Flag(bits != 0);
            case INT8 -> new GgufValue.Whole((byte) bits);
            case INT16 -> new GgufValue.Whole((short) bits);
            case INT32 -> new GgufValue.Whole((int) bits);
            default -> new GgufValue.Whole(bits);
        };
    }
}
