package io.github.modelconversion.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import io.github.modelconversion.text.ShortestDecimal;
import java.io.IOException;
import java.io.StringWriter;
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

    /** Writes a text; half of a surrogate pair, which UTF-8 cannot hold, as an escape. */
    @Override
    @CanIgnoreReturnValue
    public JsonWriter value(String value) throws IOException {
        return hasHalf(value) ? jsonValue(escaped(value)) : super.value(value);
    }

    private static boolean hasHalf(String text) {
        boolean has = false;
        for (int i = 0; i < text.length() && !has; i += Character.charCount(text.codePointAt(i))) {
            has = isHalf(text.codePointAt(i));
        }
        return has;
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static String escaped(String text) throws IOException {
        StringWriter quoted = new StringWriter();
        try (JsonWriter plain = new JsonWriter(quoted)) {
            plain.value(text);
        }
        StringBuilder escaped = new StringBuilder();
        quoted.toString().codePoints().forEach(character -> {
            if (isHalf(character)) {
                escaped.append("\\u").append(Integer.toHexString(character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** Switches between writing on one line and writing each field and item on a line of its own. */
    void oneLine(boolean oneLine) {
        setFormattingStyle(oneLine ? FormattingStyle.COMPACT : FormattingStyle.PRETTY);
    }
}
