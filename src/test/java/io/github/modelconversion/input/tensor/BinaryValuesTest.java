package io.github.modelconversion.input.tensor;

import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.github.modelconversion.input.file.FileBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.result.output.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryValuesTest {

    /** More values than fill two windows. */
    private static final int COUNT = 140_000;

    @ParameterizedTest
    @ValueSource(ints = {1_021, 65_537, 262_143})
    void shortReadsAreRepeatedUntilAWindowIsFull(int most) throws IOException {
        ValueReader reader = values(counting(COUNT), most).reader();

        assertThat(read(reader, 0, COUNT))
                .containsExactly(IntStream.range(0, COUNT).asDoubleStream().toArray());
        assertThat(read(reader, 65_530, 12))
                .containsExactly(
                        IntStream.range(65_530, 65_542).asDoubleStream().toArray());
    }

    @Test
    void anEndDuringShortReadsIsAnErrorThatSaysWhere() throws IOException {
        ValueReader reader = values(new byte[4 * 1000 + 3], 7).reader();

        assertThatThrownBy(() -> read(reader, 0, COUNT))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage(
                        "a.bin: expected more values, found the end of the file at byte 4003: it was truncated while it was"
                                + " read. Do not write to the files while they are compared");
    }

    /** Opens a file of values; each read returns at most {@code most} bytes, and occasionally none. */
    private static BinaryValues values(byte[] file, int most) throws IOException {
        FileChannel channel = mock(FileChannel.class, withSettings().stubOnly());
        boolean[] pause = {false};
        when(channel.read(any(ByteBuffer.class), anyLong())).thenAnswer(call -> {
            pause[0] = !pause[0];
            ByteBuffer buffer = call.getArgument(0);
            int at = Math.toIntExact(call.<Long>getArgument(1));
            if (at >= file.length) {
                return -1;
            }
            int now = pause[0] ? 0 : Math.min(Math.min(most, buffer.remaining()), file.length - at);
            buffer.put(file, at, now);
            return now;
        });
        return new BinaryValues(
                "a.bin", FileBytes.of("a.bin", channel), 0, COUNT, ElementType.FLOAT32, ByteOrder.LITTLE_ENDIAN);
    }
}
