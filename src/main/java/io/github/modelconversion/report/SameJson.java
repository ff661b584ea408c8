package io.github.modelconversion.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.stream.JsonWriter;
import io.github.modelconversion.metric.Digits;
import java.io.IOException;
import java.io.Writer;

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
}
