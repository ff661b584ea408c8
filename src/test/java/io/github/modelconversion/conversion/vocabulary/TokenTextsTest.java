package io.github.modelconversion.conversion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected texts come from gguf-py and the JSON files, decoded by hand or with GPT-2's own table. */
class TokenTextsTest {

    private static final Path STORIES =
            TestData.FOLDER.resolve(Path.of("stories260K", "gguf", "stories260K-Q4_0.gguf"));
    private static final Path GPT2 = TestData.FOLDER.resolve(Path.of("conversions", "gpt2"));

    @TempDir
    Path folder;

    @Test
    void sentencePieceMarksBecomeSpaces() throws IOException {
        TokenTexts texts = TokenTexts.read(STORIES, "s.gguf", Set.of(410L, 317L, 13L, 472L, 9999L));

        assertThat(texts.size()).isEqualTo(512);
        assertThat(texts.texts()).isEqualTo(Map.of(410L, " ", 317L, " Lily", 13L, "<0x0A>", 472L, "3"));
    }

    @Test
    void gpt2LettersBecomeBytes() throws IOException {
        TokenTexts texts = TokenTexts.read(GPT2, "gpt2", Set.of(0L, 264L, 511L, 199L, 250L));

        assertThat(texts.size()).isEqualTo(512);
        assertThat(texts.texts())
                .isEqualTo(Map.of(0L, "<|endoftext|>", 264L, " the", 511L, " specif", 199L, "\\u000A", 250L, "\\x9B"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", ""})
    void acceptsAFileOrItsFolder(String file) throws IOException {
        Path path = file.isEmpty() ? GPT2 : GPT2.resolve(file);

        assertThat(TokenTexts.isAt(path)).isTrue();
        assertThat(TokenTexts.read(path, "gpt2/" + file, Set.of(264L)).texts()).containsEntry(264L, " the");
    }

    /** An original and its GGUF file give the same texts for every kind of tokenizer. */
    @ParameterizedTest
    @ValueSource(strings = {"bpe-padded", "llama-json", "sentencepiece-added", "unigram"})
    void bothModelsHaveTheSameTexts(String model) throws IOException {
        Path original = TestData.FOLDER.resolve(Path.of("tokenizers", model));
        Set<Long> ids = LongStream.range(0, 250).boxed().collect(Collectors.toSet());

        TokenTexts ofGguf = TokenTexts.read(original.resolve("tokenizer.gguf"), "g", ids);

        assertThat(ofGguf.texts()).hasSize(250);
        assertThat(TokenTexts.read(original, "o", ids).texts()).isEqualTo(ofGguf.texts());
    }

    @Test
    void paddedRowsFit() throws IOException {
        TokenTexts texts =
                TokenTexts.read(TestData.FOLDER.resolve(Path.of("tokenizers", "bpe-padded")), "o", Set.of(300L));

        assertThat(texts.size()).isEqualTo(309);
        assertThat(texts.fits(309)).isTrue();
        assertThat(texts.fits(321)).isTrue();
        assertThat(texts.fits(320)).isFalse();
    }

    @Test
    void aFileThatIsNotAVocabularyIsRefused() throws IOException {
        Path broken = Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {");
        Path other = Files.writeString(folder.resolve("x.gguf"), "GGUF");

        assertThat(TokenTexts.isAt(folder.resolve("none.gguf"))).isFalse();
        assertThat(TokenTexts.isAt(Files.writeString(folder.resolve("notes.txt"), "x")))
                .isFalse();
        assertThatThrownBy(() -> TokenTexts.read(broken, "tokenizer.json", Set.of(1L)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tokenizer.json");
        assertThatThrownBy(() -> TokenTexts.read(other, "x.gguf", Set.of(1L))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> TokenTexts.read(Files.createDirectory(folder.resolve("empty")), "empty", Set.of(1L)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFolderNeedsOneOfTheFiles() throws IOException {
        Path pieces = TestData.FOLDER.resolve(Path.of("tokenizers", "sentencepiece-cut"));
        Path copy = Files.createDirectory(folder.resolve("pieces"));
        assertThat(TokenTexts.isAt(copy)).isFalse();

        Files.copy(pieces.resolve("tokenizer.model"), copy.resolve("tokenizer.model"));

        assertThat(TokenTexts.isAt(copy)).isTrue();
        assertThat(TokenTexts.read(copy, "pieces", Set.of(1L)).size()).isPositive();
        assertThat(TokenTexts.read(copy, "pieces", Set.of(1L)).texts()).containsEntry(1L, "<s>");
    }
}
