package io.github.modelconversion.original.tokenizer;

import io.github.modelconversion.input.file.UnusableInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Strict reader of the fields of a protocol buffer message. */
final class ProtoReader {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int TYPE_BITS = 3;
    private static final int MOST_VARINT_BYTES = 10;

    private final byte[] bytes;
    private final String name;
    private final int end;
    private int at;

    ProtoReader(byte[] bytes, String name) {
        this(bytes, name, 0, bytes.length);
    }

    private ProtoReader(byte[] bytes, String name, int start, int end) {
        this.bytes = bytes;
        this.name = name;
        this.at = start;
        this.end = end;
    }

    /** Returns the tag of a varint field, which holds a whole number. */
    static int varint(int field) {
        return (field << TYPE_BITS) | VARINT;
    }

    /** Returns the tag of a field that holds 4 bytes. */
    static int fixed32(int field) {
        return (field << TYPE_BITS) | FIXED32;
    }

    /** Returns the tag of a field that holds a message, or bytes. */
    static int message(int field) {
        return (field << TYPE_BITS) | LENGTH;
    }

    static int field(int tag) {
        return tag >>> TYPE_BITS;
    }

    private static int type(int tag) {
        return tag & ((1 << TYPE_BITS) - 1);
    }

    static boolean isMessage(int tag) {
        return type(tag) == LENGTH;
    }

    boolean hasMore() {
        return at < end;
    }

    int tag() throws UnusableInputException {
        int place = at;
        long tag = varint();
        if (tag <= 0 || tag > Integer.MAX_VALUE || field((int) tag) == 0) {
            throw problem("expected a field at byte " + place + ", found tag " + Long.toUnsignedString(tag));
        }
        return (int) tag;
    }

    long varint() throws UnusableInputException {
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            require(1);
            byte next = bytes[at++];
            value |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw problem("expected a number of at most " + MOST_VARINT_BYTES + " bytes before byte " + at
                + ", found a longer one");
    }

    int fixed32() throws UnusableInputException {
        require(Integer.BYTES);
        at += Integer.BYTES;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at - Integer.BYTES);
    }

    /** Returns a reader of the message, or bytes, that this field holds. */
    ProtoReader message() throws UnusableInputException {
        int place = at;
        long length = varint();
        if (length < 0 || length > end - at) {
            throw problem("expected a length of at most " + (end - at) + " at byte " + place + ", found "
                    + Long.toUnsignedString(length));
        }
        at += (int) length;
        return new ProtoReader(bytes, name, at - (int) length, at);
    }

    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    void skip(int tag) throws UnusableInputException {
        switch (type(tag)) {
            case VARINT -> varint();
            case LENGTH -> message();
            case FIXED32 -> fixed32();
            case FIXED64 -> {
                require(Long.BYTES);
                at += Long.BYTES;
            }
            default -> throw problem("expected a field of type 0, 1, 2 or 5 before byte " + at + ", found tag " + tag);
        }
    }

    private void require(int length) throws UnusableInputException {
        if (length > end - at) {
            throw problem("expected " + length + " more bytes at byte " + at + ", found " + (end - at));
        }
    }

    UnusableInputException problem(String problem) {
        return new UnusableInputException(name, problem, "Download the file again, or restore it");
    }
}
