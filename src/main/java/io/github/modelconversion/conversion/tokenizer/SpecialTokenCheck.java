package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.tokenizer.SpecialTokens.Stated;
import io.github.modelconversion.conversion.vocabulary.Outcome;
import io.github.modelconversion.conversion.vocabulary.Shown;
import io.github.modelconversion.conversion.vocabulary.VocabularyCheck;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufType;
import io.github.modelconversion.input.gguf.GgufValue;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Compares the ids of special tokens, and whether they are added to every text. */
final class SpecialTokenCheck {

    private static final String PREFIX = "tokenizer.ggml.";

    private static final Map<String, String> KEYS = keys();

    /** llama.cpp's default ids, by kind of tokenizer. */
    private static final Map<String, Map<String, Long>> DEFAULT_IDS = Map.of(
            "llama", Map.of("bos", 1L, "eos", 2L, "unk", 0L),
            "gpt2", Map.of("bos", 11L, "eos", 11L),
            "bert", Map.of("bos", 101L, "unk", 100L, "sep", 102L, "pad", 0L, "mask", 103L),
            "t5", Map.of("eos", 1L, "unk", 2L, "pad", 0L));

    private static final Set<String> ADDING_BOS_MODELS = Set.of("llama", "bert");
    private static final Set<String> ADDING_BOS_PRES = Set.of(
            "llama3",
            "llama-v3",
            "llama-bpe",
            "falcon3",
            "falcon-h1",
            "pixtral",
            "midm-2.0",
            "lfm2",
            "jina-v5-nano",
            "tekken",
            "chameleon");

    /** Kinds that older converters did not write. Nor did they write BERT's eos, for which llama.cpp takes sep. */
    private static final Set<String> OFTEN_MISSING = Set.of("mask", "eot", "eom");

    private final GgufMetadata metadata;
    private final String model;
    private final Outcome outcome;

    /**
     * Creates the check.
     *
     * @param metadata the GGUF file's metadata
     * @param model the file's kind of tokenizer
     * @param outcome receives the findings
     */
    SpecialTokenCheck(GgufMetadata metadata, String model, Outcome outcome) {
        this.metadata = metadata;
        this.model = model;
        this.outcome = outcome;
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("bos", "bos_token_id");
        keys.put("eos", "eos_token_id");
        keys.put("unk", "unknown_token_id");
        keys.put("sep", "seperator_token_id");
        keys.put("pad", "padding_token_id");
        keys.put("mask", "mask_token_id");
        keys.put("eot", "eot_token_id");
        keys.put("eom", "eom_token_id");
        return keys;
    }

    /** Compares the ids, and returns whether none differs. */
    boolean checkIds(SpecialTokens expected) throws IOException {
        boolean agree = true;
        for (Map.Entry<String, String> key : KEYS.entrySet()) {
            agree &= checkId(
                    key.getKey(),
                    PREFIX + key.getValue(),
                    Optional.ofNullable(expected.ids().get(key.getKey())));
        }
        return agree;
    }

    private boolean checkId(String kind, String key, Optional<Stated<Long>> expected) throws IOException {
        OptionalLong found = metadata.whole(key);
        if (expected.isEmpty()) {
            found.ifPresent(id -> outcome.add(key, "", Long.toString(id), Verdict.NOT_STATED));
            return true;
        }
        long id = expected.get().value();
        String source = expected.get().source();
        if (found.isPresent()) {
            boolean agrees = found.getAsLong() == id;
            outcome.add(key, source, Long.toString(found.getAsLong()), agrees ? Verdict.AGREES : Verdict.DIFFERS);
            if (!agrees) {
                outcome.fail(
                        Code.SPECIAL_TOKEN_DIFFERS,
                        source + "; the GGUF file has " + key + " " + found.getAsLong() + textOf(found.getAsLong()),
                        evidence(id, found.getAsLong()));
            }
            return agrees;
        }
        Long assumed = DEFAULT_IDS.getOrDefault(model, Map.of()).get(kind);
        if (assumed != null && assumed == id) {
            outcome.add(key, source, "", Verdict.DEFAULT);
        } else if (OFTEN_MISSING.contains(kind) || (kind.equals("eos") && model.equals("bert"))) {
            outcome.add(key, source, "", Verdict.NOT_CHECKED);
        } else {
            outcome.add(key, source, "", Verdict.MISSING);
            outcome.fail(
                    Code.SPECIAL_TOKEN_DIFFERS,
                    source + "; the GGUF file has no " + key
                            + (assumed == null ? "" : ", so llama.cpp takes " + assumed + textOf(assumed)),
                    Map.of("expected", id));
            return false;
        }
        return true;
    }

    /** Returns the text of a token of the GGUF file, in brackets; empty if the id has none. */
    private String textOf(long id) throws IOException {
        List<String> texts = new ArrayList<>();
        Optional<GgufValue.Array> tokens =
                metadata.array(VocabularyCheck.TOKENS).filter(array -> array.type() == GgufType.STRING);
        if (tokens.isPresent()) {
            metadata.visitTexts(tokens.get(), (index, bytes) -> {
                if (index == id) {
                    texts.add(Shown.of(bytes));
                }
            });
        }
        return texts.isEmpty() ? ", an id without a token" : " (" + texts.get(0) + ")";
    }

    private static Map<String, Number> evidence(long expected, long found) {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("expected", expected);
        evidence.put("found", found);
        return evidence;
    }

    /** Compares whether begin, end, separator and a first space are added. */
    void checkAdded(Map<String, Stated<Boolean>> expected, Optional<String> pre) {
        for (String kind : List.of("bos", "eos", "sep", "space")) {
            String key = PREFIX + "add_" + kind + (kind.equals("space") ? "_prefix" : "_token");
            Optional<Boolean> found = metadata.flag(key);
            Stated<Boolean> stated = expected.get(kind);
            if (stated == null) {
                found.ifPresent(adds -> outcome.add(key, "", adds.toString(), Verdict.NOT_STATED));
            } else if (found.isPresent()) {
                compareAdded(key, stated, found.get());
            } else {
                compareAbsent(kind, key, stated, pre.orElse(""));
            }
        }
    }

    private void compareAdded(String key, Stated<Boolean> expected, boolean found) {
        boolean agrees = expected.value() == found;
        outcome.add(key, expected.source(), Boolean.toString(found), agrees ? Verdict.AGREES : Verdict.DIFFERS);
        if (!agrees) {
            outcome.fail(
                    Code.ADD_BOS_DIFFERS, expected.source() + "; the GGUF file has " + key + " " + found, Map.of());
        }
    }

    /** BERT's end and separator had no keys in older files; llama.cpp then adds one token that is both. */
    private void compareAbsent(String kind, String key, Stated<Boolean> expected, String pre) {
        if (kind.equals("sep") || (kind.equals("eos") && model.equals("bert"))) {
            outcome.add(key, expected.source(), "", Verdict.NOT_CHECKED);
            return;
        }
        boolean assumed = switch (kind) {
            case "bos" -> ADDING_BOS_MODELS.contains(model) || (model.equals("gpt2") && ADDING_BOS_PRES.contains(pre));
            case "eos" -> model.equals("t5");
            default -> model.equals("llama");
        };
        outcome.add(key, expected.source(), "", assumed == expected.value() ? Verdict.DEFAULT : Verdict.MISSING);
        if (assumed != expected.value()) {
            outcome.fail(
                    Code.ADD_BOS_DIFFERS,
                    expected.source() + "; the GGUF file has no " + key + ", so llama.cpp takes " + assumed,
                    Map.of());
        }
    }

    /**
     * Warns if generation_config.json lists several end tokens and the file stops at none of them.
     *
     * @param ends the ids
     */
    void checkEnds(List<Long> ends) throws IOException {
        List<Long> found = new ArrayList<>();
        for (String kind : List.of("eos", "eot", "eom")) {
            metadata.whole(PREFIX + KEYS.get(kind)).ifPresent(found::add);
        }
        if (ends.size() > 1 && !found.isEmpty() && found.stream().noneMatch(ends::contains)) {
            outcome.warn(
                    Code.SPECIAL_TOKEN_DIFFERS,
                    "generation_config.json ends texts with " + ends + ", the GGUF file with none of them but " + found
                            + textOf(found.get(0))
                            + "; check that eos_token of tokenizer_config.json is the end of an answer, not that of the"
                            + " base model");
        }
    }
}
