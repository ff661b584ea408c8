package io.github.modelconversion.robustness;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages files as a fuzzer does, in the same way each time. */
final class Damage {

    private static final long[] TELLING = {
        0,
        1,
        -1,
        2,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffff_ffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 40,
        0x7f80_0000L,
        0xff80_0000L,
        0x7fc0_0000L
    };

    private final Random random;

    Damage(long seed) {
        random = new Random(seed);
    }

    /** Returns the bytes after one to four changes. */
    byte[] of(byte[] bytes) {
        byte[] damaged = bytes;
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            damaged = once(damaged);
        }
        return damaged;
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int length = random.nextInt(Math.min(16, bytes.length - at + 1) + 1);
        length = Math.min(length, bytes.length - at);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(bytes);
            case 1 -> overwritten(bytes);
            case 2 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 3 -> spliced(bytes, at, length, new byte[0]);
            case 4 -> spliced(bytes, at, length, noise(length));
            default -> Arrays.copyOf(bytes, at);
        };
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] overwritten(byte[] bytes) {
        byte[] number = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(TELLING[random.nextInt(TELLING.length)])
                .array();
        int size = Math.min(1 << random.nextInt(4), bytes.length);
        byte[] overwritten = bytes.clone();
        System.arraycopy(number, 0, overwritten, random.nextInt(bytes.length - size + 1), size);
        return overwritten;
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] inserted) {
        byte[] spliced = Arrays.copyOf(bytes, bytes.length - removed + inserted.length);
        System.arraycopy(inserted, 0, spliced, at, inserted.length);
        System.arraycopy(bytes, at + removed, spliced, at + inserted.length, bytes.length - at - removed);
        return spliced;
    }
}
