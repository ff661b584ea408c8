package io.github.modelconversion.input;

import io.github.modelconversion.input.file.Gzip;
import io.github.modelconversion.input.file.InputFile;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.input.tensor.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The prompt of an output, as far as the files next to the output record it.
 *
 * @param file the name of the token file, whether or not it exists
 * @param tokens the prompt's tokens; empty if no file has them
 * @param problems why the token file or the text file cannot be used; none if they can, or if they do not exist
 * @param text the prompt; empty if no file has it
 */
public record Prompt(String file, Optional<Tokens> tokens, List<String> problems, Optional<String> text) {

    /** Copies the list. */
    public Prompt {
        problems = List.copyOf(problems);
    }

    /** Largest text read, in bytes; longer ones are ignored. */
    static final int LONGEST_TEXT = 1 << 20;

    private static final String TOKENS = "-tokens.bin";
    private static final String TEXT = "-prompt.txt";

    private static final String BEFORE_TEXT = "prompt: ";
    private static final String AFTER_TEXT = "\nn_tokens: ";

    /**
     * Reads the files next to an output: {@code …-tokens.bin} and {@code …-prompt.txt}.
     *
     * @param output the output's file
     * @param name the output's name in messages
     */
    public static Prompt beside(Path output, String name) {
        String tokensName = stem(name) + TOKENS;
        Path plain = sibling(output, TOKENS);
        Path tokensFile = Files.exists(plain) ? plain : sibling(output, TOKENS + Gzip.ENDING);
        return of(tokensName, tokensFile, () -> Tokens.read(tokensFile, tokensName), output, name);
    }

    /**
     * Reads the tokens from a tensor in the output's own file, and the text from the file next to it.
     *
     * @param output the output's file
     * @param name the output's name in messages
     * @param tokens the tensor with the token ids
     */
    public static Prompt in(Path output, String name, Tensor tokens) {
        return of(Tensor.place(name, tokens.name()), output, () -> Tokens.read(tokens), output, name);
    }

    /** Returns a prompt that no file records. */
    public static Prompt unknown(String file) {
        return new Prompt(file, Optional.empty(), List.of(), Optional.empty());
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read() throws IOException;
    }

    private static Prompt of(String place, Path tokensFile, Reader<Tokens> reader, Path output, String name) {
        List<String> problems = new ArrayList<>();
        Optional<Tokens> tokens = read(place, tokensFile, reader, problems);
        Path textFile = sibling(output, TEXT);
        Optional<String> text = textFile.toFile().length() > LONGEST_TEXT
                ? Optional.empty()
                : read(stem(name) + TEXT, textFile, () -> text(textFile), problems);
        return new Prompt(place, tokens, problems, text);
    }

    /** Reads a file; empty if it does not exist, or if it cannot be used. */
    private static <T> Optional<T> read(String place, Path file, Reader<T> reader, List<String> problems) {
        if (Files.exists(file)) {
            try {
                return Optional.of(reader.read());
            } catch (IOException unusable) {
                problems.add(String.valueOf(
                        UnusableInputException.of(place, unusable).getMessage()));
            }
        }
        return Optional.empty();
    }

    private static Path sibling(Path output, String what) {
        return output.resolveSibling(stem(String.valueOf(output.getFileName())) + what);
    }

    private static String stem(String name) {
        String unpacked = Gzip.unpacked(name);
        return unpacked.substring(0, unpacked.lastIndexOf('.'));
    }

    /**
     * Reads the prompt's text. The tools write the number of tokens and their ids after the prompt; on Windows with other
     * line ends.
     */
    private static String text(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = InputFile.stream(file)) {
            bytes = in.readNBytes(LONGEST_TEXT);
        }
        String content = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
        int from = content.startsWith(BEFORE_TEXT) ? BEFORE_TEXT.length() : 0;
        int to = content.lastIndexOf(AFTER_TEXT);
        return content.substring(from, to < 0 ? content.length() : to);
    }
}
