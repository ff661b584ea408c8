package io.github.modelconversion.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decodes the rows of a .kld file without the code under test. */
final class KldRows {

    private KldRows() {}

    /** Returns a file's log-probabilities, rows × vocabulary values, row after row; the vocabulary must be even. */
    static double[] of(Path file, int rows, int vocabulary) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int rowBytes = 2 * (vocabulary + 4);
        int start = bytes.limit() - rows * rowBytes;
        double[] values = new double[rows * vocabulary];
        for (int row = 0; row < rows; row++) {
            int at = start + row * rowBytes;
            float scale = bytes.getFloat(at);
            float minimum = bytes.getFloat(at + 4);
            for (int i = 0; i < vocabulary; i++) {
                int code = bytes.getShort(at + 8 + 2 * i) & 0xffff;
                values[row * vocabulary + i] = scale * code + minimum;
            }
        }
        return values;
    }
}
