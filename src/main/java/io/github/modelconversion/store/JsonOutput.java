package io.github.modelconversion.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import io.github.modelconversion.text.ShortestDecimal;
import java.io.IOException;
import java.io.Writer;

/** Writes indented JSON with the same digits of a number on every Java version; NaN and infinity become null. */
public final class JsonOutput extends JsonWriter {

    /** Creates an output that writes to a writer. */
    public JsonOutput(Writer out) {
        super(out);
        setFormattingStyle(FormattingStyle.PRETTY);
    }

    @Override
    @CanIgnoreReturnValue
    public JsonWriter value(double value) throws IOException {
        return Double.isFinite(value) ? jsonValue(ShortestDecimal.of(value)) : nullValue();
    }

    @Override
    @CanIgnoreReturnValue
    public JsonWriter value(Number value) throws IOException {
        boolean finite = Double.isFinite(value.doubleValue());
        return value instanceof Double || !finite ? value(value.doubleValue()) : super.value(value);
    }

    /** Switches between writing on one line and writing each field and item on a line of its own. */
    void oneLine(boolean oneLine) {
        setFormattingStyle(oneLine ? FormattingStyle.COMPACT : FormattingStyle.PRETTY);
    }
}
