package io.github.modelconversion.input.safetensors;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** Parses the header of a {@code .safetensors} file, a JSON object, in one pass. */
final class SafetensorsHeader {

    private static final String METADATA = "__metadata__";

    private final JsonReader json;

    private SafetensorsHeader(JsonReader json) {
        this.json = json;
    }

    static List<SafetensorsDirectory.Entry> parse(String text, String name) throws UnusableInputException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            return new SafetensorsHeader(reader).entries();
        } catch (IOException | IllegalStateException | NumberFormatException malformed) {
            throw new UnusableInputException(
                    name,
                    "expected a JSON object with dtype, shape and data_offsets of each tensor in the header, found"
                            + " something else at " + place(reader),
                    "Write it again with safetensors.torch.save_file");
        }
    }

    /** Sanitises the path, which contains names from the file. */
    private static String place(JsonReader reader) {
        String path = reader.getPath();
        String shown = path.length() > 64 ? path.substring(0, 64) + "..." : path;
        return shown.replaceAll("[^ -~]", "?");
    }

    private List<SafetensorsDirectory.Entry> entries() throws IOException {
        List<SafetensorsDirectory.Entry> entries = new ArrayList<>();
        boolean metadata = false;
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
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

    /** Skips the metadata, an object of texts. */
    private void skipMetadata() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String unused = json.nextName();
            unused = string();
        }
        json.endObject();
    }

    private SafetensorsDirectory.Entry entry(String name) throws IOException {
        String type = "";
        List<Long> shape = List.of();
        List<Long> offsets = List.of();
        int fields = 0;
        json.beginObject();
        while (json.hasNext()) {
            String field = json.nextName();
            fields++;
            switch (field) {
                case "dtype" -> type = string();
                case "shape" -> shape = numbers();
                case "data_offsets" -> offsets = numbers();
                default -> require(false);
            }
        }
        json.endObject();
        require(fields == 3 && !type.isEmpty() && offsets.size() == 2 && offsets.get(0) <= offsets.get(1));
        return new SafetensorsDirectory.Entry(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private String string() throws IOException {
        require(json.peek() == JsonToken.STRING);
        return json.nextString();
    }

    private List<Long> numbers() throws IOException {
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            require(json.peek() == JsonToken.NUMBER);
            numbers.add(json.nextLong());
            require(numbers.get(numbers.size() - 1) >= 0);
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
