package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tokenizer with 250 000 tokens and as many merges. */
class LargeTokenizerTest {

    private static final int TOKENS = 250_000;

    @TempDir
    private Path directory;

    private final List<String> tokens = new ArrayList<>();
    private final List<String> merges = new ArrayList<>();

    private TokenizerPair pair() throws IOException {
        for (int id = 0; id < TOKENS; id++) {
            tokens.add("\u0120t" + id);
            merges.add("\u0120t " + id);
        }
        TokenizerPair pair = TokenizerPair.empty("gpt2", "gpt2", directory);
        try (BufferedWriter json = Files.newBufferedWriter(pair.folder.resolve("tokenizer.json"))) {
            json.write("{\"pre_tokenizer\": {\"type\": \"ByteLevel\"}, \"model\": {\"type\": \"BPE\", \"vocab\": {");
            for (int id = 0; id < TOKENS; id++) {
                json.write((id == 0 ? "\"" : ",\n      \"") + tokens.get(id) + "\": " + id);
            }
            json.write("}, \"merges\": [");
            for (int i = 0; i < TOKENS; i++) {
                json.write((i == 0 ? "" : ",") + "\n      [\n        \"\u0120t\",\n        \"" + i + "\"\n      ]");
            }
            json.write("]}}");
        }
        int[] types = new int[TOKENS];
        Arrays.fill(types, 1);
        pair.converted
                .text("tokenizer.ggml.pre", "gpt-2")
                .texts(TokenizerPair.TOKENS, tokens)
                .texts(TokenizerPair.MERGES, merges)
                .int32s(TokenizerPair.TYPES, types);
        return pair;
    }

    @Test
    void isComparedToItsEnd() throws IOException {
        TokenizerPair pair = pair();
        assertThat(pair.compare().findings()).isEmpty();
        assertThat(pair.compare().tokens()).isEqualTo(TOKENS);
        assertThat(pair.compare().merges()).isEqualTo(TOKENS);

        tokens.set(TOKENS - 1, "other");
        merges.set(TOKENS - 1, "o ther");
        pair.converted.texts(TokenizerPair.TOKENS, tokens).texts(TokenizerPair.MERGES, merges);

        assertThat(pair.compare().findings())
                .extracting(Finding::code)
                .containsExactly(Code.VOCABULARY_DIFFERS, Code.MERGES_DIFFER);
        assertThat(pair.compare().findings())
                .allSatisfy(finding -> assertThat(finding.evidence()).containsEntry("first", TOKENS - 1L));
    }
}
