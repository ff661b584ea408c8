package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.original.tokenizer.TokenizerConfig;
import io.github.modelconversion.store.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The texts of the special tokens in tokenizer_config.json by kind, changed as the converter changes them. */
final class SpecialTexts {

    private final List<String> kinds = new ArrayList<>(List.of("bos", "eos", "unk", "sep", "pad", "cls", "mask"));
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Set<String> objects = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    private SpecialTexts() {}

    static SpecialTexts of(Optional<TokenizerConfig> config) {
        SpecialTexts texts = new SpecialTexts();
        if (config.isPresent()) {
            for (String kind : List.of("bos", "eos", "unk", "sep", "pad", "cls", "mask", "eot", "eom")) {
                config.get()
                        .token(kind + "_token")
                        .ifPresent(text -> texts.setText(kind, text, "tokenizer_config.json: " + kind + "_token"));
                Optional<JsonValue> field = config.get().field(kind + "_token");
                if (field.isPresent()
                        && texts.texts.containsKey(kind)
                        && config.get().text(kind + "_token").isEmpty()) {
                    texts.objects.add(kind);
                }
            }
            texts.replace("bos", "cls");
            texts.replace("eos", "sep");
        }
        return texts;
    }

    /** Uses another kind's text for a missing kind: BERT has no separate tokens for begin and end. */
    private void replace(String kind, String other) {
        if (!texts.containsKey(kind) && texts.containsKey(other)) {
            texts.put(kind, texts.get(other));
            sources.put(kind, source(other));
            if (objects.contains(other)) {
                objects.add(kind);
            }
        }
    }

    /** Returns the kinds to compare; eot and eom only if they were added. */
    List<String> kinds() {
        return List.copyOf(kinds);
    }

    void addKind(String kind) {
        kinds.add(kind);
    }

    Optional<String> text(String kind) {
        return Optional.ofNullable(texts.get(kind));
    }

    /** Leaves a kind's token open: it depends on the converter's version. */
    void leaveOpen(String kind) {
        open.add(kind);
    }

    boolean isOpen(String kind) {
        return open.contains(kind);
    }

    /** Returns the source of a kind's text. */
    String source(String kind) {
        return sources.getOrDefault(kind, "");
    }

    void setText(String kind, String text, String source) {
        texts.put(kind, text);
        sources.put(kind, source);
        objects.remove(kind);
    }

    void removeText(String kind) {
        texts.remove(kind);
    }

    /** Returns whether a kind's token is written as an object, which the converter compares with no text. */
    boolean isObject(String kind) {
        return objects.contains(kind);
    }
}
