package io.github.modelconversion.input.safetensors;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parses the header of a {@code .safetensors} file, a JSON object, in one pass. */
final class SafetensorsHeader {

    private static final String METADATA = "__metadata__";
    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

    private final JsonReader json;

    private SafetensorsHeader(JsonReader json) {
        this.json = json;
    }

    /**
     * Parses a header.
     *
     * @param header the header's bytes: UTF-8, from the opening brace on
     * @param name the file's name in messages
     * @throws UnusableInputException if it is something else
     */
    static List<SafetensorsDirectory.Entry> parse(byte[] header, String name) throws UnusableInputException {
        JsonReader reader = new JsonReader(
                new InputStreamReader(new ByteArrayInputStream(header), StandardCharsets.UTF_8.newDecoder()));
        reader.setStrictness(Strictness.STRICT);
        try {
            require(header.length > 0 && header[0] == '{');
            return new SafetensorsHeader(reader).entries();
        } catch (MisplacedException misplaced) {
            throw unusable(name, String.valueOf(misplaced.getMessage()));
        } catch (IOException | IllegalStateException | NumberFormatException malformed) {
            throw unusable(name, reader.getPath());
        }
    }

    /** Its message is the path of a value that is not as the format has it and was already taken. */
    private static final class MisplacedException extends IOException {

        private static final long serialVersionUID = 1;

        MisplacedException(String path) {
            super(path);
        }
    }

    private static UnusableInputException unusable(String name, String path) {
        return SafetensorsDirectory.unusable(
                name,
                "expected a JSON object with dtype, shape and data_offsets of each tensor in the header, found"
                        + " something else at " + place(path));
    }

    /** Sanitises the path, which contains names from the file. */
    private static String place(String path) {
        String shown = path.length() > 64 ? path.substring(0, 64) + "..." : path;
        return shown.replaceAll("[^ -~]", "?");
    }

    private List<SafetensorsDirectory.Entry> entries() throws IOException {
        List<SafetensorsDirectory.Entry> entries = new ArrayList<>();
        boolean metadata = false;
        json.beginObject();
        while (json.hasNext()) {
            String name = wellFormed(json.nextName());
            if (name.equals(METADATA)) {
                require(!metadata);
                metadata = true;
                skipMetadata();
            } else {
                entries.add(entry(name));
            }
        }
        json.endObject();
        require(json.peek() == JsonToken.END_DOCUMENT);
        return entries;
    }

    /** Skips the metadata, an object of texts or null. */
    private void skipMetadata() throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            String unused = wellFormed(json.nextName());
            unused = string();
        }
        json.endObject();
    }

    private SafetensorsDirectory.Entry entry(String name) throws IOException {
        String type = "";
        List<Long> shape = List.of();
        List<Long> offsets = List.of();
        Set<String> fields = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String field = wellFormed(json.nextName());
            require(fields.add(field));
            switch (field) {
                case "dtype" -> type = string();
                case "shape" -> shape = numbers();
                case "data_offsets" -> offsets = numbers();
                default -> json.skipValue();
            }
        }
        json.endObject();
        require(fields.containsAll(FIELDS) && !type.isEmpty());
        require(offsets.size() == 2 && offsets.get(0) <= offsets.get(1));
        return new SafetensorsDirectory.Entry(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private String string() throws IOException {
        require(json.peek() == JsonToken.STRING);
        return wellFormed(json.nextString());
    }

    /** Refuses half of a pair of surrogates, which is no character, so that nothing could write it. */
    private static String wellFormed(String text) {
        require(StandardCharsets.UTF_8.newEncoder().canEncode(text));
        return text;
    }

    private List<Long> numbers() throws IOException {
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            require(json.peek() == JsonToken.NUMBER);
            String path = json.getPath();
            String digits = json.nextString();
            if (!digits.matches("\\d{1,18}")) {
                throw new MisplacedException(path);
            }
            numbers.add(Long.parseLong(digits));
        }
        json.endArray();
        return numbers;
    }

    private static void require(boolean valid) {
        if (!valid) {
            throw new IllegalStateException("not a header");
        }
    }
}
