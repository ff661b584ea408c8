package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Normalizers of tokenizer.json and the keys that llama.cpp reads for BERT: without them, it makes letters small, and removes
 * accents if it makes letters small.
 */
class NormalizerCheckTest {

    private static final String LOWERCASE = "tokenizer.ggml.normalizer.lowercase";
    private static final String ACCENTS = "tokenizer.ggml.normalizer.strip_accents";

    @TempDir
    private Path directory;

    /** Returns a real pair with another normalizer and without the keys. */
    private TokenizerPair pair(String name, String normalizer) throws IOException {
        TokenizerPair pair = TokenizerPair.real(name, directory)
                .json("tokenizer.json", json -> json.add("normalizer", JsonParser.parseString(normalizer)));
        if (name.equals("bert")) {
            pair.converted.without(LOWERCASE);
        }
        return pair;
    }

    private static List<MetadataEntry> entries(TokenizerPair pair) throws IOException {
        return pair.compare().entries().stream()
                .filter(entry -> entry.key().contains("normalizer"))
                .toList();
    }

    private static MetadataEntry entry(String key, String original, String converted, Verdict verdict) {
        return new MetadataEntry(key, "tokenizer.json: normalizer " + original, converted, verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'BertNormalizer', 'lowercase': true, 'strip_accents': null} | DEFAULT |",
                "{'type': 'BertNormalizer', 'lowercase': false, 'strip_accents': false} | MISSING | MISSING",
                "{'type': 'BertNormalizer', 'strip_accents': true} | | DEFAULT",
                "{'type': 'Lowercase'} | DEFAULT |",
                "{'type': 'StripAccents'} | | DEFAULT",
                "{'type': 'Sequence', 'normalizers': [{'type': 'NFD'}, {'type': 'Lowercase'}, {'type': 'StripAccents'}]}"
                        + " | DEFAULT | DEFAULT",
            })
    void areComparedWithLlamaCppsDefaultsIfTheKeysAreMissing(String normalizer, Verdict lowercase, Verdict accents)
            throws IOException {
        List<MetadataEntry> entries = entries(pair("bert", normalizer));

        assertThat(entries.stream()
                        .filter(entry -> entry.key().equals(LOWERCASE))
                        .map(MetadataEntry::verdict)
                        .toList())
                .isEqualTo(lowercase == null ? List.of() : List.of(lowercase));
        assertThat(entries.stream()
                        .filter(entry -> entry.key().equals(ACCENTS))
                        .map(MetadataEntry::verdict)
                        .toList())
                .isEqualTo(accents == null ? List.of() : List.of(accents));
    }

    @Test
    void removeAccentsByDefaultIfTheFileMakesLettersSmall() throws IOException {
        TokenizerPair pair = pair("bert", "{'type': 'BertNormalizer', 'lowercase': false, 'strip_accents': false}");
        pair.converted.bool(LOWERCASE, false);

        assertThat(pair.compare().findings()).isEmpty();
        assertThat(entries(pair))
                .containsExactly(
                        entry(LOWERCASE, "lowercase false", "false", Verdict.AGREES),
                        entry(ACCENTS, "strip_accents false", "", Verdict.DEFAULT));
    }

    @Test
    void differIfAccentsStayOnOneSideOnly() throws IOException {
        TokenizerPair pair = pair("bert", "{'type': 'BertNormalizer', 'strip_accents': false}");

        assertThat(pair.compare().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.NORMALIZER_DIFFERS);
            assertThat(finding.message()).contains("no " + ACCENTS + ", so llama.cpp takes true");
        });

        pair.converted.bool(ACCENTS, true);

        assertThat(pair.compare().findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .endsWith("the GGUF file has " + ACCENTS + " true");
        assertThat(entries(pair)).containsExactly(entry(ACCENTS, "strip_accents false", "true", Verdict.DIFFERS));
    }

    /** For other kinds of tokenizers llama.cpp has no defaults. */
    @Test
    void areNotCheckedInOtherKindsOfTokenizersWithoutAKey() throws IOException {
        TokenizerPair pair = pair("gpt2", "{'type': 'Lowercase'}");

        assertThat(pair.compare().findings()).isEmpty();
        assertThat(entries(pair)).containsExactly(entry(LOWERCASE, "lowercase true", "", Verdict.NOT_CHECKED));

        pair.converted.bool(LOWERCASE, false);

        assertThat(entries(pair)).containsExactly(entry(LOWERCASE, "lowercase true", "false", Verdict.DIFFERS));
    }
}
