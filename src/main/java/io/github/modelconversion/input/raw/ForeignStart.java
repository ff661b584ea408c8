package io.github.modelconversion.input.raw;

import io.github.modelconversion.input.file.UnusableInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Beginnings that reveal another format in a file expected to have no header. Any bytes can be read as values, so such a
 * file would yield meaningless ones.
 */
enum ForeignStart {
    /** Files of torch.save often end in .bin, too. */
    TORCH(
            "PK\3\4",
            "a zip archive as torch.save writes it around a pickle: loading it would run code",
            "In PyTorch write logits.float().cpu().numpy().tofile('logits.bin')"),
    NPY("\u0093NUMPY", "an array of numpy.save", "Rename it to end in .npy"),
    GGUF_2("GGUF\2\0\0\0", "a GGUF file", "Rename it to end in .gguf"),
    GGUF_3("GGUF\3\0\0\0", GGUF_2.found, GGUF_2.remedy),
    KLD("_logits_", "a logit file of llama-perplexity", "Rename it to end in .kld"),
    GZIP("\u001f\u008b\b", "a file compressed with gzip", "Rename it to end in .bin.gz, or run gunzip");

    /** Number of leading bytes checked: enough that values are never all printable by chance. */
    static final int BYTES = 256;

    /** Shortest text in bytes that can be told from values. */
    private static final int LEAST_TEXT = 32;

    /**
     * Fewest distinct characters of a text: a few repeated values may be printable, such as 100 in float16, which is {@code
     * @V}.
     */
    private static final int LEAST_CHARACTERS = 8;

    private static final int SHOWN = 32;

    private final String start;
    private final String found;
    private final String remedy;

    ForeignStart(String start, String found, String remedy) {
        this.start = start;
        this.found = found;
        this.remedy = remedy;
    }

    /**
     * Checks the beginning of a file.
     *
     * @param head its first {@link #BYTES} bytes, or all if it is shorter
     * @throws UnusableInputException if it is in another format
     */
    static void requireNone(byte[] head, String name) throws UnusableInputException {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        for (ForeignStart foreign : values()) {
            if (text.startsWith(foreign.start)) {
                throw unusable(name, foreign.found, foreign.remedy);
            }
        }
        if (isSafetensors(head)) {
            throw unusable(name, "a header of safetensors", "Rename it to end in .safetensors");
        }
        if (isText(text)) {
            String line = text.lines().findFirst().orElse("");
            throw unusable(
                    name,
                    "text that begins with '"
                            + line.substring(0, Math.min(SHOWN, line.length())).replaceAll("[^ -~]", " ") + "'",
                    "Use the file of values; text with numbers must end in .txt");
        }
    }

    private static boolean isText(String text) {
        return text.length() >= LEAST_TEXT
                && text.matches("[\\t\\n\\r -~]*")
                && text.chars().distinct().count() >= LEAST_CHARACTERS;
    }

    /** Returns whether a header begins: its length in 8 bytes, followed by a JSON object. */
    private static boolean isSafetensors(byte[] head) {
        return head.length > Long.BYTES + 1
                && head[Long.BYTES] == '{'
                && head[Long.BYTES + 1] == '"'
                && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong() >>> Integer.SIZE == 0;
    }

    private static UnusableInputException unusable(String name, String found, String remedy) {
        return new UnusableInputException(name, "expected values without a header, found " + found, remedy);
    }
}
