package io.github.modelconversion.input.tensor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds .npy files byte by byte, as numpy.lib.format documents them. */
public final class NpyFixture {

    private NpyFixture() {}

    /** Returns a file with the header that numpy.save writes. */
    public static byte[] npy(String descr, boolean fortranOrder, String shape, byte[] data) {
        return npy(1, dictionary("'" + descr + "'", fortranOrder, shape), data);
    }

    /** Returns a file with any text as its header, padded so that the data starts at a multiple of 64 bytes. */
    public static byte[] npy(int majorVersion, String header, byte[] data) {
        int before = majorVersion == 1 ? 10 : 12;
        int padding = 63 - (before + header.length()) % 64;
        return unpadded(majorVersion, header + " ".repeat(padding) + "\n", data);
    }

    public static byte[] unpadded(int majorVersion, String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return concatenated(start(majorVersion, text.length), text, data);
    }

    /** Returns the magic, the version and the length of the header, in bytes. */
    public static byte[] start(int majorVersion, long headerLength) {
        ByteBuffer start = ByteBuffer.allocate(majorVersion == 1 ? 10 : 12).order(ByteOrder.LITTLE_ENDIAN);
        start.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        start.put((byte) majorVersion).put((byte) 0);
        if (majorVersion == 1) {
            start.putShort((short) headerLength);
        } else {
            start.putInt((int) headerLength);
        }
        return start.array();
    }

    public static String dictionary(String descr, boolean fortranOrder, String shape) {
        String order = fortranOrder ? "True" : "False";
        return "{'descr': " + descr + ", 'fortran_order': " + order + ", 'shape': " + shape + ", }";
    }

    public static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
