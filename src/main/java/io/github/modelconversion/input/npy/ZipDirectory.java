package io.github.modelconversion.input.npy;

import io.github.modelconversion.input.file.FileBytes;
import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;

/**
 * Checks the end of a zip archive before java.util.zip opens it, since that allocates as much memory for the directory of
 * entries as the archive declares. The layout is from PKWARE's APPNOTE.TXT, 4.3.14 to 4.3.16.
 */
final class ZipDirectory {

    /** Largest directory in bytes: room for 100 000 entries. */
    static final long LARGEST = 1 << 24;

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END_ENTRIES = 10;
    private static final int END_SIZE = 12;
    private static final int END_COMMENT = 20;
    private static final int MOST_COMMENT = 0xffff;

    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int LOCATOR_OFFSET = 8;

    /** Number of bytes examined at the end: from the locator to the end of the longest comment. */
    private static final int MOST = LOCATOR_BYTES + END_BYTES + MOST_COMMENT;

    private static final int END64 = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int END64_ENTRIES = 32;
    private static final int END64_SIZE = 40;

    private static final long SIZE_IN_END64 = 0xffffffffL;
    private static final long ENTRIES_IN_END64 = 0xffff;

    private static final int ENTRY = 0x02014b50;

    /** Size of the header of an entry without its name, extra field and comment. */
    private static final int ENTRY_BYTES = 46;

    private static final int ENTRY_FLAGS = 8;
    private static final int ENTRY_METHOD = 10;
    private static final int ENTRY_NAME = 28;
    private static final int ENTRY_EXTRA = 30;
    private static final int ENTRY_COMMENT = 32;

    private static final int ENCRYPTED = 1;
    private static final int IN_UTF8 = 1 << 11;

    /** The encoding of names without that flag (APPNOTE.TXT, appendix D); many writers use UTF-8 nevertheless. */
    private static final Charset PC = Charset.forName("IBM437");

    /** The methods that java.util.zip can decompress. */
    private static final Set<Integer> METHODS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

    private static final Map<Integer, String> OTHER_METHODS =
            Map.of(9, "Deflate64", 12, "bzip2", 14, "LZMA", 93, "zstd");

    private ZipDirectory() {}

    /**
     * Checks that a file ends like an archive, that its directory is not absurdly large, and that its entries are packed as
     * numpy packs them.
     *
     * @return the encoding of the names: UTF-8, or code page 437 if a name is not UTF-8 and does not claim to be
     * @throws UnusableInputException if a check fails
     */
    static Charset check(Path file, String name) throws IOException {
        try (FileChannel channel = InputBytes.channel(file, name)) {
            long size = channel.size();
            ByteBuffer tail = read(channel, name, Math.max(0, size - MOST), size);
            int end = tail.limit() - END_BYTES;
            while (end >= 0 && !(tail.getInt(end) == END && comment(tail, end) == tail.limit() - END_BYTES - end)) {
                end--;
            }
            if (end < 0) {
                throw new UnusableInputException(
                        name,
                        "expected a zip archive, found " + size + " bytes that do not end like one",
                        "The file was cut or is something else. " + NpzFile.REWRITE);
            }
            long directory = Integer.toUnsignedLong(tail.getInt(end + END_SIZE));
            long entries = Short.toUnsignedInt(tail.getShort(end + END_ENTRIES));
            int locator = end - LOCATOR_BYTES;
            long endOfDirectory = size - tail.limit() + end;
            if (locator >= 0 && tail.getInt(locator) == LOCATOR) {
                long at = tail.getLong(locator + LOCATOR_OFFSET);
                ByteBuffer end64 = end64(channel, name, at, size);
                endOfDirectory = end64.getInt(0) == END64 ? at : endOfDirectory;
                directory = larger(directory, SIZE_IN_END64, end64.getLong(END64_SIZE));
                entries = larger(entries, ENTRIES_IN_END64, end64.getLong(END64_ENTRIES));
            }
            if (directory > LARGEST) {
                throw new UnusableInputException(
                        name,
                        "expected a directory of at most " + LARGEST + " bytes at the end of the archive, found "
                                + directory,
                        NpzFile.REWRITE);
            }
            if (entries > directory / ENTRY_BYTES) {
                throw new UnusableInputException(
                        name,
                        "expected at most " + directory / ENTRY_BYTES + " entries in a directory of " + directory
                                + " bytes at the end of the archive, found " + entries,
                        NpzFile.REWRITE);
            }
            return endOfDirectory < directory
                    ? StandardCharsets.UTF_8
                    : names(read(channel, name, endOfDirectory - directory, endOfDirectory), name);
        }
    }

    /** Checks the entries as far as they are well-formed; java.util.zip refuses the rest. */
    private static Charset names(ByteBuffer directory, String archive) throws UnusableInputException {
        Charset names = StandardCharsets.UTF_8;
        while (directory.remaining() >= ENTRY_BYTES && directory.getInt(directory.position()) == ENTRY) {
            int at = directory.position();
            int flags = directory.getShort(at + ENTRY_FLAGS);
            int nameBytes = Short.toUnsignedInt(directory.getShort(at + ENTRY_NAME));
            int further = Short.toUnsignedInt(directory.getShort(at + ENTRY_EXTRA))
                    + Short.toUnsignedInt(directory.getShort(at + ENTRY_COMMENT));
            if (directory.remaining() < ENTRY_BYTES + nameBytes + further) {
                return names;
            }
            byte[] name = new byte[nameBytes];
            directory.get(at + ENTRY_BYTES, name);
            if ((flags & IN_UTF8) == 0 && !isUtf8(name)) {
                names = PC;
            }
            requireUnpackable(
                    Short.toUnsignedInt(directory.getShort(at + ENTRY_METHOD)),
                    (flags & ENCRYPTED) != 0,
                    Tensor.place(archive, new String(name, names)));
            directory.position(at + ENTRY_BYTES + nameBytes + further);
        }
        return names;
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static void requireUnpackable(int method, boolean encrypted, String place) throws UnusableInputException {
        if (encrypted || !METHODS.contains(method)) {
            throw new UnusableInputException(
                    place,
                    "expected an entry that is stored or deflated, found "
                            + (encrypted
                                    ? "an encrypted one"
                                    : "one packed with " + OTHER_METHODS.getOrDefault(method, "method " + method)),
                    "Write the archive with numpy.savez or numpy.savez_compressed");
        }
    }

    /** Returns the larger of what both records say; the end record may say only that the other one has it. */
    private static long larger(long inEnd, long inEnd64, long large) {
        return Math.max(inEnd == inEnd64 ? 0 : inEnd, large < 0 ? Long.MAX_VALUE : large);
    }

    private static int comment(ByteBuffer tail, int end) {
        return Short.toUnsignedInt(tail.getShort(end + END_COMMENT));
    }

    /** Returns the zip64 end record, or zeros if there is none: java.util.zip then uses the other record. */
    private static ByteBuffer end64(FileChannel channel, String name, long offset, long size) throws IOException {
        if (offset >= 0 && offset <= size - END64_BYTES) {
            ByteBuffer end64 = read(channel, name, offset, offset + END64_BYTES);
            if (end64.getInt(0) == END64) {
                return end64;
            }
        }
        return ByteBuffer.allocate(END64_BYTES);
    }

    private static ByteBuffer read(FileChannel channel, String name, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) (to - from)).order(ByteOrder.LITTLE_ENDIAN);
        FileBytes.fill(channel, name, buffer, from);
        return buffer;
    }
}
