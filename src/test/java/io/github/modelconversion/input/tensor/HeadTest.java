package io.github.modelconversion.input.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.output.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTest {

    @TempDir
    Path directory;

    /** Bit patterns of the IEEE 754 formats, and of bfloat16 as published (1 is 3f80, −2 is c000). */
    @Test
    void bytesAreReadAsEveryType() throws IOException {
        assertThat(head("803f00c0").values(ElementReading.BFLOAT16)).containsExactly(1, -2);
        assertThat(head("003cff7b").values(ElementReading.FLOAT16)).containsExactly(1, 65504);
        assertThat(head("000000000000f03f").values(ElementReading.FLOAT64)).containsExactly(1);
        assertThat(head("3f800000").values(ElementReading.BIG_ENDIAN_FLOAT32)).containsExactly(1);
        assertThat(head("0000803f").values(ElementReading.FLOAT32)).containsExactly(1);
        assertThat(head("0000803f").values()).containsExactly(1);
    }

    @Test
    void theNumberOfValuesFollowsFromTheType() throws IOException {
        Head head = head("000000000000000000000000");

        assertThat(head.assumed()).contains(ElementReading.FLOAT32);
        assertThat(head.count()).isEqualTo(3);
        assertThat(head.count(ElementReading.FLOAT16)).isEqualTo(6);
        assertThat(head.count(ElementReading.FLOAT64)).isEqualTo(1);
        assertThat(head.count(ElementReading.BIG_ENDIAN_FLOAT32)).isEqualTo(3);
    }

    @Test
    void onlyTheBeginningIsKept() throws IOException {
        Path file = LogitsFixture.write(directory, "x.bin", LogitsFixture.counting(50_000));
        try (LogitsFile opened = LogitsFixture.open(file)) {
            Head head = Head.of(opened, file);

            assertThat(head.count()).isEqualTo(50_000);
            assertThat(head.values()).hasSize(16_384).startsWith(0, 1, 2);
        }
    }

    @Test
    void textHasAKnownType() throws IOException {
        Path file = LogitsFixture.write(directory, "x.txt", "1.5\n2.5\n");
        try (LogitsFile opened = LogitsFixture.open(file)) {
            Head head = Head.of(opened, file);

            assertThat(head.assumed()).isEmpty();
            assertThat(head.values()).containsExactly(1.5, 2.5);
        }
    }

    private Head head(String hex) throws IOException {
        Path file = LogitsFixture.write(directory, "x.bin", HexFormat.of().parseHex(hex));
        try (LogitsFile opened = LogitsFixture.open(file)) {
            return Head.of(opened, file);
        }
    }

    /** No parameter makes a file without a header big-endian. */
    @Test
    void anInterpretationThatCanBeConfiguredHasAType() {
        assertThat(ElementReading.FLOAT16.type()).contains(ElementType.FLOAT16);
        assertThat(ElementReading.FLOAT16.words()).isEqualTo("float16");
        assertThat(ElementReading.BIG_ENDIAN_FLOAT32.type()).isEmpty();
        assertThat(ElementReading.BIG_ENDIAN_FLOAT32.words()).isEqualTo("big-endian float32");
    }
}
