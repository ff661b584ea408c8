package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.architecture.ArchitectureTable;
import io.github.modelconversion.conversion.architecture.Trait;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.tokenizer.SpecialTokens.Stated;
import io.github.modelconversion.conversion.vocabulary.OriginalTokenizer;
import io.github.modelconversion.conversion.vocabulary.Outcome;
import io.github.modelconversion.conversion.vocabulary.Shown;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.conversion.vocabulary.VocabularyCheck;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufValue;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.tokenizer.SentencePieceModel;
import io.github.modelconversion.original.tokenizer.TokenizerConfig;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Compares the tokenizer of an original with the one in its GGUF file: tokens, types, scores, merges, special tokens,
 * whether begin and end are added, pre-tokenizer and chat templates. The expected values are those that the public converter
 * makes from the original.
 */
public final class TokenizerCheck {

    private static final String MODEL = "tokenizer.ggml.model";
    private static final String PRE = "tokenizer.ggml.pre";
    private static final String XLM_ROBERTA = "sentencepiece.bpe.model";

    /** A kind of tokenizer with merges, of texts in which spaces are replaced. */
    private static final String GEMMA4 = "gemma4";

    /** Vocabulary of a Llama-like model to which no begin token is added, in tokens. */
    private static final double GRANITE_SIZE = 49_152;

    /** The tokens that a converter with {@link Trait#CHOSEN_TOKENS} chooses. */
    private static final Set<String> CHOSEN = Set.of("bos", "eos");

    private final TokenizerFolder folder;
    private final OriginalConfig config;
    private final GgufMetadata metadata;
    private final String architecture;
    private final Outcome outcome = new Outcome();

    /** The model of XLM-RoBERTa; empty for all others. */
    private Optional<SentencePieceModel> pieces = Optional.empty();

    private boolean measured;

    private TokenizerCheck(TokenizerFolder folder, OriginalConfig config, GgufMetadata metadata, String architecture) {
        this.folder = folder;
        this.config = config;
        this.metadata = metadata;
        this.architecture = architecture;
    }

    /**
     * Compares the tokenizers. A damaged tokenizer file of the original is a finding.
     *
     * @param folder the original's folder
     * @param name its name in messages
     * @param config its config.json
     * @param metadata the metadata of the GGUF file, or of its first part
     * @throws IOException if the GGUF file is damaged, or a file cannot be read
     */
    public static TokenizerResult compare(Path folder, String name, OriginalConfig config, GgufMetadata metadata)
            throws IOException {
        String architecture = metadata.text("general.architecture").orElse("");
        return new TokenizerCheck(new TokenizerFolder(folder, name), config, metadata, architecture).compare();
    }

    private TokenizerResult compare() throws IOException {
        long tokens = length(VocabularyCheck.TOKENS);
        long merges = length("tokenizer.ggml.merges");
        try {
            compareAll();
        } catch (JsonException | UnusableInputException damaged) {
            outcome.fail(
                    Code.UNUSABLE_INPUT,
                    damaged.getMessage() + "; the tokenizer was not compared to the end",
                    Map.of());
        }
        return outcome.result(measured, tokens, merges);
    }

    private long length(String key) {
        return metadata.array(key).map(GgufValue.Array::length).orElse(0L);
    }

    private void compareAll() throws IOException {
        Optional<String> model = metadata.text(MODEL);
        if (model.isEmpty()) {
            outcome.fail(Code.VOCABULARY_DIFFERS, "The GGUF file has no tokenizer: there is no " + MODEL, Map.of());
            return;
        }
        if (model.get().equals("t5") && folder.has(XLM_ROBERTA)) {
            pieces = Optional.of(folder.sentencePieces(XLM_ROBERTA));
        }
        OriginalTokenizer original =
                OriginalTokenizer.read(folder, config, model.get(), architecture, length(VocabularyCheck.TOKENS));
        compareVocabulary(original, model.get());
        compareMerges(original, model.get());
        compareSpecial(original, model.get());
        if (model.get().equals("gpt2") && original.json().isPresent()) {
            PreTokenizerCheck.check(original.json().get(), tokenizerClass(), metadata.text(PRE), outcome);
        }
        if (original.json().isPresent()) {
            NormalizerCheck.check(original.json().get().part("normalizer"), model.get(), metadata, outcome);
        }
        if (pieces.isPresent()) {
            SentencePieceNormalizerCheck.check(pieces.get(), XLM_ROBERTA, metadata, outcome);
        }
        TemplateCheck.check(folder.templates(), metadata, outcome);
    }

    /** Returns the class that decides in a folder without tokenizer.json; empty if there is one. */
    private Optional<String> tokenizerClass() throws IOException {
        return folder.has("tokenizer.json")
                ? Optional.empty()
                : Optional.of(folder.config()
                        .flatMap(some -> some.text("tokenizer_class"))
                        .orElse(""));
    }

    private void compareVocabulary(OriginalTokenizer original, String model) throws IOException {
        if (original.vocabulary().isPresent()) {
            outcome.add(MODEL, original.source(), model, Verdict.AGREES);
            new VocabularyCheck(original.vocabulary().get(), original.source(), metadata, outcome).check();
            measured = true;
        } else if (original.isOther()) {
            outcome.add(MODEL, original.source(), model, Verdict.DIFFERS);
            outcome.fail(
                    Code.VOCABULARY_DIFFERS,
                    "The original has " + original.source() + ", the GGUF file " + MODEL + " " + Shown.of(model)
                            + ", which is another kind",
                    Map.of());
            measured = true;
        } else {
            outcome.add(MODEL, "", model, Verdict.NOT_CHECKED);
            outcome.fail(
                    Code.NOT_CHECKED,
                    "The vocabulary was not compared: " + original.source()
                            + ". Leave tokenizer out of checks, or accept NOT_CHECKED:vocabulary",
                    Map.of());
        }
    }

    private void compareMerges(OriginalTokenizer original, String model) throws IOException {
        if ((model.equals("gpt2") || model.equals(GEMMA4))
                && original.vocabulary().isPresent()) {
            MergesCheck.check(original.json().orElseThrow().merges(), original.source(), metadata, outcome);
        }
    }

    private void compareSpecial(OriginalTokenizer original, String model) throws IOException {
        Optional<TokenizerConfig> settings = folder.config().filter(some -> !some.isEmpty());
        OptionalLong most =
                model.equals("gpt2") ? OptionalLong.empty() : OptionalLong.of(length(VocabularyCheck.TOKENS));
        SpecialTokens expected = SpecialTokens.of(
                folder.has("tokenizer.json") ? original.json() : Optional.empty(), settings, config, most);
        if (ArchitectureTable.has(architecture, Trait.CHOSEN_TOKENS)) {
            expected.ids().keySet().removeAll(CHOSEN);
        }
        SpecialTokenCheck check = new SpecialTokenCheck(metadata, model, outcome);
        boolean agree = check.checkIds(expected);
        check.checkAdded(added(expected, settings, model), metadata.text(PRE));
        if (agree) {
            check.checkEnds(ends());
        }
    }

    /** Returns which tokens are added to texts; some architectures have their own rule. */
    private Map<String, Stated<Boolean>> added(
            SpecialTokens expected, Optional<TokenizerConfig> settings, String model) {
        Map<String, Stated<Boolean>> added = new LinkedHashMap<>(expected.added());
        boolean isLlama = ArchitectureTable.has(architecture, Trait.LLAMA);
        boolean isGranite = isLlama
                && config.number("vocab_size")
                        .filter(size -> size == GRANITE_SIZE)
                        .isPresent();
        if (isGranite || architecture.equals("phi2")) {
            added.put("bos", new Stated<>(false, "The architecture adds no begin"));
        }
        if (isLlama || ArchitectureTable.has(architecture, Trait.SPACE_PREFIX)) {
            settings.flatMap(some -> some.flag("add_prefix_space"))
                    .ifPresent(adds ->
                            added.put("space", new Stated<>(adds, "tokenizer_config.json: add_prefix_space " + adds)));
        } else if (pieces.isPresent()) {
            boolean adds = pieces.get().addsSpace();
            added.put("space", new Stated<>(adds, XLM_ROBERTA + ": add_dummy_prefix " + adds));
        } else if (ArchitectureTable.has(architecture, Trait.NO_SPACE_PREFIX) && model.equals("llama")) {
            added.put("space", new Stated<>(false, "The architecture adds no space"));
        }
        if (model.equals(GEMMA4)) {
            added.put("bos", new Stated<>(true, "The architecture adds a begin"));
            added.put("space", new Stated<>(false, "The architecture adds no space"));
        }
        return added;
    }

    private List<Long> ends() throws IOException {
        Optional<JsonValue> generation = folder.json("generation_config.json");
        Optional<JsonValue> ends = generation.isPresent() ? generation.get().find("eos_token_id") : Optional.empty();
        return ends.flatMap(OriginalConfig::list).orElse(List.of()).stream()
                .flatMap(end -> OriginalConfig.number(end).stream())
                .map(Double::longValue)
                .toList();
    }
}
