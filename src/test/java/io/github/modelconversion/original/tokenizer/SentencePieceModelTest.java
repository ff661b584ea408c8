package io.github.modelconversion.original.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces as {@code sentencepiece_model.proto} defines them: 1 text, 2 score, 3 type. */
class SentencePieceModelTest {

    @TempDir
    private Path folder;

    private SentencePieceModel read(String hex) throws IOException {
        return read(HexFormat.ofDelimiter(" ").parseHex(hex));
    }

    private SentencePieceModel read(byte[] bytes) throws IOException {
        return SentencePieceModel.read(
                Files.write(folder.resolve("tokenizer.model"), bytes), "original/tokenizer.model");
    }

    /** {@code <s>} with the score 0 and the type CONTROL, and {@code a} with -1.5 and without a type. */
    @Test
    void hasTextsScoresAndTypes() throws IOException {
        SentencePieceModel model =
                read("0a 0a 0a 03 3c 73 3e 15 00 00 00 00 0a 02 18 03 0a 08 0a 01 61 15 00 00 c0 bf");

        assertThat(model.size()).isEqualTo(3);
        assertThat(model.text(0)).isEqualTo("<s>".getBytes(UTF_8));
        assertThat(model.type(0)).isEqualTo(SentencePieceModel.NORMAL);
        assertThat(model.text(1)).isEmpty();
        assertThat(model.type(1)).isEqualTo(SentencePieceModel.CONTROL);
        assertThat(model.text(2)).isEqualTo("a".getBytes(UTF_8));
        assertThat(model.score(2)).isEqualTo(-1.5f);
        assertThat(model.type(2)).isEqualTo(SentencePieceModel.NORMAL);
    }

    /** A field 1 that is a number, a message 2, and fields 4 and 5 of a piece. */
    @Test
    void skipsOtherFields() throws IOException {
        SentencePieceModel model = read("08 05 12 02 08 01 0a 08 20 07 0a 01 62 2a 01 63");

        assertThat(model.size()).isOne();
        assertThat(model.text(0)).isEqualTo("b".getBytes(UTF_8));
    }

    @Test
    void mayHaveThousandsOfPieces() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            byte[] text = String.valueOf(i).getBytes(UTF_8);
            bytes.write(new byte[] {10, (byte) (text.length + 4), 10, (byte) text.length});
            bytes.write(text);
            bytes.write(new byte[] {24, (byte) (1 + i % 6)});
        }
        SentencePieceModel model = read(bytes.toByteArray());

        assertThat(model.size()).isEqualTo(1000);
        assertThat(model.text(999)).isEqualTo("999".getBytes(UTF_8));
        assertThat(model.type(256)).isEqualTo(1 + 256 % 6);
        assertThat(model.type(999)).isEqualTo(1 + 999 % 6);
    }

    @Test
    void refusesOtherFilesAndTypes() {
        assertThatThrownBy(() -> read("12 00"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("original/tokenizer.model", "found no piece in 2 bytes");
        for (String type : new String[] {"00", "07"}) {
            assertThatThrownBy(() -> read("0a 05 0a 01 61 18 " + type))
                    .isInstanceOf(UnusableInputException.class)
                    .hasMessageContainingAll("original/tokenizer.model", "from 1 to 6, found " + type.substring(1));
        }
    }
}
