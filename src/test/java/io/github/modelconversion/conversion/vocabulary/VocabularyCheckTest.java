package io.github.modelconversion.conversion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.GgufCopy;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of tokens, types and scores in a GGUF file against a vocabulary of a few tokens. */
class VocabularyCheckTest {

    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";
    private static final String SCORES = "tokenizer.ggml.scores";

    /** Numbers of llama_token_type. */
    private static final int NORMAL = 1;

    private static final int CONTROL = 3;
    private static final int UNUSED = 5;

    @TempDir
    private Path directory;

    private final GgufCopy file = GgufCopy.empty();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a vocabulary of normal tokens, each with its id as score. */
    private static ExpectedVocabulary vocabulary(boolean scored, String... tokens) throws IOException {
        ExpectedVocabulary vocabulary = new ExpectedVocabulary("tokenizer.json", scored);
        for (int id = 0; id < tokens.length; id++) {
            vocabulary.put(id, bytes(tokens[id]), TokenType.NORMAL.bit(), id);
        }
        vocabulary.setLength(tokens.length, tokens.length);
        return vocabulary;
    }

    private TokenizerResult check(ExpectedVocabulary vocabulary) throws IOException {
        Outcome outcome = new Outcome();
        GgufMetadata metadata = GgufMetadata.read(file.write(directory.resolve("m.gguf")));
        new VocabularyCheck(vocabulary, "tokenizer.json", metadata, outcome).check();
        return outcome.result(true, 0, 0);
    }

    private void tokens(String... tokens) {
        file.texts(TOKENS, List.of(tokens));
        int[] types = new int[tokens.length];
        Arrays.fill(types, NORMAL);
        file.int32s(TYPES, types);
    }

    private static Finding only(TokenizerResult result, Code code) {
        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().get(0).code()).isEqualTo(code);
        assertThat(result.findings().get(0).severity()).isEqualTo(Severity.FAIL);
        return result.findings().get(0);
    }

    private static Verdict verdict(TokenizerResult result, String key) {
        return result.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void listsEachListThatAgrees() throws IOException {
        tokens("a", "b", "c");
        file.float32s(SCORES, 0, 1, 2);

        TokenizerResult result = check(vocabulary(true, "a", "b", "c"));

        assertThat(result.findings()).isEmpty();
        assertThat(result.entries())
                .containsExactly(
                        new MetadataEntry(TOKENS, "3 tokens", "3 tokens", Verdict.AGREES),
                        new MetadataEntry(TYPES, "3 types", "3 types", Verdict.AGREES),
                        new MetadataEntry(SCORES, "3 scores", "3 scores", Verdict.AGREES));
    }

    @Test
    void listsAMissingListOfTokensOnly() throws IOException {
        TokenizerResult result = check(vocabulary(true, "a", "b"));

        assertThat(only(result, Code.VOCABULARY_DIFFERS).message()).contains("2 tokens (tokenizer.json)", TOKENS);
        assertThat(result.entries()).containsExactly(new MetadataEntry(TOKENS, "2 tokens", "", Verdict.MISSING));
    }

    @ParameterizedTest
    @CsvSource({
        // The second token is missing, or one was inserted before it; the token at the end has no neighbor.
        "a c d e z, a token is missing",
        "a x b c d, a token was inserted",
        "a b d e z, a token is missing",
        // Two tokens are too few to tell, and others changed their places.
        "a b c e z, ''",
        "b a d c e, ''",
        "x c d e y, ''",
        "c a b e d, ''"
    })
    void saysThatTokensAreShifted(String found, String shift) throws IOException {
        tokens(found.split(" "));

        TokenizerResult result = check(vocabulary(false, "a", "b", "c", "d", "e"));

        String message = only(result, Code.VOCABULARY_DIFFERS).message();
        assertThat(message).contains("of 5 tokens differ");
        assertThat(message.contains("from there on")).isEqualTo(!shift.isEmpty());
        assertThat(message).contains(shift);
        assertThat(verdict(result, TOKENS)).isEqualTo(Verdict.DIFFERS);
        assertThat(verdict(result, TYPES)).isEqualTo(Verdict.AGREES);
    }

    @Test
    void saysBothThatTheLengthAndThatTextsDiffer() throws IOException {
        tokens("a", "x", "c", "d");

        Finding finding = only(check(vocabulary(false, "a", "b", "c")), Code.VOCABULARY_DIFFERS);

        assertThat(finding.message())
                .isEqualTo("The original has 3 tokens (tokenizer.json), the GGUF file 4; 1 of 4 tokens differs,"
                        + " with id 1: tokenizer.json has \"b\", the GGUF file \"x\"");
        assertThat(finding.evidence())
                .containsEntry("expectedTokens", 3L)
                .containsEntry("foundTokens", 4L)
                .containsEntry("differing", 1L);
    }

    @Test
    void saysThatOnlyTheLengthDiffers() throws IOException {
        tokens("a", "b");

        Finding finding = only(check(vocabulary(false, "a", "b", "c")), Code.VOCABULARY_DIFFERS);

        assertThat(finding.message()).isEqualTo("The original has 3 tokens (tokenizer.json), the GGUF file 2");
        assertThat(finding.evidence()).containsEntry("differing", 0L).doesNotContainKey("first");
    }

    /** Converters write the id; older ones number the padding from 1. */
    @ParameterizedTest
    @CsvSource({"[PAD2], true", "[PAD1], true", "[PAD3], false", "[PAD0], false", "pad, false"})
    void acceptsPaddingAfterTheLastToken(String padding, boolean accepted) throws IOException {
        ExpectedVocabulary vocabulary = vocabulary(false, "a", "b");
        vocabulary.setLength(3, 3);
        tokens("a", "b", padding);
        file.int32s(TYPES, NORMAL, NORMAL, UNUSED);

        TokenizerResult result = check(vocabulary);

        if (accepted) {
            assertThat(result.findings()).isEmpty();
        } else {
            assertThat(only(result, Code.VOCABULARY_DIFFERS).message())
                    .contains("tokenizer.json has none, so the padding \"[PAD2]\"");
        }
    }

    @Test
    void findsPaddingOfAnotherTypeOrScore() throws IOException {
        ExpectedVocabulary vocabulary = vocabulary(true, "a", "b");
        vocabulary.setLength(4, 4);
        tokens("a", "b", "[PAD2]", "[PAD3]");
        file.int32s(TYPES, NORMAL, NORMAL, UNUSED, NORMAL).float32s(SCORES, 0, 1, -10000, -1000);
        assertThat(only(check(vocabulary), Code.TOKEN_TYPES_DIFFER).message())
                .contains("with id 3, \"[PAD3]\": expected unused (tokenizer.json), found normal");

        file.int32s(TYPES, NORMAL, NORMAL, UNUSED, UNUSED).float32s(SCORES, 0, 1, -10000, 0);
        assertThat(only(check(vocabulary), Code.SCORES_DIFFER).message()).contains("has -10000.0, the GGUF file 0.0");
    }

    /** A token that is not in the file that the converter reads first. */
    @Test
    void acceptsAnOptionalTokenOrPadding() throws IOException {
        ExpectedVocabulary vocabulary = vocabulary(false, "a", "b");
        vocabulary.makeOptional(1);
        tokens("a", "b");
        assertThat(check(vocabulary).findings()).isEmpty();

        tokens("a", "[PAD1]");
        file.int32s(TYPES, NORMAL, UNUSED);
        assertThat(check(vocabulary).findings()).isEmpty();

        tokens("a", "c");
        only(check(vocabulary), Code.VOCABULARY_DIFFERS);
    }

    @Test
    void acceptsEachAllowedText() throws IOException {
        ExpectedVocabulary vocabulary = vocabulary(false, "a", "b");
        vocabulary.allow(1, List.of(bytes(" b"), bytes("B")));
        for (String text : List.of("b", " b", "B")) {
            tokens("a", text);
            assertThat(check(vocabulary).findings()).isEmpty();
        }

        tokens("B", "b");
        only(check(vocabulary), Code.VOCABULARY_DIFFERS);
    }

    @Test
    void replacesATokenThatAnotherFileOverrides() throws IOException {
        ExpectedVocabulary vocabulary = vocabulary(false, "a", "b");
        vocabulary.allow(1, List.of(bytes("B")));
        vocabulary.put(1, bytes("c"), TokenType.CONTROL.bit(), 0);
        tokens("a", "B");

        assertThat(only(check(vocabulary), Code.VOCABULARY_DIFFERS).message()).contains("has \"c\"");
    }

    /** Enough tokens for the lists to grow. */
    @Test
    void comparesTypesAndScoresOfManyTokens() throws IOException {
        String[] tokens = new String[1000];
        float[] scores = new float[1000];
        for (int id = 0; id < tokens.length; id++) {
            tokens[id] = "t" + id;
            scores[id] = id;
        }
        tokens(tokens);
        file.float32s(SCORES, scores);
        assertThat(check(vocabulary(true, tokens)).findings()).isEmpty();

        scores[900] = 0;
        file.float32s(SCORES, scores);
        assertThat(only(check(vocabulary(true, tokens)), Code.SCORES_DIFFER).message())
                .contains("1 of 1000 tokens has another score, with id 900")
                .contains("has 900.0, the GGUF file 0.0");
    }

    @Test
    void namesAllAllowedTypesAndTheOneFound() throws IOException {
        ExpectedVocabulary vocabulary = vocabulary(false, "a", "b", "c");
        vocabulary.allowTypes(1, TokenType.USER_DEFINED.bit());
        tokens("a", "b", "c");
        file.int32s(TYPES, NORMAL, 4, NORMAL);
        assertThat(check(vocabulary).findings()).isEmpty();

        file.int32s(TYPES, NORMAL, CONTROL, 7);
        Finding finding = only(check(vocabulary), Code.TOKEN_TYPES_DIFFER);
        assertThat(finding.message())
                .isEqualTo("2 of 3 tokens have another type, the first with id 1, \"b\": expected normal or"
                        + " user defined (tokenizer.json), found control");
        assertThat(finding.evidence()).containsEntry("differing", 2L).containsEntry("first", 1L);
        assertThat(verdict(check(vocabulary), TYPES)).isEqualTo(Verdict.DIFFERS);

        file.int32s(TYPES, 7, NORMAL, NORMAL);
        assertThat(only(check(vocabulary), Code.TOKEN_TYPES_DIFFER).message()).endsWith("found of type 7");
        file.float32s(TYPES, 1.5f, NORMAL, NORMAL);
        assertThat(only(check(vocabulary), Code.TOKEN_TYPES_DIFFER).message()).endsWith("found of type 1.5");
    }

    @Test
    void comparesTypesAndScoresOnlyOfTokensWithTheRightText() throws IOException {
        tokens("a", "x", "c");
        file.int32s(TYPES, NORMAL, CONTROL, NORMAL).float32s(SCORES, 0, 7, 2);

        only(check(vocabulary(true, "a", "b", "c")), Code.VOCABULARY_DIFFERS);
    }

    @ParameterizedTest
    @CsvSource({"2", "4"})
    void findsListsOfAnotherLengthThanTheTokens(int length) throws IOException {
        tokens("a", "b", "c");
        file.float32s(SCORES, 0, 1, 2).int32s(TYPES, Arrays.copyOf(new int[] {1, 1, 1, 1}, length));
        TokenizerResult types = check(vocabulary(true, "a", "b", "c"));
        assertThat(only(types, Code.TOKEN_TYPES_DIFFER).message())
                .isEqualTo("The GGUF file has 3 tokens, but " + length + " types (" + TYPES + ")");
        assertThat(only(types, Code.TOKEN_TYPES_DIFFER).evidence())
                .containsEntry("expected", 3L)
                .containsEntry("found", (long) length);
        assertThat(types.entries())
                .hasSize(3)
                .contains(new MetadataEntry(TYPES, "3 types", length + " types", Verdict.DIFFERS));

        file.int32s(TYPES, 1, 1, 1).float32s(SCORES, Arrays.copyOf(new float[] {0, 1, 2, 3}, length));
        assertThat(only(check(vocabulary(true, "a", "b", "c")), Code.SCORES_DIFFER)
                        .message())
                .contains("3 tokens, but " + length + " scores");
    }

    @Test
    void saysWhatLlamaCppDoesWithoutAList() throws IOException {
        tokens("a");
        file.without(TYPES);

        TokenizerResult result = check(vocabulary(true, "a"));

        assertThat(result.findings())
                .extracting(Finding::code)
                .containsExactly(Code.TOKEN_TYPES_DIFFER, Code.SCORES_DIFFER);
        assertThat(result.findings().get(0).message()).contains(TYPES, "every token for a normal one");
        assertThat(result.findings().get(1).message()).contains(SCORES, "0 for every score");
        assertThat(result.entries())
                .containsExactly(
                        new MetadataEntry(TOKENS, "1 tokens", "1 tokens", Verdict.AGREES),
                        new MetadataEntry(TYPES, "1 types", "", Verdict.MISSING),
                        new MetadataEntry(SCORES, "1 scores", "", Verdict.MISSING));
    }

    @Test
    void takesListsOfOtherValuesForMissingOnes() throws IOException {
        tokens("a");
        file.texts(TYPES, List.of("normal"));
        assertThat(only(check(vocabulary(false, "a")), Code.TOKEN_TYPES_DIFFER).message())
                .contains("no list " + TYPES);

        file.int32s(TOKENS, 1);
        assertThat(only(check(vocabulary(false, "a")), Code.VOCABULARY_DIFFERS).message())
                .contains("no list " + TOKENS);
    }

    @Test
    void listsBothNumbersOfTokensIfTheyDiffer() throws IOException {
        tokens("a", "b", "c", "d");

        assertThat(check(vocabulary(false, "a", "b", "c")).entries())
                .contains(new MetadataEntry(TOKENS, "3 tokens", "4 tokens", Verdict.DIFFERS));
    }
}
