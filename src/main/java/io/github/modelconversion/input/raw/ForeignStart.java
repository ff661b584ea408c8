package io.github.modelconversion.input.raw;

import io.github.modelconversion.input.file.UnusableInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a file without a header begins with when it is no such file: any bytes can be read as values, and mean nothing. */
enum ForeignStart {
    /** What torch.save writes is often called .bin too. */
    TORCH(
            "PK\3\4",
            "a zip archive as torch.save writes it around a pickle: loading it would run code",
            "In PyTorch write logits.float().cpu().numpy().tofile('logits.bin')"),
    NPY("\u0093NUMPY", "an array of numpy.save", "Rename it to end in .npy"),
    GGUF_2("GGUF\2\0\0\0", "a GGUF file", "Rename it to end in .gguf"),
    GGUF_3("GGUF\3\0\0\0", GGUF_2.found, GGUF_2.remedy),
    KLD("_logits_", "a logit file of llama-perplexity", "Rename it to end in .kld"),
    GZIP("\u001f\u008b\b", "a file packed with gzip", "Rename it to end in .bin.gz, or run gunzip");

    /** In bytes: enough that values never are all printable by chance. */
    static final int BYTES = 256;

    /** In bytes: shorter text is not told from values. */
    private static final int LEAST_TEXT = 32;

    /** A few values again and again may be printable: 100 in float16 is {@code @V}. */
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
     * Checks how a file begins.
     *
     * @param head its first {@link #BYTES} bytes, or all
     * @throws UnusableInputException when it is a file of another format
     */
    static void requireNone(byte[] head, String name) throws UnusableInputException {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        Optional<ForeignStart> foreign = Arrays.stream(values())
                .filter(kind -> text.startsWith(kind.start))
                .findFirst();
        if (foreign.isPresent()) {
            throw unusable(name, foreign.get().found, foreign.get().remedy);
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
                    "Give the file of values; text with numbers must end in .txt");
        }
    }

    private static boolean isText(String text) {
        return text.length() >= LEAST_TEXT
                && text.matches("[\\t\\n\\r -~]*")
                && text.chars().distinct().count() >= LEAST_CHARACTERS;
    }

    /** The length of the header in 8 bytes, and then a JSON object. */
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
