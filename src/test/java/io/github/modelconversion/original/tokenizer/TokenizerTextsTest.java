package io.github.modelconversion.original.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTextsTest {

    private final TokenizerTexts texts = new TokenizerTexts("original/tokenizer.json", "tokens");

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void areKeptByNumber() throws UnusableInputException {
        texts.put(2, bytes("two"));
        texts.put(0, bytes(""));
        texts.add(bytes("three"));
        texts.put(2, bytes("again"));

        assertThat(texts.size()).isEqualTo(4);
        assertThat(texts.get(0)).isEmpty();
        assertThat(texts.get(2)).isEqualTo(bytes("again"));
        assertThat(texts.get(3)).isEqualTo(bytes("three"));
        assertThat(texts.is(3, bytes("three"))).isTrue();
        assertThat(texts.is(3, bytes("thre"))).isFalse();
        assertThat(texts.is(3, bytes("threes"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 3, 4, 255, 256, 399, 401, 1L << 40})
    void numbersMayHaveGaps(long absent) throws UnusableInputException {
        texts.put(0, bytes("a"));
        texts.put(2, bytes("b"));
        texts.put(400, bytes("c"));

        assertThat(texts.size()).isEqualTo(401);
        assertThat(texts.has(absent)).isFalse();
        assertThat(texts.is(absent, bytes(""))).isFalse();
        assertThatThrownBy(() -> texts.get(absent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(absent));
        assertThat(texts.has(400)).isTrue();
    }

    @Test
    void areAsManyAsThereAre() throws UnusableInputException {
        for (int number = 0; number < 256; number++) {
            texts.add(bytes("token " + number));
            assertThat(texts.has(number)).isTrue();
            assertThat(texts.has(number + 1L)).isFalse();
        }
        for (int number = 256; number < 3000; number++) {
            texts.add(bytes("token " + number));
        }

        assertThat(texts.size()).isEqualTo(3000);
        for (int number = 0; number < 3000; number++) {
            assertThat(texts.is(number, bytes("token " + number))).isTrue();
        }
    }

    @Test
    void oneMayBeLong() throws UnusableInputException {
        texts.add(bytes("short"));
        texts.add(bytes("long".repeat(5000)));

        assertThat(texts.get(0)).isEqualTo(bytes("short"));
        assertThat(texts.get(1)).hasSize(20_000);
    }

    @Test
    void numbersAreBelowAMillion() throws UnusableInputException {
        texts.put((1 << 20) - 1, bytes("last"));

        assertThat(texts.size()).isEqualTo(1 << 20);
        for (long number : new long[] {-1, 1 << 20, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> texts.put(number, bytes("a")))
                    .isInstanceOf(UnusableInputException.class)
                    .hasMessageContainingAll("original/tokenizer.json", "1048576 tokens", "found number " + number);
        }
    }

    @Test
    void haveAtMost32MegabytesInAll() throws UnusableInputException {
        texts.add(new byte[1]);
        texts.add(new byte[(32 << 20) - 1]);

        assertThatThrownBy(() -> texts.add(new byte[1]))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("original/tokenizer.json", "tokens of at most 33554432 bytes");
        texts.add(new byte[0]);
        assertThat(texts.size()).isEqualTo(3);
    }
}
