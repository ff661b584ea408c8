package io.github.modelconversion.input.tensor;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.file.GzipTest;
import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Every kind of file that a reader of values supports, written without the code under test. A new format adds a line. */
public enum ValueFile {
    RAW("bin", "RAW_FLOAT32", storage(".bin")),
    RAW_FLOAT16("bin", "RAW_FLOAT16", new Storage(".bin", NumberType.FLOAT16, false, false, false)),
    RAW_BFLOAT16("bin", "RAW_BFLOAT16", new Storage(".bin", NumberType.BFLOAT16, false, false, false)),
    RAW_FLOAT64("bin", "RAW_FLOAT64", new Storage(".bin", NumberType.FLOAT64, false, false, false)),
    RAW_PACKED("bin.gz", "RAW_FLOAT32", storage(".bin")),
    NPY("npy", "NPY_FLOAT32", storage(".npy")),
    NPY_BIG_ENDIAN("npy", "NPY_FLOAT64", new Storage(".npy", NumberType.FLOAT64, true, false, false)),
    NPY_FORTRAN("npy", "NPY_FLOAT32", new Storage(".npy", NumberType.FLOAT32, false, true, false)),
    NPY_PACKED("npy.gz", "NPY_FLOAT32", storage(".npy")),
    NPZ_STORED("npz", "NPZ_FLOAT32", storage(".npz")),
    NPZ_DEFLATED("npz", "NPZ_FLOAT32", new Storage(".npz", NumberType.FLOAT32, false, false, true)),
    NPZ_FORTRAN("npz", "NPZ_FLOAT16", new Storage(".npz", NumberType.FLOAT16, false, true, true)),
    SAFETENSORS("safetensors", "SAFETENSORS_FLOAT32", storage(".safetensors")),
    SAFETENSORS_PACKED("safetensors.gz", "SAFETENSORS_FLOAT32", storage(".safetensors")),
    GGUF("gguf", "GGUF_FLOAT32", storage(".gguf")),
    GGUF_PACKED("gguf.gz", "GGUF_FLOAT32", storage(".gguf")),
    TEXT("txt", "TEXT", storage(".txt")),
    TEXT_INDEXED("txt", "TEXT", new Storage(".txt", NumberType.FLOAT32, false, false, true)),
    TEXT_ROWS("txt", "TEXT", (values, width) -> textRows(values, width)),
    TEXT_PACKED("txt.gz", "TEXT", storage(".txt")),
    KLD("kld", "KLD", (values, width) -> kld(values, width));

    private final String ending;
    private final String format;
    // Only records and static method references, which have no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Writer writer;

    ValueFile(String ending, String format, Writer writer) {
        this.ending = ending;
        this.format = format;
        this.writer = writer;
    }

    ValueFile(String ending, String format, Storage storage) {
        this(ending, format, (values, width) -> storage.content(values, values.length / width, width));
    }

    private static Storage storage(String ending) {
        return new Storage(ending, NumberType.FLOAT32, false, false, false);
    }

    /** Returns the ending of the file's name, without the first dot. */
    public String ending() {
        return ending;
    }

    /** Returns the format's name in reports. */
    String format() {
        return format;
    }

    boolean isPacked() {
        return ending.endsWith(".gz");
    }

    /** Returns whether the file has a checksum of its values. */
    boolean hasChecksum() {
        return isPacked() || ending.equals("npz");
    }

    /** Returns whether the file says where a row ends. */
    boolean hasRows() {
        return !format.startsWith("RAW") && (!format.equals("TEXT") || this == TEXT_ROWS);
    }

    /** Returns whether reading any value reads all values before it. */
    boolean isSequential() {
        return isPacked() || format.equals("TEXT") || this == NPZ_DEFLATED;
    }

    /** Returns whether opening the file reads all of its values into memory. */
    boolean isHeld() {
        return this == NPY_FORTRAN || this == NPZ_FORTRAN;
    }

    /** Returns whether a file cut to this length still looks complete. */
    boolean isWholeAt(byte[] content, int length) {
        if (isPacked() || length == 0) {
            return false;
        }
        return switch (format) {
            case "TEXT" -> content[length - 1] == '\n';
            case "RAW_FLOAT16", "RAW_BFLOAT16" -> length % Short.BYTES == 0;
            case "RAW_FLOAT32" -> length % Float.BYTES == 0;
            case "RAW_FLOAT64" -> length % Double.BYTES == 0;
            default -> false;
        };
    }

    /** Returns a file's content; the number of values is a multiple of the width of a row. */
    public byte[] content(double[] values, int width) throws IOException {
        byte[] content = writer.write(values, width);
        return isPacked() ? GzipTest.packed(content) : content;
    }

    /** Opens the file's only values, or its tensor named {@code logits}. */
    LogitsFile open(Path file) throws IOException {
        String name = "data/" + file.getFileName();
        if (this == KLD) {
            return new RowsOfKld(KldFile.open(file, name));
        }
        List<Tensor> tensors = ContainerReader.tensors(Container.of(file).orElseThrow(), file, name, elementType());
        return tensors.get(0).open();
    }

    private ElementType elementType() {
        return switch (this) {
            case RAW_FLOAT16 -> ElementType.FLOAT16;
            case RAW_BFLOAT16 -> ElementType.BFLOAT16;
            case RAW_FLOAT64 -> ElementType.FLOAT64;
            default -> ElementType.FLOAT32;
        };
    }

    /** Returns the stored values: 16-bit codes only approximate the given ones. */
    double[] stored(Path file, double[] values) {
        return this == KLD
                ? Arrays.stream(KldFixture.Decoded.of(file).rows)
                        .flatMapToDouble(Arrays::stream)
                        .toArray()
                : values;
    }

    private static byte[] textRows(double[] values, int width) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append((float) values[i]).append((i + 1) % width == 0 ? "\n" : ", ");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns one chunk with rows for its second half. */
    private static byte[] kld(double[] values, int width) {
        double[][] rows = new double[values.length / width][];
        Arrays.setAll(rows, row -> Arrays.copyOfRange(values, row * width, (row + 1) * width));
        int context = 2 * rows.length + 1;
        return KldFixture.encode(context, width, new int[context], rows);
    }

    @FunctionalInterface
    private interface Writer {
        byte[] write(double[] values, int width) throws IOException;
    }

    /** Rows of log-probabilities, one after the other. */
    private record RowsOfKld(KldFile file) implements LogitsFile {

        @Override
        public Source source() {
            return new Source(
                    file.name(), Format.KLD, new Shape(List.of((long) file.rows(), (long) file.vocabulary())));
        }

        @Override
        public ValueReader reader() throws IOException {
            LogProbabilityReader rows = file.reader();
            double[] row = new double[file.vocabulary()];
            return new ValueReader() {
                @Override
                public void read(long first, double[] values, int count) throws IOException {
                    int done = 0;
                    while (done < count) {
                        int from = (int) ((first + done) % row.length);
                        int now = Math.min(count - done, row.length - from);
                        rows.read((int) ((first + done) / row.length), row);
                        System.arraycopy(row, from, values, done, now);
                        done += now;
                    }
                }

                @Override
                public void close() throws IOException {
                    rows.close();
                }
            };
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
