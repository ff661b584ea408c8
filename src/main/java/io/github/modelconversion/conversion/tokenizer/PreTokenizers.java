package io.github.modelconversion.conversion.tokenizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The known pre-tokenizers, read from the resource {@code pre-tokenizers.txt}, which describes its own format. */
final class PreTokenizers {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final PreTokenizers TABLE = new PreTokenizers();

    private final Map<String, Group> byName = new HashMap<>();
    private final Map<String, Group> bySpelling = new HashMap<>();
    private final Map<String, Group> byClass = new HashMap<>();

    /** Pre-tokenizers that split texts the same way. */
    static final class Group {
        private final List<String> names = new ArrayList<>();
        private final Set<String> also = new HashSet<>();

        /** Returns the first of llama.cpp's names that only originals of this group get. */
        String name() {
            return names.get(0);
        }

        /** Returns whether originals of other groups may get a name of this group as well. */
        boolean isShared(String name) {
            return also.contains(name);
        }
    }

    private PreTokenizers() {
        try (InputStream in = Objects.requireNonNull(PreTokenizers.class.getResourceAsStream("pre-tokenizers.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Group group = new Group();
            for (String line : lines.lines().toList()) {
                if (line.equals("group")) {
                    group = new Group();
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    read(line, group);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void read(String line, Group group) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.get(0).equals("classes")) {
            words.subList(1, words.size()).forEach(name -> byClass.put(name, group));
        } else if (words.get(0).equals("names") || words.get(0).equals("also")) {
            for (String name : words.subList(1, words.size())) {
                byName.put(name, group);
                if (words.get(0).equals("names")) {
                    group.names.add(name);
                } else {
                    group.also.add(name);
                }
            }
        } else {
            bySpelling.put(
                    ESCAPE.matcher(line)
                            .replaceAll(letter -> String.valueOf((char) Integer.parseInt(letter.group(1), 16))),
                    group);
        }
    }

    /** Returns the group with a llama.cpp name; empty if unknown. */
    static Optional<Group> named(String name) {
        return Optional.ofNullable(TABLE.byName.get(name));
    }

    /** Returns the group of originals without tokenizer.json that have this {@code tokenizer_class}; empty if unknown. */
    static Optional<Group> ofClass(String name) {
        return Optional.ofNullable(TABLE.byClass.get(name));
    }

    /** Returns the group with these steps; empty if unknown. */
    static Optional<Group> spelled(List<String> steps) {
        return Optional.ofNullable(TABLE.bySpelling.get(String.join("\t", steps)));
    }
}
