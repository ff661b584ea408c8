package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How texts are prepared for XLM-RoBERTa: sentencepiece.bpe.model against the keys of the GGUF file. */
class SentencePieceNormalizerTest {

    private static final String REPLACEMENTS = "tokenizer.ggml.precompiled_charsmap";
    private static final String SPACES = "tokenizer.ggml.remove_extra_whitespaces";
    private static final String SPACE_PREFIX = "tokenizer.ggml.add_space_prefix";

    @TempDir
    private Path directory;

    /** Encodes a message of the protocol buffer: the field's tag, the length, the bytes. */
    private static byte[] message(int field, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(field << 3 | 2);
        message.write(content.size());
        message.writeBytes(content.toByteArray());
        return message.toByteArray();
    }

    private static byte[] number(int field, int value) {
        return new byte[] {(byte) (field << 3), (byte) value};
    }

    private static byte[] piece(String text, int type) {
        return message(1, message(1, text.getBytes(StandardCharsets.UTF_8)), number(3, type));
    }

    private static byte[] pieces() {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        model.writeBytes(piece("<unk>", 2));
        model.writeBytes(piece("<s>", 3));
        model.writeBytes(piece("</s>", 3));
        model.writeBytes(piece("a", 1));
        model.writeBytes(piece("b", 1));
        return model.toByteArray();
    }

    /** Returns a pair whose model has these bytes as its field normalizer_spec. */
    private TokenizerPair pair(byte[]... normalizer) throws IOException {
        TokenizerPair pair = TokenizerPair.empty("bert", "t5", directory).with("config.json", "{\"vocab_size\": 6}");
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        model.writeBytes(pieces());
        model.writeBytes(message(3, normalizer));
        Files.write(pair.folder.resolve("sentencepiece.bpe.model"), model.toByteArray());
        pair.converted
                .texts(TokenizerPair.TOKENS, List.of("<s>", "<pad>", "</s>", "<unk>", "a", "b"))
                .int32s(TokenizerPair.TYPES, 3, 3, 3, 2, 1, 1)
                .float32s(TokenizerPair.SCORES, 0, 0, 0, 0, 0, 0)
                .bool(SPACE_PREFIX, true)
                .bool(SPACES, true)
                .int32s(REPLACEMENTS, 1, 200, 3);
        return pair;
    }

    private static byte[] replacements() {
        return message(2, new byte[] {1, (byte) 200, 3});
    }

    private static void assertFinds(TokenizerPair pair, Code code, String key) throws IOException {
        List<Finding> findings = pair.compare().findings();
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.message()).contains(key);
        });
    }

    @Test
    void bothSpacesAreOnUnlessTheModelSaysOtherwise() throws IOException {
        assertThat(pair(replacements()).compare().findings()).isEmpty();
        assertFinds(pair(replacements(), number(3, 0)), Code.ADD_BOS_DIFFERS, SPACE_PREFIX);
        assertFinds(pair(replacements(), number(4, 0)), Code.NORMALIZER_DIFFERS, SPACES);
    }

    @Test
    void aFileWithoutTheKeysMergesNoSpacesAndReplacesNothing() throws IOException {
        TokenizerPair pair = pair(replacements());
        pair.converted.without(SPACES).without(REPLACEMENTS);

        assertThat(pair.compare().findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.code()).isEqualTo(Code.NORMALIZER_DIFFERS));
        TokenizerPair other = pair(number(4, 0));
        other.converted.without(SPACES).without(REPLACEMENTS);
        assertThat(other.compare().findings()).isEmpty();
    }

    @Test
    void eachByteOfTheReplacementsCounts() throws IOException {
        TokenizerPair pair = pair(replacements());
        pair.converted.int32s(REPLACEMENTS, 1, 201, 3);
        assertFinds(pair, Code.NORMALIZER_DIFFERS, REPLACEMENTS);
        TokenizerPair shorter = pair(replacements());
        shorter.converted.int32s(REPLACEMENTS, 1, 200);
        assertFinds(shorter, Code.NORMALIZER_DIFFERS, REPLACEMENTS);
    }
}
