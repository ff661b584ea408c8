package io.github.modelconversion.conversion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.original.tokenizer.TokenizerAddedToken;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Added tokens, and what encoding and decoding them with transformers gives. */
class AddedTokenTextTest {

    private static List<String> texts(String content, boolean normalized, String decoder) {
        return AddedTokenText.of(new TokenizerAddedToken(1, content, false, normalized), decoder);
    }

    @Test
    void aNormalizedTokenStaysAsItIs() {
        assertThat(texts("\u2581a .", true, "Metaspace")).containsExactly("\u2581a .");
    }

    @Test
    void aMarkBecomesASpaceOrIsRemovedAtTheBeginning() {
        assertThat(texts("\u2581a\u2581b", false, "Metaspace")).containsExactly("\u2581a\u2581b", " a b", "a b");
        assertThat(texts("ab", false, "Metaspace")).containsExactly("ab");
    }

    /** In GPT-2's alphabet U+0120 stands for a space and U+010A for a line break; the euro sign stands for no byte. */
    @Test
    void lettersBecomeTheBytesThatTheyStandFor() {
        assertThat(texts("\u0120a\u010a", false, "ByteLevel")).containsExactly("\u0120a\u010a", " a\n");
        assertThat(texts("\u20ac", false, "ByteLevel")).containsExactly("\u20ac");
        assertThat(texts("\u0100!~\u00c3\u00bf", false, "ByteLevel")).contains("\0!~\u00ff");
    }

    /** The replacements of clean_up_tokenization. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a . | a.",
                "a ? | a?",
                "a ! | a!",
                "a , | a,",
                "a ' b | a'b",
                "do n't | don't",
                "I 'm | I'm",
                "it 's | it's",
                "I 've | I've",
                "we 're | we're",
            })
    void spacesOfEnglishTextAreCleanedUp(String content, String cleaned) {
        assertThat(texts(content, false, "ByteLevel")).contains(content, cleaned);
    }
}
