package io.github.modelconversion.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** Bytes at any position of a stream that can only be read forward. */
class StreamedBytesTest {
    private static final int LENGTH = 200_000;

    private final List<Stream> opened = new ArrayList<>();
    private final byte[] content = new byte[LENGTH];
    private byte[] now = content;
    private boolean closed;
    private final StreamedBytes bytes = new StreamedBytes("data/a.npz", this::open, true, () -> closed = true);

    StreamedBytesTest() {
        for (int i = 0; i < LENGTH; i++) {
            content[i] = (byte) (i % 251);
        }
    }

    /** A stream that knows whether it was closed. */
    private static final class Stream extends ByteArrayInputStream {
        private boolean closed;

        Stream(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private InputStream open() {
        Stream stream = new Stream(now);
        opened.add(stream);
        return stream;
    }

    private static byte[] read(ByteSource.ByteReader reader, int from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        reader.fill(buffer, from);
        assertThat(buffer.remaining()).isEqualTo(count);
        return buffer.array();
    }

    private byte[] expected(int from, int count) {
        return Arrays.copyOfRange(content, from, from + count);
    }

    @Test
    void readingForwardUsesOneStream() throws IOException {
        try (ByteSource.ByteReader reader = bytes.reader()) {
            assertThat(read(reader, 0, 10)).isEqualTo(expected(0, 10));
            assertThat(read(reader, 10, 100_000)).isEqualTo(expected(10, 100_000));
            assertThat(read(reader, 150_000, 50_000)).isEqualTo(expected(150_000, 50_000));
        }
        assertThat(opened).hasSize(1);
    }

    @Test
    void goingBackOpensTheStreamAgainAndClosesTheOtherOne() throws IOException {
        try (ByteSource.ByteReader reader = bytes.reader()) {
            assertThat(read(reader, 100, 10)).isEqualTo(expected(100, 10));
            assertThat(read(reader, 105, 10)).isEqualTo(expected(105, 10));
            assertThat(opened).extracting(stream -> stream.closed).containsExactly(true, false);
        }
        assertThat(opened).extracting(stream -> stream.closed).containsExactly(true, true);
    }

    @Test
    void readersDoNotDisturbEachOther() throws IOException {
        try (ByteSource.ByteReader one = bytes.reader();
                ByteSource.ByteReader other = bytes.reader()) {
            assertThat(read(one, 0, 5)).isEqualTo(expected(0, 5));
            assertThat(read(other, 70_000, 5)).isEqualTo(expected(70_000, 5));
            assertThat(read(one, 5, 5)).isEqualTo(expected(5, 5));
        }
    }

    @Test
    void aStreamThatBecameShorterIsReportedWithThePlace() throws IOException {
        try (ByteSource.ByteReader reader = bytes.reader()) {
            read(reader, 0, 20);
            now = Arrays.copyOf(content, 15);
            assertThatThrownBy(() -> read(reader, 10, 10))
                    .isExactlyInstanceOf(UnusableInputException.class)
                    .hasMessage(
                            "data/a.npz: expected more values, found the end after byte 15. Do not write to the files"
                                    + " while they are compared");
            assertThatThrownBy(() -> read(reader, 0, 1_000)).hasMessageContaining("found the end after byte 15");
            assertThatThrownBy(() -> read(reader, 100, 1)).hasMessageContaining("found the end after byte 15");
        }
    }

    @Test
    void damageThatAppearsWhileReadingIsReportedWithThePlace() throws IOException {
        InputStream damaged = new InputStream() {
            private int left = 3;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new ZipException("invalid stored block lengths");
                }
                return 7;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                into[offset] = (byte) read();
                return 1;
            }
        };
        StreamedBytes source = new StreamedBytes("data/a.npz", () -> damaged, true, () -> {});
        try (ByteSource.ByteReader reader = source.reader()) {
            assertThat(read(reader, 0, 3)).containsExactly(7, 7, 7);
            assertThatThrownBy(() -> read(reader, 3, 1))
                    .isExactlyInstanceOf(UnusableInputException.class)
                    .hasMessageContaining("expected more values, found damaged bytes after byte 3. ");
        }
    }

    @Test
    void theCreatorSaysWhetherSkippingIsSlow() {
        assertThat(bytes.isSequential()).isTrue();
        assertThat(new StreamedBytes("a", this::open, false, () -> {}).isSequential())
                .isFalse();
    }

    @Test
    void theOwnerIsClosedWithTheBytes() throws IOException {
        assertThat(bytes.checksum()).isEmpty();
        bytes.close();
        assertThat(closed).isTrue();
    }
}
