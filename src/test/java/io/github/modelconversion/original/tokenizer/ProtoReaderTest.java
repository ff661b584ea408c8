package io.github.modelconversion.original.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes as the encoding page of protocol buffers gives them. */
class ProtoReaderTest {

    private static ProtoReader of(String hex) {
        return new ProtoReader(HexFormat.ofDelimiter(" ").parseHex(hex), "tokenizer.model");
    }

    private static void refused(ThrowingCallable read, String... facts) {
        assertThatThrownBy(read)
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("tokenizer.model")
                .hasMessageContainingAll(facts);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "01, 1",
        "96 01, 150",
        "ac 02, 300",
        "80 00, 0",
        "ff ff ff ff 07, 2147483647",
        "ff ff ff ff ff ff ff ff ff 01, -1",
        "80 80 80 80 80 80 80 80 80 01, -9223372036854775808"
    })
    void readsNumbers(String hex, long number) throws UnusableInputException {
        ProtoReader in = of(hex);

        assertThat(in.varint()).isEqualTo(number);
        assertThat(in.hasMore()).isFalse();
    }

    @Test
    void refusesNumbersThatAreCutOffOrTooLong() {
        refused(() -> of("96").varint(), "expected 1 more bytes at byte 1, found 0");
        refused(() -> of("80 80 80 80 80 80 80 80 80 80 01").varint(), "at most 10 bytes before byte 10");
    }

    @ParameterizedTest
    @CsvSource({"08, 1, false", "12, 2, true", "1d, 3, false", "82 01, 16, true"})
    void readsFields(String hex, int field, boolean message) throws UnusableInputException {
        int tag = of(hex).tag();

        assertThat(ProtoReader.field(tag)).isEqualTo(field);
        assertThat(ProtoReader.isMessage(tag)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "07, 7",
        "82 80 80 80 08, 2147483650",
        "80 80 80 80 10, 4294967296",
        "ff ff ff ff ff ff ff ff ff 01, 18446744073709551615"
    })
    void refusesFieldsWithoutANumber(String hex, String tag) {
        refused(() -> of(hex).tag(), "expected a field at byte 0, found tag " + tag);
    }

    /** 12 07 [testing] is the page's example of a text. */
    @Test
    void readsMessagesWithinTheirBounds() throws UnusableInputException {
        ProtoReader in = of("12 07 74 65 73 74 69 6e 67 1a 00 08 05");

        assertThat(in.tag()).isEqualTo(ProtoReader.message(2));
        assertThat(in.message().rest()).asString().isEqualTo("testing");
        assertThat(in.tag()).isEqualTo(ProtoReader.message(3));
        assertThat(in.message().hasMore()).isFalse();
        assertThat(in.tag()).isEqualTo(ProtoReader.varint(1));
        assertThat(in.varint()).isEqualTo(5);
    }

    @Test
    void refusesMessagesThatAreLongerThanTheirParent() throws UnusableInputException {
        ProtoReader inner = of("02 01 05 00 00 00").message();

        refused(() -> of("03 01 02").message(), "expected a length of at most 2 at byte 0, found 3");
        refused(
                () -> of("ff ff ff ff ff ff ff ff ff 01 00").message(),
                "at most 1 at byte 0, found 18446744073709551615");
        refused(inner::fixed32, "expected 4 more bytes at byte 1, found 2");
        refused(() -> inner.skip(ProtoReader.varint(1) | 1), "expected 8 more bytes at byte 1, found 2");
        assertThat(inner.varint()).isOne();
        refused(inner::message, "expected a length of at most 0 at byte 2, found 5");
        refused(inner::varint, "expected 1 more bytes at byte 3, found 0");
    }

    @Test
    void readsFourBytesWithTheLeastFirst() throws UnusableInputException {
        ProtoReader in = of("0d 00 00 80 3f 00");

        assertThat(in.tag()).isEqualTo(ProtoReader.fixed32(1));
        assertThat(Float.intBitsToFloat(in.fixed32())).isEqualTo(1);
        assertThat(in.hasMore()).isTrue();
    }

    @Test
    void skipsFieldsOfEveryType() throws UnusableInputException {
        ProtoReader in = of("08 96 01 11 01 02 03 04 05 06 07 08 1a 02 08 01 25 01 02 03 04 28 07");
        for (int i = 0; i < 4; i++) {
            in.skip(in.tag());
        }

        assertThat(in.tag()).isEqualTo(ProtoReader.varint(5));
        assertThat(in.varint()).isEqualTo(7);
        refused(() -> of("0b 01").skip(0x0b), "type 0, 1, 2 or 5", "found tag 11");
    }
}
