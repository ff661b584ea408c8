package io.github.modelconversion.input.kld;

import static io.github.modelconversion.KldFixture.ODD_F16;
import static io.github.modelconversion.KldFixture.ODD_Q4_0;
import static io.github.modelconversion.KldFixture.STORIES_F16;
import static io.github.modelconversion.KldFixture.STORIES_Q4_0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.KldFixture.Decoded;
import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.LogProbabilityReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KldFileTest {

    private static final int FIRST_ROW = 20 + 4 * 6 * 64;
    private static final int ROW_BYTES = 2 * (512 + 4);
    private static final int SIZE = FIRST_ROW + 186 * ROW_BYTES;
    private static final String EXPECTED = "a.kld: expected " + SIZE + " bytes for 6 chunks of 31 rows of 512 values, ";
    private static final String AGAIN = "Write it again with llama-perplexity --kl-divergence-base";
    private static final String DAMAGED = "The file is damaged: write it again with llama-perplexity";

    @TempDir
    private Path folder;

    @Test
    void knowsTheRunFromTheHeader() throws IOException {
        try (KldFile file = KldFile.open(STORIES_F16, "data/a.kld")) {
            assertThat(file.name()).isEqualTo("data/a.kld");
            assertThat(file.context()).isEqualTo(64);
            assertThat(file.vocabulary()).isEqualTo(512);
            assertThat(file.chunks()).isEqualTo(6);
            assertThat(file.rows()).isEqualTo(6 * 31);
            assertThat(file.tokens()).isEqualTo(6 * 64);
        }
    }

    @Test
    void aRowPredictsTheTokenAfterItsOwn() throws IOException {
        Decoded expected = Decoded.of(STORIES_F16);
        try (KldFile file = KldFile.open(STORIES_F16, "a.kld")) {
            assertThat(file.position(0)).isEqualTo(32);
            assertThat(file.position(30)).isEqualTo(62);
            assertThat(file.position(31)).isEqualTo(64 + 32);
            assertThat(file.text().at(1)).isEqualTo(0x193);
            assertThat(file.text().after(31)).isEqualTo(expected.tokens[64 + 33]);
            KldTokens tokens = file.text();
            for (int row : new int[] {185, 0, 30, 31, 184}) {
                assertThat(tokens.after(row)).isEqualTo(expected.next(row));
            }
            assertThat(file.text().after(185)).isEqualTo(expected.tokens[6 * 64 - 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stories260K/kld/stories260K-Q4_0.kld", "stories260K-v513/kld/v513-Q4_0.kld"})
    void decodesEveryRowInAnyOrder(String name) throws IOException {
        Path path = Path.of("testdata").resolve(name);
        Decoded expected = Decoded.of(path);
        double[] row = new double[expected.vocabulary];
        try (KldFile file = KldFile.open(path, name);
                LogProbabilityReader reader = file.reader()) {
            for (int i = file.rows() - 1; i >= 0; i--) {
                double floor = reader.read(i, row);

                assertThat(row).containsExactly(expected.rows[i]);
                assertThat(floor).isEqualTo(Arrays.stream(row).min().orElseThrow());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 256", "256, 256", "300, 218", "512, 128", "65536, 1", "65537, 1"})
    void readsManyRowsOfASmallVocabularyAtOnce(int vocabulary, int rows) throws IOException {
        try (KldFile file = open(KldFixture.encode(3, vocabulary, new int[3], new double[1][vocabulary]))) {
            assertThat(file.rowsAtOnce()).isEqualTo(rows);
        }
    }

    @Test
    void aRowThatSpansLessThanTheRangeIsNotClipped() throws IOException {
        double[] logits = {-9, 1, 4, -3};
        double total = Math.log(Math.exp(-9) + Math.exp(1) + Math.exp(4) + Math.exp(-3));
        double[] row = new double[4];
        try (KldFile file = open(KldFixture.encode(3, 4, new int[] {0, 1, 2}, new double[][] {logits}));
                LogProbabilityReader reader = file.reader()) {
            assertThat(reader.read(0, row)).isEqualTo(Double.NEGATIVE_INFINITY);
        }

        for (int i = 0; i < 4; i++) {
            assertThat(row[i]).isCloseTo(logits[i] - total, within(13.0 / 65535 / 2 + 1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void equalLogitsGiveARowWithoutScale(int vocabulary) throws IOException {
        double[] row = new double[vocabulary];
        double[] expected = new double[vocabulary];
        Arrays.fill(expected, (float) -Math.log(vocabulary));
        try (KldFile file = open(KldFixture.encode(3, vocabulary, new int[3], new double[1][vocabulary]));
                LogProbabilityReader reader = file.reader()) {
            assertThat(reader.read(0, row)).isEqualTo(Double.NEGATIVE_INFINITY);
        }

        assertThat(row).containsExactly(expected, within(0.0));
    }

    /** 99 999 values 30 below the largest are raised to 16 below it: the probabilities sum to 1 + 99 999 / e^16 = 1.011. */
    @Test
    void clippingMayRaiseTheSumOfTheProbabilities() throws IOException {
        double[] logits = new double[100_000];
        Arrays.fill(logits, 1, logits.length, -30);
        double[] row = new double[logits.length];
        try (KldFile file = open(KldFixture.encode(3, logits.length, new int[3], new double[][] {logits}));
                LogProbabilityReader reader = file.reader()) {
            assertThat(reader.read(0, row)).isEqualTo(-16);
        }

        assertThat(row[0]).isCloseTo(0, within(1e-6));
        assertThat(row[99_999]).isEqualTo(-16);
    }

    @Test
    void withoutClippingTheProbabilitiesMustSumToOne() throws IOException {
        byte[] bytes = KldFixture.encode(3, 4, new int[3], new double[1][4]);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(20 + 12 + 4, (float) Math.log(0.3));
        try (KldFile file = open(bytes);
                LogProbabilityReader reader = file.reader()) {
            assertThatThrownBy(() -> reader.read(0, new double[4]))
                    .isExactlyInstanceOf(UnusableInputException.class)
                    .hasMessage(
                            "a.kld: expected probabilities that sum to 1 at byte 32 (row 0 of chunk 0), found 1.200. "
                                    + DAMAGED);
        }
    }

    @Test
    void filesOfOneTextHaveTheSameTokens() throws IOException {
        try (KldFile reference = KldFile.open(STORIES_F16, "a.kld");
                KldFile test = KldFile.open(STORIES_Q4_0, "b.kld");
                KldFile odd = KldFile.open(ODD_F16, "c.kld")) {
            assertThat(reference.fits(test)).isTrue();
            assertThat(reference.text().firstOther(test.text())).isEmpty();
            assertThat(reference.fits(odd)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 383})
    void findsTheFirstDifferingToken(int number) throws IOException {
        byte[] bytes = KldFixture.bytes(STORIES_F16);
        bytes[20 + 4 * number]++;
        bytes[20 + 4 * 383 + 1]++;
        try (KldFile reference = KldFile.open(STORIES_F16, "a.kld");
                KldFile test = open(bytes)) {
            assertThat(reference.text().firstOther(test.text())).hasValue(number);
        }
    }

    @Test
    void refusesAnotherMagic() {
        byte[] bytes = KldFixture.bytes(STORIES_F16);
        bytes[0] = 'X';
        bytes[7] = 0;

        assertRefused(
                bytes,
                "a.kld: expected '_logits_' at byte 0, found 'Xlogits?'. Use the file that llama-perplexity"
                        + " --kl-divergence-base writes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19})
    void refusesAFileWithoutAWholeHeader(int size) {
        assertRefused(
                Arrays.copyOf(KldFixture.bytes(STORIES_F16), size),
                "a.kld: expected a header of 20 bytes, found a file of " + size + " bytes. " + AGAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 2, at least 3 tokens of context at byte 8",
        "8, -1, at least 3 tokens of context at byte 8",
        "12, 0, at least 1 vocabulary entries at byte 12",
        "16, 0, at least 1 chunks at byte 16"
    })
    void refusesImpossibleCounts(int at, int count, String expected) {
        assertRefused(
                with(STORIES_F16, at, count),
                "a.kld: expected " + expected + ", found " + Integer.toUnsignedString(count) + ". " + AGAIN);
    }

    @Test
    void refusesMoreRowsThanTheFiguresCanHold() {
        String expected = "a.kld: expected at most 2147483639 rows, found ";
        String remedy = " rows in the header. Check the file, or evaluate less text at once";

        assertRefused(with(STORIES_F16, 16, Integer.MAX_VALUE), expected + "2147483647 chunks of 31" + remedy);
        assertRefused(withChunksOfThreeTokens(2_147_483_640), expected + "2147483640 chunks of 1" + remedy);
    }

    /** A chunk has 3 tokens of 4 bytes each and one row of 12 bytes: a scale, a minimum and two codes. */
    @Test
    void acceptsTheGreatestNumberOfRowsButFindsThemMissing() {
        assertRefused(
                withChunksOfThreeTokens(2_147_483_639),
                "a.kld: expected " + (20 + 24 * 2_147_483_639L)
                        + " bytes for 2147483639 chunks of 1 rows of 2 values, found 32: it ends in the tokens. The run"
                        + " that wrote it was interrupted, or the file was cut: run llama-perplexity again to its end");
    }

    private static byte[] withChunksOfThreeTokens(int chunks) {
        byte[] bytes = KldFixture.encode(3, 2, new int[3], new double[0][2]);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(16, chunks);
        return bytes;
    }

    /** An interrupted writer has already declared all chunks in the header. */
    @ParameterizedTest
    @CsvSource({
        "20, in the tokens",
        "1555, in the tokens",
        "1556, before row 0 of chunk 0",
        "1557, in row 0 of chunk 0",
        "33548, before row 0 of chunk 1",
        "129524, before row 0 of chunk 4",
        "129523, in row 30 of chunk 3",
        "193507, in row 30 of chunk 5"
    })
    void refusesAFileThatWasCut(int size, String end) {
        assertRefused(
                Arrays.copyOf(KldFixture.bytes(STORIES_F16), size),
                EXPECTED + "found " + size + ": it ends " + end + ". The run that wrote it was interrupted, or the file"
                        + " was cut: run llama-perplexity again to its end");
    }

    @Test
    void refusesTrailingBytes() {
        assertRefused(
                Arrays.copyOf(KldFixture.bytes(STORIES_F16), SIZE + 1),
                EXPECTED + "found " + (SIZE + 1) + ": there is more at byte " + SIZE
                        + ". Another file was appended, or the header is of another run. " + AGAIN);
    }

    @Test
    void refusesAHeaderWithAnotherVocabulary() {
        assertRefused(
                with(STORIES_F16, 12, 510),
                "a.kld: expected " + (SIZE - 186 * 4) + " bytes for 6 chunks of 31 rows of 510 values, found " + SIZE
                        + ": there is more at byte " + (SIZE - 186 * 4)
                        + ". Another file was appended, or the header is of another run. " + AGAIN);
    }

    @Test
    void refusesAVocabularyThatNoFileCanHold() {
        assertRefused(
                with(STORIES_F16, 12, Integer.MAX_VALUE),
                "a.kld: expected 798863920100 bytes for 6 chunks of 31 rows of 2147483647 values, found " + SIZE
                        + ": it ends in row 0 of chunk 0. The run that wrote it was interrupted, or the file was cut:"
                        + " run llama-perplexity again to its end");
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, -17, NaN, -17.0",
        "1e-4, NaN, 1.0E-4, NaN",
        "1e-4, -Infinity, 1.0E-4, -Infinity",
        "-1e-4, -17, -1.0E-4, -17.0",
        "1, -99999, 1.0, -99999.0",
        "1e-4, -6, 1.0E-4, -6.0",
        "Infinity, -17, Infinity, -17.0"
    })
    void refusesAnInvalidRow(float scale, float minimum, String foundScale, String foundMinimum) throws IOException {
        int at = FIRST_ROW + 40 * ROW_BYTES;
        byte[] bytes = KldFixture.bytes(STORIES_F16);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(at, scale)
                .putFloat(at + 4, minimum);
        try (KldFile file = open(bytes);
                LogProbabilityReader reader = file.reader()) {
            assertThatThrownBy(() -> reader.read(40, new double[512]))
                    .isExactlyInstanceOf(UnusableInputException.class)
                    .hasMessage("a.kld: expected a scale from 0 to 0.0002441 and a minimum that leave no"
                            + " log-probability above 0 at byte " + at + " (row 9 of chunk 1), found scale "
                            + foundScale
                            + " and minimum " + foundMinimum + ". If they are NaN, the model's logits were not"
                            + " finite; otherwise the file is damaged: write it again with llama-perplexity");
        }
    }

    /** Adding x to all log-probabilities of a row multiplies the sum of its probabilities by e^x. */
    @ParameterizedTest
    @CsvSource({"-1e30, 0.000", "-0.5, 0.6065", "0.02, 1.020"})
    void refusesARowWhoseProbabilitiesDoNotSumToOne(float shift, String sum) throws IOException {
        int at = FIRST_ROW + 40 * ROW_BYTES;
        byte[] bytes = KldFixture.bytes(STORIES_F16);
        ByteBuffer row = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        row.putFloat(at + 4, row.getFloat(at + 4) + shift);
        try (KldFile file = open(bytes);
                LogProbabilityReader reader = file.reader()) {
            assertThatThrownBy(() -> reader.read(40, new double[512]))
                    .isExactlyInstanceOf(UnusableInputException.class)
                    .hasMessage("a.kld: expected probabilities that sum to 1 at byte " + at
                            + " (row 9 of chunk 1), found " + sum + ". The file is damaged: write it again with"
                            + " llama-perplexity");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 513})
    void refusesATokenOutsideTheVocabulary(int token) throws IOException {
        try (KldFile file = open(with(ODD_Q4_0, 20 + 4 * (64 + 33), token))) {
            assertThatThrownBy(() -> file.text().after(31))
                    .isExactlyInstanceOf(UnusableInputException.class)
                    .hasMessage("a.kld: expected a token from 0 to 512 at byte 408 (token 97 of the text), found "
                            + token + ". " + DAMAGED);
        }
    }

    @Test
    void refusesAFileThatIsCutWhileOpen() throws IOException {
        Path path = Files.write(folder.resolve("a.kld"), KldFixture.bytes(STORIES_F16));
        try (KldFile file = KldFile.open(path, "a.kld");
                LogProbabilityReader reader = file.reader();
                FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(FIRST_ROW + 7);

            assertThatThrownBy(() -> reader.read(0, new double[512]))
                    .isExactlyInstanceOf(UnusableInputException.class)
                    .hasMessage(
                            "a.kld: expected more values, found the end of the file at byte " + (FIRST_ROW + 7)
                                    + ": it was truncated while it was read. Do not write to the files while they are compared");
        }
    }

    private KldFile open(byte[] bytes) throws IOException {
        return KldFile.open(Files.write(folder.resolve("a.kld"), bytes), "a.kld");
    }

    @Test
    void noFileStaysOpen() throws IOException {
        open(KldFixture.bytes(STORIES_F16)).close();
        assertThatThrownBy(() -> open(new byte[30])).isInstanceOf(UnusableInputException.class);

        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    private static byte[] with(Path file, int at, int number) {
        byte[] bytes = KldFixture.bytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
        return bytes;
    }

    private void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> open(bytes))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage(message);
    }
}
