package io.github.modelconversion.robustness;

import io.github.modelconversion.conversion.ModelComparison;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.input.file.NotDataException;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.weight.compare.WeightSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;

/** A small original and its GGUF file, one of them replaced by a given file; the others are correct. */
enum CheckedFiles {
    /** A Llama with one layer and a BPE tokenizer. */
    WHOLE,
    /** With the vocabulary of a SentencePiece model. */
    PIECES {
        @Override
        void change(Map<String, String> files) {
            files.put(GGUF, "check_gguf/sentencepiece.gguf");
        }
    },
    /** With vocab.json, merges.txt and added_tokens.json in place of tokenizer.json. */
    SPLIT_TOKENIZER {
        @Override
        void change(Map<String, String> files) {
            files.remove("tokenizer.json");
            files.put("vocab.json", "check_vocabulary/vocab.json");
            files.put("merges.txt", "check_merges/merges.txt");
            files.put("added_tokens.json", "check_added_tokens/added_tokens.json");
        }
    },
    /** With the vocab.txt of a WordPiece model in place of tokenizer.json. */
    WORDS {
        @Override
        void change(Map<String, String> files) {
            files.remove("tokenizer.json");
            files.put("vocab.txt", "check_words/vocab.txt");
            files.put(GGUF, "with/wordpiece.gguf");
        }
    },
    /** With a tokenizer_config.json that has no chat template. */
    TEMPLATE_FILE {
        @Override
        void change(Map<String, String> files) {
            files.put("tokenizer_config.json", "with/tokenizer_config.json");
        }
    },
    /** With a tokenizer_config.json that lists no tokens, so that special_tokens_map.json names them. */
    TOKENS_MAP {
        @Override
        void change(Map<String, String> files) {
            files.put("tokenizer_config.json", "with/without_decoder.json");
        }
    },
    /** With weights in two files. */
    SHARDS {
        @Override
        void change(Map<String, String> files) {
            files.put("model.safetensors.index.json", "check_index/two-shards.json");
            files.put("model-00001-of-00002.safetensors", "with/shard-1.safetensors");
            files.put("model-00002-of-00002.safetensors", "check_shard/shard-2.safetensors");
        }
    },
    /** With rows of 256 weights, which quantized types need. */
    QUANTIZED {
        @Override
        void change(Map<String, String> files) {
            files.put("config.json", "with/quantized-config.json");
            files.put("model.safetensors", "with/quantized.safetensors");
        }
    };

    private static final String GGUF = "model.gguf";

    private static final Map<String, String> FILES = Map.of(
            "config.json",
            "check_config/config.json",
            "tokenizer.json",
            "tokenizer/bpe.json",
            "tokenizer_config.json",
            "check_tokenizer_config/tokenizer_config.json",
            "model.safetensors",
            "check_weights/model.safetensors",
            GGUF,
            "check_gguf/model.gguf");

    /** Changes the seed file for each name. */
    void change(Map<String, String> files) {}

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>(FILES);
        change(files);
        return Collections.unmodifiableMap(files);
    }

    /**
     * Compares metadata, tokenizer and weights.
     *
     * @param file the given file; the others are written next to it
     * @return whether the tokenizer's files could be read
     */
    boolean check(Path file) throws IOException {
        for (Map.Entry<String, String> other : files().entrySet()) {
            Path copy = file.resolveSibling(other.getKey());
            if (!Files.exists(copy)) {
                Files.copy(Path.of("src/test/resources/fuzz", other.getValue()), copy);
            }
        }
        GgufParts parts = parts(file.resolveSibling(GGUF));
        OriginalFolder original = OriginalFolder.read(file.resolveSibling(""), "a");
        try (Threads threads = Threads.start(1)) {
            return ModelComparison.of(original, parts, GGUF, EnumSet.allOf(Check.class))
                    .withValues(original, parts, WeightSample.ALL, threads, Progress.NONE)
                    .tokenizer()
                    .findings()
                    .stream()
                    .noneMatch(finding -> finding.code().isUnusable());
        }
    }

    /** The goal itself adds the file's name to the reason. */
    private static GgufParts parts(Path file) throws IOException {
        try {
            GgufParts parts = GgufParts.read(file);
            parts.requireWhole();
            return parts;
        } catch (NotDataException standIn) {
            throw UnusableInputException.of(GGUF, standIn);
        }
    }
}
