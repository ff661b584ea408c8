package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.GgufCopy;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Randomly drawn tokenizers of all kinds, converted with transformers, SentencePiece and gguf-py. */
class DrawnTokenizersTest {

    private static final Path FOLDER = Path.of("testdata", "tokenizers");

    @TempDir
    private Path directory;

    private TokenizerResult compare(String name, GgufCopy converted) throws IOException {
        Path folder = FOLDER.resolve(name);
        OriginalConfig config = OriginalConfig.read(folder.resolve("config.json"), "config.json");
        return TokenizerCheck.compare(
                folder, "original", config, GgufMetadata.read(converted.write(directory.resolve("m.gguf"))));
    }

    /** Reads a conversion. That of XLM-RoBERTa lacks what its normalizer_spec says about spaces. */
    private static GgufCopy converted(String name) throws IOException {
        GgufCopy file = GgufCopy.read(FOLDER.resolve(name).resolve("tokenizer.gguf"));
        return name.equals("xlm-roberta")
                ? file.bool("tokenizer.ggml.add_space_prefix", true)
                        .bool("tokenizer.ggml.remove_extra_whitespaces", true)
                : file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bpe-templates",
                "bpe-padded",
                "bpe-begin",
                "bpe-files",
                "wordpiece",
                "sentencepiece-added",
                "sentencepiece-cut",
                "phi3",
                "llama-json",
                "xlm-roberta",
                "unigram"
            })
    void acceptsCorrectConversions(String name) throws IOException {
        TokenizerResult result = compare(name, converted(name));

        assertThat(result.findings()).noneMatch(finding -> finding.severity() != Severity.INFO);
        assertThat(result.measured()).isTrue();
        assertThat(result.count(Verdict.AGREES)).isGreaterThan(3);
    }

    /** Replaces the text of each token in turn. */
    @ParameterizedTest
    @ValueSource(
            strings = {"bpe-padded", "wordpiece", "sentencepiece-added", "phi3", "llama-json", "xlm-roberta", "unigram"
            })
    void findsAnyTokenWithAnotherText(String name) throws IOException {
        List<String> tokens = converted(name).textsOf(TokenizerPair.TOKENS);
        for (int id = 0; id < tokens.size(); id += 11) {
            List<String> broken = converted(name).textsOf(TokenizerPair.TOKENS);
            broken.set(id, "another");

            TokenizerResult result = compare(name, converted(name).texts(TokenizerPair.TOKENS, broken));

            assertThat(failures(result)).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(Code.VOCABULARY_DIFFERS);
            });
            assertThat(failures(result).get(0).evidence()).containsEntry("first", (long) id);
        }
    }

    /** Sets the type of each token in turn to undefined. */
    @ParameterizedTest
    @ValueSource(
            strings = {"bpe-padded", "wordpiece", "sentencepiece-added", "phi3", "llama-json", "xlm-roberta", "unigram"
            })
    void findsAnyTokenWithAnotherType(String name) throws IOException {
        int count = converted(name).int32sOf(TokenizerPair.TYPES).length;
        for (int id = 0; id < count; id += 11) {
            int[] broken = converted(name).int32sOf(TokenizerPair.TYPES);
            broken[id] = 0;

            TokenizerResult result = compare(name, converted(name).int32s(TokenizerPair.TYPES, broken));

            assertThat(failures(result)).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(Code.TOKEN_TYPES_DIFFER);
            });
            assertThat(failures(result).get(0).evidence()).containsEntry("first", (long) id);
        }
    }

    private static List<Finding> failures(TokenizerResult result) {
        return result.findings().stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .toList();
    }
}
