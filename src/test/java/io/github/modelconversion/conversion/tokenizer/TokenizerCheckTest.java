package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entries for the kind of a tokenizer and for its pre-tokenizer, and what is compared of an unknown one. */
class TokenizerCheckTest {

    private static final String MODEL = "tokenizer.ggml.model";
    private static final String PRE = "tokenizer.ggml.pre";

    @TempDir
    private Path directory;

    private TokenizerPair real(String name) throws IOException {
        return TokenizerPair.real(name, directory);
    }

    private static MetadataEntry entry(TokenizerResult result, String key) {
        return result.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsTheFileThatTheVocabularyIsFrom() throws IOException {
        assertThat(entry(real("llama").compare(), MODEL))
                .isEqualTo(new MetadataEntry(MODEL, "tokenizer.model", "llama", Verdict.AGREES));
    }

    @Test
    void listsAnotherKindOfTokenizer() throws IOException {
        TokenizerPair pair = real("bert");
        pair.converted.text(MODEL, "gpt2");

        TokenizerResult result = pair.compare();

        assertThat(entry(result, MODEL))
                .isEqualTo(new MetadataEntry(
                        MODEL, "a \"WordPiece\" tokenizer (tokenizer.json)", "gpt2", Verdict.DIFFERS));
        assertThat(result.measured()).isTrue();
    }

    @Test
    void failsIfThereIsNoRuleForTheKind() throws IOException {
        TokenizerPair pair = real("llama");
        pair.converted.text(MODEL, "rwkv");

        TokenizerResult result = pair.compare();

        assertThat(result.measured()).isFalse();
        assertThat(entry(result, MODEL)).isEqualTo(new MetadataEntry(MODEL, "", "rwkv", Verdict.NOT_CHECKED));
        assertThat(result.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED);
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
            assertThat(finding.message()).contains("rwkv", "NOT_CHECKED:vocabulary");
        });
    }

    @Test
    void isNotMeasuredWithoutATokenizer() throws IOException {
        TokenizerPair pair = real("gpt2");
        pair.converted.without(MODEL);

        assertThat(pair.compare().measured()).isFalse();
        assertThat(pair.compare().entries()).isEmpty();
        assertThat(pair.compare().tokens()).isEqualTo(512);
    }

    @Test
    void reportsADamagedFileAndWhatItComparedBefore() throws IOException {
        TokenizerPair pair = real("llama");
        Files.writeString(pair.folder.resolve("generation_config.json"), "{");

        TokenizerResult result = pair.compare();

        assertThat(result.measured()).isTrue();
        assertThat(entry(result, MODEL).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.UNUSABLE_INPUT);
            assertThat(finding.message()).contains("generation_config.json", "not compared to the end");
        });
    }

    /** The ends are compared only if the ids agree, else the same error would be reported twice. */
    @Test
    void reportsAWrongEndOnce() throws IOException {
        TokenizerPair pair = real("llama").with("generation_config.json", "{\"eos_token_id\": [5, 7]}");
        pair.converted.uint32("tokenizer.ggml.eos_token_id", 1);

        assertThat(pair.compare().findings()).extracting(Finding::severity).containsExactly(Severity.FAIL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type': 'ByteLevel'} | gpt-2 | words | AGREES",
                "{'type': 'ByteLevel'} | llama-bpe | words | DIFFERS",
                "{'type': 'ByteLevel'} | | words | MISSING",
                "{'type': 'ByteLevel'} | of-tomorrow | words | NOT_CHECKED",
                "{'type': 'Whitespace'} | gpt-2 | Whitespace | NOT_CHECKED",
                "{'type': 'Punctuation', 'behavior': 'Isolated'} | gpt-2 | Punctuation | NOT_CHECKED",
                "{'type': 'Sequence', 'pretokenizers': [{'type': 'Digits'}, {'type': 'ByteLevel', 'use_regex': false}]}"
                        + " | gpt-2 | digits, bytes | NOT_CHECKED",
                "{'type': 'Split', 'pattern': {'Regex': 'a'}, 'behavior': 'Removed', 'invert': true}"
                        + " | gpt-2 | split a | NOT_CHECKED",
                "{'type': 'Split', 'pattern': {'Regex': 'a'}, 'behavior': 'Removed'}"
                        + " | gpt-2 | split Removed a | NOT_CHECKED",
                "{'type': 'Split', 'pattern': {'Regex': 'a'}, 'behavior': 'MergedWithNext', 'invert': true}"
                        + " | gpt-2 | split MergedWithNext inverted a | NOT_CHECKED",
                "{'type': 'Sequence', 'pretokenizers': 7} | gpt-2 | | NOT_CHECKED",
            })
    void listsTheStepsThatSplitTexts(String steps, String pre, String shown, Verdict verdict) throws IOException {
        TokenizerPair pair =
                real("gpt2").json("tokenizer.json", json -> json.add("pre_tokenizer", JsonParser.parseString(steps)));
        if (pre == null) {
            pair.converted.without(PRE);
        } else {
            pair.converted.text(PRE, pre);
        }

        assertThat(entry(pair.compare(), PRE))
                .isEqualTo(new MetadataEntry(PRE, shown == null ? "" : shown, pre == null ? "" : pre, verdict));
    }
}
