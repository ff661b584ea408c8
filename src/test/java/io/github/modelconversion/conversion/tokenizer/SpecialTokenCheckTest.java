package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.GgufCopy;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.tokenizer.SpecialTokens.Stated;
import io.github.modelconversion.conversion.vocabulary.Outcome;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of special tokens that a GGUF file lacks, has besides, or has with another value; defaults as in llama-vocab.cpp. */
class SpecialTokenCheckTest {

    private static final String PREFIX = "tokenizer.ggml.";

    @TempDir
    private Path directory;

    private final GgufCopy file = GgufCopy.empty();
    private final Outcome outcome = new Outcome();

    private SpecialTokenCheck check(String model) throws IOException {
        return new SpecialTokenCheck(GgufMetadata.read(file.write(directory.resolve("m.gguf"))), model, outcome);
    }

    private TokenizerResult result() {
        return outcome.result(true, 0, 0);
    }

    private MetadataEntry entry() {
        assertThat(result().entries()).hasSize(1);
        return result().entries().get(0);
    }

    private Verdict verdictOfAdded(String model, String kind, boolean adds, String pre) throws IOException {
        check(model).checkAdded(Map.of(kind, new Stated<>(adds, "source")), Optional.of(pre));
        return entry().verdict();
    }

    private boolean checkId(String model, String kind, long id) throws IOException {
        return check(model)
                .checkIds(new SpecialTokens(Map.of(kind, new Stated<>(id, "the original has " + id)), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "llama, bos, 1, bos_token_id",
        "llama, eos, 2, eos_token_id",
        "llama, unk, 0, unknown_token_id",
        "gpt2, bos, 11, bos_token_id",
        "gpt2, eos, 11, eos_token_id",
        "bert, bos, 101, bos_token_id",
        "bert, unk, 100, unknown_token_id",
        "bert, sep, 102, seperator_token_id",
        "bert, pad, 0, padding_token_id",
        "bert, mask, 103, mask_token_id",
        "t5, eos, 1, eos_token_id",
        "t5, unk, 2, unknown_token_id",
        "t5, pad, 0, padding_token_id"
    })
    void missingIdsAreLlamaCppsDefaults(String model, String kind, long id, String key) throws IOException {
        assertThat(checkId(model, kind, id)).isTrue();
        assertThat(entry()).isEqualTo(new MetadataEntry(PREFIX + key, "the original has " + id, "", Verdict.DEFAULT));
        assertThat(result().findings()).isEmpty();
    }

    @Test
    void aMissingIdIsFoundIfTheDefaultIsAnother() throws IOException {
        file.texts("tokenizer.ggml.tokens", List.of("a", "b"));

        assertThat(checkId("llama", "bos", 0)).isFalse();
        assertThat(entry().verdict()).isEqualTo(Verdict.MISSING);
        assertThat(result().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.SPECIAL_TOKEN_DIFFERS);
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
            assertThat(finding.message())
                    .isEqualTo("the original has 0; the GGUF file has no tokenizer.ggml.bos_token_id,"
                            + " so llama.cpp takes 1 (\"b\")");
            assertThat(finding.evidence()).containsExactly(Map.entry("expected", 0L));
        });
    }

    @Test
    void anIdHasNoTokenIfTheListHoldsNumbers() throws IOException {
        file.int32s("tokenizer.ggml.tokens", 1, 2);

        assertThat(checkId("llama", "bos", 0)).isFalse();
        assertThat(result().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith("takes 1, an id without a token"));
    }

    @Test
    void aMissingIdWithoutADefaultIsFound() throws IOException {
        assertThat(checkId("llama", "pad", 3)).isFalse();
        assertThat(result().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith("has no tokenizer.ggml.padding_token_id"));
    }

    /** Older converters did not write them. */
    @ParameterizedTest
    @CsvSource({"llama, mask", "llama, eot", "gpt2, eom"})
    void idsThatOlderFilesLackAreNotChecked(String model, String kind) throws IOException {
        assertThat(checkId(model, kind, 3)).isTrue();
        assertThat(entry().verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(result().findings()).isEmpty();
    }

    @Test
    void idsThatTheOriginalDoesNotStateAreListed() throws IOException {
        file.uint32("tokenizer.ggml.eot_token_id", 7);

        assertThat(check("llama").checkIds(new SpecialTokens(Map.of(), Map.of())))
                .isTrue();
        assertThat(entry()).isEqualTo(new MetadataEntry(PREFIX + "eot_token_id", "", "7", Verdict.NOT_STATED));
    }

    @Test
    void idsOnBothSidesAreListed() throws IOException {
        file.uint32("tokenizer.ggml.eos_token_id", 7).texts("tokenizer.ggml.tokens", List.of("a"));

        assertThat(checkId("llama", "eos", 7)).isTrue();
        assertThat(checkId("llama", "eos", 0)).isFalse();
        assertThat(result().entries())
                .containsExactly(
                        new MetadataEntry(PREFIX + "eos_token_id", "the original has 7", "7", Verdict.AGREES),
                        new MetadataEntry(PREFIX + "eos_token_id", "the original has 0", "7", Verdict.DIFFERS));
        assertThat(result().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).endsWith("eos_token_id 7, an id without a token");
            assertThat(finding.evidence()).containsExactly(Map.entry("expected", 0L), Map.entry("found", 7L));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "llama, bos, ''",
        "bert, bos, ''",
        "gpt2, bos, llama-bpe",
        "gpt2, bos, tekken",
        "t5, eos, ''",
        "llama, space, ''"
    })
    void llamaCppAddsTokensByDefault(String model, String kind, String pre) throws IOException {
        assertThat(verdictOfAdded(model, kind, true, pre)).isEqualTo(Verdict.DEFAULT);
        assertThat(result().findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt2, bos, ''",
        "gpt2, bos, qwen2",
        "t5, bos, llama-bpe",
        "llama, eos, ''",
        "gpt2, eos, ''",
        "gpt2, space, ''",
        "bert, space, ''"
    })
    void llamaCppAddsNoOtherTokensByDefault(String model, String kind, String pre) throws IOException {
        assertThat(verdictOfAdded(model, kind, true, pre)).isEqualTo(Verdict.MISSING);
        assertThat(result().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.ADD_BOS_DIFFERS);
            assertThat(finding.message())
                    .contains("source; the GGUF file has no tokenizer.ggml.add_" + kind, "llama.cpp takes false");
        });
    }

    /** Older files have no keys for them. */
    @ParameterizedTest
    @CsvSource({"bert, eos", "bert, sep", "gpt2, sep", "t5, sep"})
    void separatorsAndBertsEndAreNotCheckedWithoutAKey(String model, String kind) throws IOException {
        assertThat(verdictOfAdded(model, kind, true, "")).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(result().findings()).isEmpty();
    }

    @Test
    void addedTokensOnBothSidesAreListed() throws IOException {
        file.bool("tokenizer.ggml.add_bos_token", true).bool("tokenizer.ggml.add_space_prefix", false);

        check("gpt2").checkAdded(Map.of("bos", new Stated<>(false, "source")), Optional.empty());

        assertThat(result().entries())
                .containsExactly(
                        new MetadataEntry(PREFIX + "add_bos_token", "source", "true", Verdict.DIFFERS),
                        new MetadataEntry(PREFIX + "add_space_prefix", "", "false", Verdict.NOT_STATED));
        assertThat(result().findings())
                .extracting(Finding::message)
                .containsExactly("source; the GGUF file has tokenizer.ggml.add_bos_token true");
    }

    @ParameterizedTest
    @CsvSource({"eos, 2, 0", "eos, 5, 1", "eot, 3, 0", "eom, 3, 0", "bos, 9, 0"})
    void endTokensAreComparedWithThoseOfTheGenerationConfig(String kind, int id, int warnings) throws IOException {
        file.uint32("tokenizer.ggml." + kind + "_token_id", id);

        check("llama").checkEnds(List.of(2L, 3L));

        assertThat(result().findings()).hasSize(warnings).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message()).contains("ends texts with [2, 3]", "none of them but [5]");
        });
    }
}
