package io.github.modelconversion.input.kld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.KldFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KldTokensTest {

    private static final int HEADER = 20;

    /** More tokens per chunk than are read at once. */
    private static final int CONTEXT = 20_000;

    private static final int VOCABULARY = 4;
    private static final int ROWS = CONTEXT - 1 - CONTEXT / 2;

    @TempDir
    private Path folder;

    /** Returns two chunks of tokens 0 1 2 3 0 1 …, some of them replaced. */
    private byte[] bytes(int... changed) {
        int[] tokens = IntStream.range(0, 2 * CONTEXT).map(i -> i % VOCABULARY).toArray();
        for (int number : changed) {
            tokens[number] = VOCABULARY - tokens[number];
        }
        return KldFixture.encode(CONTEXT, VOCABULARY, tokens, new double[2 * ROWS][VOCABULARY]);
    }

    private KldFile open(String name, byte[] bytes) throws IOException {
        return KldFile.open(Files.write(folder.resolve(name), bytes), name);
    }

    @Test
    void aFingerprintIsAPrefixOfTheSha256OfAChunk() throws IOException, NoSuchAlgorithmException {
        byte[] bytes = bytes(39_999);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        int end = HEADER + 4 * CONTEXT;
        byte[] first = sha256.digest(Arrays.copyOfRange(bytes, HEADER, end));
        byte[] second = sha256.digest(Arrays.copyOfRange(bytes, end, end + 4 * CONTEXT));

        try (KldFile file = open("a.kld", bytes)) {
            assertThat(file.text().fingerprints())
                    .containsExactly(
                            ByteBuffer.wrap(first).getLong(),
                            ByteBuffer.wrap(second).getLong());
        }
    }

    @Test
    void theFirstDifferingTokenIsFoundAnywhere() throws IOException {
        try (KldFile one = open("a.kld", bytes());
                KldFile atTheEnd = open("b.kld", bytes(39_999));
                KldFile twice = open("c.kld", bytes(16_385, 39_997))) {
            assertThat(one.text().firstOther(atTheEnd.text())).hasValue(39_999);
            assertThat(one.text().firstOther(twice.text())).hasValue(16_385);
            assertThat(one.text().firstOther(one.text())).isEmpty();
        }
    }

    @Test
    void dataAfterTheTokensIsNotADifferingToken() throws IOException {
        byte[] otherRows = bytes();
        otherRows[HEADER + 4 * 2 * CONTEXT]++;
        try (KldFile one = open("a.kld", bytes());
                KldFile other = open("b.kld", otherRows)) {
            assertThat(one.text().firstOther(other.text())).isEmpty();
        }
    }

    /** A single row of 12 bytes follows the tokens. */
    @Test
    void theLastTokenIsFoundInTheSmallestFile() throws IOException {
        try (KldFile file = open("a.kld", KldFixture.encode(3, 2, new int[] {0, 0, 1}, new double[1][2]))) {
            assertThat(file.text().at(2)).isEqualTo(1);
        }
    }

    @Test
    void tokensAreReadForwardAndBackward() throws IOException {
        try (KldFile file = open("a.kld", bytes())) {
            KldTokens tokens = file.text();
            for (int number : new int[] {5, 16_388, 16_389, 39_999, 0, 16_383, 16_384, 39_998, 39_997, 20_002}) {
                assertThat(tokens.at(number)).isEqualTo(number % VOCABULARY);
            }
        }
    }

    @Test
    void tokensRangeFromZeroToTheLastOfTheVocabulary() throws IOException {
        // Row 0 predicts token 10 001, which is 1; the next ones predict 2, 3 and 0.
        try (KldFile file = open("a.kld", bytes(10_004, 10_008))) {
            KldTokens tokens = file.text();

            assertThat(tokens.after(2)).isEqualTo(3);
            assertThatThrownBy(() -> tokens.after(3))
                    .hasMessageStartingWith("a.kld: expected a token from 0 to 3 at byte " + (HEADER + 4 * 10_004)
                            + " (token 10004 of the text), found 4. ");
            assertThat(tokens.after(11)).isEqualTo(0);
        }
    }

    @Test
    void aFileIsRecognizedByItsEnding() {
        assertThat(KldFile.isNamed(Path.of("data", "a.kld"))).isTrue();
        assertThat(KldFile.isNamed(Path.of("data", "kld"))).isFalse();
        assertThat(KldFile.stem(Path.of("data", "a.b.kld"))).isEqualTo("a.b");
        assertThat(KldFile.stem(Path.of("data", "a.b.kld.gz"))).isEqualTo("a.b");
    }
}
