package io.github.modelconversion.input.tensor;

import io.github.modelconversion.result.output.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The possible interpretations of a file that does not state its element type. */
public enum ElementReading {
    FLOAT32(ElementType.FLOAT32, ByteOrder.LITTLE_ENDIAN),
    BFLOAT16(ElementType.BFLOAT16, ByteOrder.LITTLE_ENDIAN),
    FLOAT16(ElementType.FLOAT16, ByteOrder.LITTLE_ENDIAN),
    FLOAT64(ElementType.FLOAT64, ByteOrder.LITTLE_ENDIAN),
    BIG_ENDIAN_FLOAT32(ElementType.FLOAT32, ByteOrder.BIG_ENDIAN);

    private final ElementType type;
    // A stateless constant of the JDK.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ByteOrder order;

    ElementReading(ElementType type, ByteOrder order) {
        this.type = type;
        this.order = order;
    }

    /** Returns the interpretation that corresponds to a type. */
    static ElementReading of(ElementType type) {
        return valueOf(type.name());
    }

    /** Returns the type in the field's words. */
    public String words() {
        return (order == ByteOrder.BIG_ENDIAN ? "big-endian " : "") + type.words();
    }

    /** Returns the type; empty if no file without a header can be configured to be read so. */
    public Optional<ElementType> type() {
        return order == ByteOrder.LITTLE_ENDIAN ? Optional.of(type) : Optional.empty();
    }

    /** Returns the size of a value in bytes. */
    public int size() {
        return type.size();
    }

    /** Returns the values of the bytes under this interpretation; a partial value at the end is dropped. */
    double[] values(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content).order(order);
        double[] values = new double[content.length / size()];
        type.decoder(buffer).decode(0, values, 0, values.length);
        return values;
    }
}
