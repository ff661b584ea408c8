package io.github.modelconversion.conversion.tokenizer;

import static io.github.modelconversion.conversion.tokenizer.TokenizerPair.MERGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Merges that are missing or were inserted in a GPT-2, whose tokenizer.json has 255. */
class MergesCheckTest {

    @TempDir
    private Path directory;

    private TokenizerPair pair;

    @BeforeEach
    void read() throws IOException {
        pair = TokenizerPair.real("gpt2", directory);
    }

    private static List<Integer> indices(String text) {
        return Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
    }

    private static Finding only(TokenizerResult result) {
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    private static MetadataEntry entry(TokenizerResult result) {
        return result.entries().stream()
                .filter(entry -> entry.key().equals(MERGES))
                .findFirst()
                .orElseThrow();
    }

    /** Indices to remove one after the other: 7 twice removes the merges 7 and 8. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, ', 1 missing in one place;'",
        "7 7, 7, ', 2 missing in one place;'",
        "252 252 252, 252, ', 3 missing in one place;'",
        "100 7, 7, ;"
    })
    void sayWhetherMissingOnesAreInOnePlace(String removed, long first, String place) throws IOException {
        List<Integer> indices = indices(removed);
        pair.texts(MERGES, merges -> indices.forEach(index -> merges.remove((int) index)));

        TokenizerResult result = pair.compare();

        long left = 255L - indices.size();
        assertThat(only(result).code()).isEqualTo(Code.MERGES_DIFFER);
        assertThat(only(result).message())
                .contains("255 merges (tokenizer.json), the GGUF file " + left + place, "has index " + first + ":");
        assertThat(only(result).evidence())
                .containsEntry("first", first)
                .containsEntry("expectedMerges", 255)
                .containsEntry("foundMerges", left);
        assertThat(entry(result)).isEqualTo(new MetadataEntry(MERGES, "255 merges", left + " merges", Verdict.DIFFERS));
        assertThat(result.merges()).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, ', 1 inserted in one place;'",
        "5 5, 5, ', 2 inserted in one place;'",
        "255, 255, ', 1 inserted in one place;'",
        "100 7, 7, ;"
    })
    void sayWhetherInsertedOnesAreInOnePlace(String inserted, long first, String place) throws IOException {
        List<Integer> indices = indices(inserted);
        pair.texts(MERGES, merges -> indices.forEach(index -> merges.add(index, "q q")));

        Finding finding = only(pair.compare());

        assertThat(finding.message())
                .contains(
                        "255 merges (tokenizer.json), the GGUF file " + (255 + indices.size()) + place,
                        "has index " + first + ":",
                        "the GGUF file \"q q\"");
        assertThat(finding.message().contains("tokenizer.json has none")).isEqualTo(first == 255);
    }

    @Test
    void areCountedIfTheirOrderDiffers() throws IOException {
        pair.texts(MERGES, TokenizerPair.swapped(3, 9));

        assertThat(only(pair.compare()).evidence())
                .containsEntry("differing", 2L)
                .containsEntry("first", 3L)
                .containsEntry("foundMerges", 255L);
        assertThat(only(pair.compare()).message())
                .contains("2 of 255 merges differ")
                .doesNotContain("in one place");
    }

    @Test
    void areListedIfTheyAgreeOrAreAllMissing() throws IOException {
        assertThat(entry(pair.compare()))
                .isEqualTo(new MetadataEntry(MERGES, "255 merges", "255 merges", Verdict.AGREES));

        pair.converted.without(MERGES);

        assertThat(entry(pair.compare())).isEqualTo(new MetadataEntry(MERGES, "255 merges", "", Verdict.MISSING));
        assertThat(pair.compare().merges()).isZero();
    }

    @Test
    void areNotCheckedIfTheOriginalHasNone() throws IOException {
        pair.json("tokenizer.json", json -> json.getAsJsonObject("model").add("merges", new JsonArray()));

        assertThat(only(pair.compare()).code()).isEqualTo(Code.NOT_CHECKED);
        assertThat(only(pair.compare()).severity()).isEqualTo(Severity.INFO);
        assertThat(entry(pair.compare())).isEqualTo(new MetadataEntry(MERGES, "", "255 merges", Verdict.NOT_STATED));

        pair.converted.without(MERGES);
        assertThat(pair.compare().findings()).isEmpty();
        assertThat(pair.compare().entries()).noneMatch(entry -> entry.key().equals(MERGES));
    }

    @Test
    void areMissingIfTheListHoldsNumbers() throws IOException {
        pair.converted.int32s(MERGES, 1, 2);

        assertThat(only(pair.compare()).code()).isEqualTo(Code.MERGES_DIFFER);
        assertThat(entry(pair.compare()).verdict()).isEqualTo(Verdict.MISSING);
    }
}
