package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Byte pairs with scores and merges, as llama.cpp's converter writes them for Gemma 4. */
class Gemma4TokenizerTest {

    @TempDir
    private Path directory;

    private TokenizerPair pair() throws IOException {
        TokenizerPair pair = TokenizerPair.empty("gemma4", "gemma4", directory)
                .with("tokenizer_config.json", "{\"bos_token\": \"<bos>\"}")
                .with("tokenizer.json", """
                        {"added_tokens": [
                           {"id": 0, "content": "<bos>", "special": true, "normalized": false},
                           {"id": 1, "content": "<|channel>", "special": true, "normalized": false}],
                         "model": {"type": "BPE", "byte_fallback": true,
                           "vocab": {"<bos>": 0, "<|channel>": 1, "<0x00>": 2, "a": 3, "b": 4, "ab": 5},
                           "merges": [["a", "b"]]}}
                        """);
        pair.converted
                .texts(TokenizerPair.TOKENS, List.of("<bos>", "<|channel>", "<0x00>", "a", "b", "ab"))
                .int32s(TokenizerPair.TYPES, 3, 4, 6, 1, 1, 1)
                .float32s(TokenizerPair.SCORES, -1000, -1000, -1000, -1000, -1000, -1000)
                .texts(TokenizerPair.MERGES, List.of("a b"))
                .uint32("tokenizer.ggml.bos_token_id", 0)
                .bool("tokenizer.ggml.add_bos_token", true)
                .bool("tokenizer.ggml.add_space_prefix", false);
        return pair;
    }

    private static List<Code> codes(TokenizerPair pair) throws IOException {
        return pair.compare().findings().stream().map(Finding::code).toList();
    }

    @Test
    void letUsersSeeTheTokensOfChannels() throws IOException {
        assertThat(codes(pair())).isEmpty();
        assertThat(codes(pair().type(1, 3))).isEmpty();
        assertThat(codes(pair().type(0, 4))).containsExactly(Code.TOKEN_TYPES_DIFFER);
    }

    @Test
    void hasMerges() throws IOException {
        assertThat(codes(pair().texts(TokenizerPair.MERGES, merges -> merges.set(0, "b a"))))
                .containsExactly(Code.MERGES_DIFFER);
    }

    @Test
    void addsABeginAndNoSpace() throws IOException {
        TokenizerPair pair = pair();
        pair.converted.bool("tokenizer.ggml.add_bos_token", false).bool("tokenizer.ggml.add_space_prefix", true);

        assertThat(codes(pair)).containsExactly(Code.ADD_BOS_DIFFERS, Code.ADD_BOS_DIFFERS);
    }
}
