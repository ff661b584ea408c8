package io.github.modelconversion.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.stream.JsonWriter;
import io.github.modelconversion.metric.Digits;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalDouble;

/** Writes JSON, indented, with the same digits of a number by every version of Java. */
final class SameJson extends JsonWriter {

    static final String INDENT = "  ";

    SameJson(Writer out) {
        super(out);
        setIndent(INDENT);
    }

    @Override
    @CanIgnoreReturnValue
    public JsonWriter value(double value) throws IOException {
        return Double.isFinite(value) ? jsonValue(Digits.of(value)) : super.value(value);
    }

    @Override
    @CanIgnoreReturnValue
    public JsonWriter value(Number value) throws IOException {
        return value instanceof Double number ? value(number.doubleValue()) : super.value(value);
    }

    /** Writes a named number: null where there is none, and for NaN and infinities, which JSON does not have. */
    void figure(String name, double value) throws IOException {
        name(name);
        if (Double.isFinite(value)) {
            value(value);
        } else {
            nullValue();
        }
    }

    void figure(String name, OptionalDouble value) throws IOException {
        figure(name, value.orElse(Double.NaN));
    }

    /** Writes numbers as an array in one line. */
    void line(List<? extends Number> values) throws IOException {
        beginArray();
        setIndent("");
        for (Number value : values) {
            value(value);
        }
        endArray();
        setIndent(INDENT);
    }
}
