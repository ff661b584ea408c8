package io.github.modelconversion.original.tokenizer;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads Hugging Face tokenizer files as a stream, keeping only what is compared. */
final class TokenizerJsonReader implements AutoCloseable {

    /** Largest file to read; the largest known ones have about 35 MB. */
    private static final long MOST_BYTES = 256L << 20;

    private static final int MOST_LINES = 1 << 18;
    private static final int MOST_ADDED = 1 << 17;
    private static final int DEEPEST = 64;
    private static final int MOST_PLACE = 128;

    /** Fields that only one type of model has. Old files, such as GPT-2's, do not state the type. */
    private static final Map<String, String> TYPES_BY_FIELD =
            Map.of("merges", "BPE", "max_input_chars_per_word", "WordPiece", "unk_id", "Unigram");

    private static final Set<String> PARTS = Set.of("normalizer", "pre_tokenizer", "post_processor", "decoder");

    private final TokenizerFile file;
    private final String name;
    private final JsonReader in;
    private final TokenizerJson tokenizer;

    private TokenizerJsonReader(TokenizerFile file) throws IOException {
        this.file = file;
        name = file.name();
        in = new JsonReader(file.openText());
        in.setStrictness(Strictness.STRICT);
        in.setNestingLimit(DEEPEST);
        tokenizer = new TokenizerJson(name);
    }

    /**
     * Reads a tokenizer.json.
     *
     * @throws UnusableInputException if it is invalid, damaged or too large
     * @throws IOException if it cannot be read
     */
    static TokenizerJson read(Path file, String name) throws IOException {
        return read(file, name, TokenizerJsonReader::readTokenizer);
    }

    /** Reads a vocab.json, which holds only the tokens, and the merges.txt next to it. */
    static TokenizerJson readVocabulary(Path file, String name, Path merges, String mergesName) throws IOException {
        TokenizerJson tokenizer = read(file, name, TokenizerJsonReader::readTokensById);
        tokenizer.setType("BPE");
        readMergesFile(merges, mergesName, tokenizer.merges());
        return tokenizer;
    }

    /** Reads a vocab.txt: a token of a WordPiece model on each line. Of equal lines, the last one counts. */
    static TokenizerJson readLines(Path file, String name) throws IOException {
        TokenizerFile text = new TokenizerFile(file, name, MOST_BYTES);
        Map<String, Integer> ids = new LinkedHashMap<>();
        int next = 0;
        try (BufferedReader lines = text.openText()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (next == MOST_LINES) {
                    throw text.problem("expected at most " + MOST_LINES + " lines, found more");
                }
                ids.put(line, next++);
            }
        } catch (CharacterCodingException foreign) {
            throw text.problem("expected text in UTF-8, found other bytes");
        }
        TokenizerJson tokenizer = new TokenizerJson(name);
        tokenizer.setType("WordPiece");
        for (Map.Entry<String, Integer> token : ids.entrySet()) {
            tokenizer.tokens().put(token.getValue(), bytes(token.getKey()));
        }
        return tokenizer;
    }

    @FunctionalInterface
    private interface Step {
        void read(TokenizerJsonReader reader) throws IOException;
    }

    private static TokenizerJson read(Path file, String name, Step step) throws IOException {
        try (TokenizerJsonReader reader = new TokenizerJsonReader(new TokenizerFile(file, name, MOST_BYTES))) {
            try {
                step.read(reader);
                if (reader.in.peek() != JsonToken.END_DOCUMENT) {
                    throw reader.problem("expected nothing more");
                }
            } catch (MalformedJsonException | EOFException broken) {
                // Gson's messages end with a link that is of no use here.
                String reason =
                        String.valueOf(broken.getMessage()).lines().findFirst().orElse("nothing");
                throw reader.problem("expected JSON, found: " + reason);
            } catch (CharacterCodingException foreign) {
                throw reader.problem("expected text in UTF-8, found other bytes");
            } catch (IllegalStateException | NumberFormatException other) {
                throw reader.problem(
                        "expected a tokenizer of Hugging Face, found a value of another type at " + reader.place());
            }
            return reader.tokenizer;
        }
    }

    private void readTokenizer() throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            String field = in.nextName();
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
            } else if (PARTS.contains(field)) {
                tokenizer.setPart(field, TokenizerJsonPart.read(in, name + " (" + field + ")"));
            } else if (field.equals("added_tokens")) {
                readAdded();
            } else if (field.equals("model")) {
                readModel();
            } else {
                in.skipValue();
            }
        }
        in.endObject();
    }

    private void readAdded() throws IOException {
        List<TokenizerAddedToken> added = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            if (added.size() == MOST_ADDED) {
                throw problem("expected at most " + MOST_ADDED + " added tokens, found more");
            }
            added.add(readAddedToken());
        }
        in.endArray();
        tokenizer.setAdded(added);
    }

    private TokenizerAddedToken readAddedToken() throws IOException {
        long id = -1;
        String content = "";
        boolean special = false;
        boolean normalized = true;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "id" -> id = in.nextLong();
                case "content" -> content = in.nextString();
                case "special" -> special = in.nextBoolean();
                case "normalized" -> normalized = in.nextBoolean();
                default -> in.skipValue();
            }
        }
        in.endObject();
        return new TokenizerAddedToken(id, content, special, normalized);
    }

    private void readModel() throws IOException {
        Set<String> fields = new HashSet<>();
        in.beginObject();
        while (in.hasNext()) {
            String field = in.nextName();
            JsonToken next = in.peek();
            if (TYPES_BY_FIELD.containsKey(field)) {
                fields.add(field);
            }
            if (field.equals("type") && next == JsonToken.STRING) {
                tokenizer.setType(in.nextString());
            } else if (field.equals("byte_fallback") && next == JsonToken.BOOLEAN) {
                tokenizer.setByteFallback(in.nextBoolean());
            } else if (field.equals("unk_id") && next == JsonToken.NUMBER) {
                tokenizer.setUnknown(in.nextLong());
            } else if (field.equals("vocab") && next == JsonToken.BEGIN_OBJECT) {
                readTokensById();
            } else if (field.equals("vocab")) {
                readTokensWithScores();
            } else if (field.equals("merges") && next != JsonToken.NULL) {
                readMerges();
            } else {
                in.skipValue();
            }
        }
        in.endObject();
        if (tokenizer.type().isEmpty() && fields.size() == 1) {
            tokenizer.setType(TYPES_BY_FIELD.getOrDefault(fields.iterator().next(), ""));
        }
    }

    private void readTokensById() throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            byte[] text = bytes(in.nextName());
            tokenizer.tokens().put(in.nextLong(), text);
        }
        in.endObject();
    }

    private void readTokensWithScores() throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            in.beginArray();
            tokenizer.tokens().add(bytes(in.nextString()));
            tokenizer.setScore(tokenizer.tokens().size() - 1, (float) in.nextDouble());
            in.endArray();
        }
        in.endArray();
    }

    private void readMerges() throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            if (in.peek() == JsonToken.STRING) {
                tokenizer.merges().add(bytes(in.nextString()));
            } else {
                in.beginArray();
                String left = in.nextString().replace(' ', '\u0120');
                tokenizer.merges().add(bytes(left + " " + in.nextString().replace(' ', '\u0120')));
                in.endArray();
            }
        }
        in.endArray();
    }

    /** Each line has both parts of a merge; a first line that begins with a number sign is the version. */
    private static void readMergesFile(Path file, String name, TokenizerTexts merges) throws IOException {
        TokenizerFile text = new TokenizerFile(file, name, MOST_BYTES);
        try (BufferedReader lines = text.openText()) {
            boolean first = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.strip().split("\\s+", -1);
                if (parts.length == 2 && !(first && line.startsWith("#"))) {
                    merges.add(bytes(parts[0] + " " + parts[1]));
                }
                first = false;
            }
        } catch (CharacterCodingException foreign) {
            throw text.problem("expected text in UTF-8, found other bytes");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the path. It contains names from the file, of any length and with any characters. */
    private String place() {
        String path = in.getPath();
        return path.substring(0, Math.min(path.length(), MOST_PLACE)).replaceAll("[^ -~]", "?");
    }

    private UnusableInputException problem(String problem) {
        return file.problem(problem);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
