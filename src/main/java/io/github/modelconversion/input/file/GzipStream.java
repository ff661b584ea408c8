package io.github.modelconversion.input.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a gzip file (RFC 1952) of one or more members and verifies all of it, whereas java.util.zip's stream treats
 * anything after a member as the end. Every defect is reported by the time the last byte is read.
 */
final class GzipStream extends InputStream {

    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;

    private static final int HAS_HEADER_CRC = 1 << 1;
    private static final int HAS_EXTRA = 1 << 2;
    private static final int HAS_NAME = 1 << 3;
    private static final int HAS_COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    /** Size of the ignored header fields: time, extra flags and operating system. */
    private static final int UNUSED_BYTES = 6;

    private static final long LOW_32_BITS = 0xffffffffL;

    private final InputStream packed;
    private final String name;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[StreamedBytes.BLOCK];
    private int next;
    private int end;
    private long bytesBefore;
    private long inMember = -1;
    private boolean first = true;

    /**
     * Creates the stream.
     *
     * @param packed the file from its first byte on; closed with this stream
     * @param name the file's name in messages
     */
    GzipStream(InputStream packed, String name) {
        this.packed = packed;
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember >= 0 || beginMember()) {
            int count = inflate(into, offset, length);
            if (count > 0) {
                crc.update(into, offset, count);
                inMember += count;
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (next == end && !fill()) {
                throw torn();
            } else {
                inflater.setInput(buffer, next, end - next);
                next = end;
            }
        }
        return -1;
    }

    private int inflate(byte[] into, int offset, int length) throws UnusableInputException {
        try {
            int count = inflater.inflate(into, offset, length);
            if (inflater.needsDictionary()) {
                throw damaged("data that needs a dictionary");
            }
            return count;
        } catch (DataFormatException damage) {
            throw damaged("damaged data");
        }
    }

    /** Reads the header of a member; returns false at the end of the file. */
    private boolean beginMember() throws IOException {
        if (next == end && !fill()) {
            if (first) {
                throw unusable("expected compressed values, found an empty file");
            }
            return false;
        }
        long at = position();
        crc.reset();
        if (number(2) != MAGIC) {
            throw unusable(
                    first
                            ? "expected the bytes 1f 8b of gzip at byte 0, found others"
                            : "expected the end of the file or another member at byte " + at + ", found other bytes");
        }
        int method = headerByte();
        int flags = headerByte();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw damaged("method " + method + " and flags " + flags + " of a member");
        }
        skipHeader(UNUSED_BYTES);
        if ((flags & HAS_EXTRA) != 0) {
            skipHeader(number(2));
        }
        skipText((flags & HAS_NAME) != 0);
        skipText((flags & HAS_COMMENT) != 0);
        long expected = crc.getValue() & 0xffff;
        if ((flags & HAS_HEADER_CRC) != 0 && number(2) != expected) {
            throw damaged("a member header with the wrong CRC-16");
        }
        crc.reset();
        inflater.reset();
        inMember = 0;
        first = false;
        return true;
    }

    private void endMember() throws IOException {
        next = end - inflater.getRemaining();
        long found = crc.getValue();
        long expected = number(4);
        long size = number(4);
        if (expected != found) {
            throw damaged("values whose CRC-32 is not what the file says");
        }
        if (size != (inMember & LOW_32_BITS)) {
            throw damaged(inMember + " uncompressed bytes where the file says " + size);
        }
        inMember = -1;
    }

    private void skipHeader(long count) throws IOException {
        for (long i = 0; i < count; i++) {
            headerByte();
        }
    }

    private void skipText(boolean there) throws IOException {
        while (there && headerByte() != 0) {
            // on to its end
        }
    }

    /** Reads a little-endian number of the given size in bytes. */
    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) headerByte() << (8 * i);
        }
        return number;
    }

    private int headerByte() throws IOException {
        if (next == end && !fill()) {
            throw torn();
        }
        crc.update(buffer[next]);
        return buffer[next++] & 0xff;
    }

    private boolean fill() throws IOException {
        bytesBefore += end;
        next = 0;
        end = Math.max(0, packed.read(buffer));
        return end > 0;
    }

    private long position() {
        return bytesBefore + next;
    }

    private UnusableInputException torn() {
        return unusable("expected more compressed bytes, found the end of the file at byte " + position());
    }

    private UnusableInputException damaged(String found) {
        return unusable("expected a valid gzip file, found " + found + " before byte " + position());
    }

    private UnusableInputException unusable(String problem) {
        return new UnusableInputException(name, problem, "Compress it again with gzip, or leave it uncompressed");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
