package io.github.modelconversion.input.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The CRC-32C of a file, collected from the parts that are read anyway, in any order; the rest is read at the end. Parts next
 * to each other are joined, so that few are kept. Safe for use by several threads.
 *
 * <p>A CRC is a remainder of polynomials over two elements. That of two parts is c₁·x<sup>8n</sup> + c₂ for a second part of n
 * bytes: Williams, "A painless guide to CRC error detection algorithms" (1993).
 */
public final class PartialChecksum {

    /** Bytes read at once to fill a gap. */
    private static final int BUFFER = 1 << 18;

    /** The polynomial of CRC-32C without x<sup>32</sup>; the highest bit of an int is the coefficient of x<sup>0</sup>. */
    private static final int POLYNOMIAL = 0x82f63b78;

    /** 1 as a polynomial, and x<sup>8</sup>. */
    private static final int ONE = 1 << 31;

    private static final int BYTE = ONE >>> 8;

    /** The parts by position, none of which touch. */
    private final TreeMap<Long, Part> parts = new TreeMap<>();

    /** Bytes from a position to another, and their CRC. */
    private record Part(long start, long end, int crc) {

        Part with(Part next) {
            return new Part(start, next.end, times(crc, power(next.end - next.start)) ^ next.crc);
        }
    }

    /** Adds bytes of the file unless their beginning is known already; leaves the buffer as it is. */
    void add(long position, ByteBuffer bytes) {
        if (!isKnown(position) && bytes.hasRemaining()) {
            CRC32C crc = new CRC32C();
            crc.update(bytes.duplicate());
            add(new Part(position, position + bytes.remaining(), (int) crc.getValue()));
        }
    }

    private synchronized boolean isKnown(long position) {
        Map.Entry<Long, Part> before = parts.floorEntry(position);
        return before != null && before.getValue().end > position;
    }

    private synchronized void add(Part part) {
        Map.Entry<Long, Part> after = parts.ceilingEntry(part.start);
        if (isKnown(part.start) || (after != null && after.getKey() < part.end)) {
            return;
        }
        Part joined = part;
        Map.Entry<Long, Part> before = parts.floorEntry(part.start);
        if (before != null && before.getValue().end == part.start) {
            joined = before.getValue().with(part);
        }
        if (after != null && after.getKey() == part.end) {
            parts.remove(part.end);
            joined = joined.with(after.getValue());
        }
        parts.put(joined.start, joined);
    }

    /**
     * Reads what is missing and returns the CRC-32C of all bytes as eight hexadecimal digits.
     *
     * @throws IOException if the file cannot be read
     */
    public synchronized String complete(Path file) throws IOException {
        try (FileChannel channel = InputFile.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER, Math.max(1, channel.size())));
            long end = end();
            int count = 0;
            while (count >= 0) {
                Long next = parts.ceilingKey(end);
                buffer.clear().limit((int) Math.min(buffer.capacity(), next == null ? Long.MAX_VALUE : next - end));
                count = channel.read(buffer, end);
                add(end, buffer.flip());
                end = end();
            }
        }
        return HexFormat.of()
                .toHexDigits(parts.isEmpty() ? 0 : parts.firstEntry().getValue().crc);
    }

    /** Returns the end of the part that begins with the first byte. */
    private long end() {
        Part first = parts.get(0L);
        return first == null ? 0 : first.end;
    }

    /** Returns x<sup>8n</sup>. */
    private static int power(long n) {
        int power = ONE;
        int square = BYTE;
        for (long rest = n; rest > 0; rest >>= 1) {
            power = (rest & 1) == 0 ? power : times(power, square);
            square = times(square, square);
        }
        return power;
    }

    private static int times(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int i = 0; i < Integer.SIZE; i++) {
            product ^= shifted & -((a << i) >>> 31);
            shifted = (shifted >>> 1) ^ (POLYNOMIAL & -(shifted & 1));
        }
        return product;
    }
}
