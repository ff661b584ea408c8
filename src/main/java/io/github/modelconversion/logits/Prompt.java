package io.github.modelconversion.logits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The prompt that an output answers, as far as the files beside the output tell it.
 *
 * @param file the name of the file of tokens, whether it is there or not
 * @param tokens the prompt's tokens; empty where no file tells them
 * @param problem why the file of tokens cannot be used; empty where it can, and where it is not there
 * @param text the prompt; empty where no file tells it
 */
public record Prompt(String file, Optional<Tokens> tokens, Optional<String> problem, Optional<String> text) {

    /** In bytes: a longer text is not looked at. */
    static final long LONGEST_TEXT = 1 << 20;

    private static final String BEFORE_TEXT = "prompt: ";
    private static final String AFTER_TEXT = "\nn_tokens: ";

    /**
     * Returns what lies beside an output: {@code …-tokens.bin} and {@code …-prompt.txt}.
     *
     * @param output the output's file
     * @param name the output's name in messages
     */
    public static Prompt beside(Path output, String name) {
        Path tokensFile = output.resolveSibling(stem(String.valueOf(output.getFileName())) + "-tokens.bin");
        String tokensName = stem(name) + "-tokens.bin";
        return Files.exists(tokensFile)
                ? of(tokensName, () -> Tokens.read(tokensFile, tokensName), text(output))
                : new Prompt(tokensName, Optional.empty(), Optional.empty(), text(output));
    }

    /**
     * Returns what a tensor beside the output in the same file tells, and the text beside the file.
     *
     * @param output the output's file
     * @param name the output's name in messages
     * @param tokens the tensor of the tokens' ids
     */
    public static Prompt in(Path output, String name, Tensor tokens) {
        return of(Tensor.place(name, tokens.name()), () -> Tokens.read(tokens), text(output));
    }

    @FunctionalInterface
    private interface TokensReader {
        Tokens read() throws IOException;
    }

    private static Prompt of(String place, TokensReader tokens, Optional<String> text) {
        try {
            return new Prompt(place, Optional.of(tokens.read()), Optional.empty(), text);
        } catch (UnusableInputException unusable) {
            return new Prompt(place, Optional.empty(), Optional.ofNullable(unusable.getMessage()), text);
        } catch (IOException unreadable) {
            String problem = place + ": expected a file that can be read, found: "
                    + unreadable.getClass().getSimpleName() + ". Check the file and its permissions";
            return new Prompt(place, Optional.empty(), Optional.of(problem), text);
        }
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** The tools write the number of tokens and their ids behind the prompt; on Windows with other line ends. */
    private static Optional<String> text(Path output) {
        Path file = output.resolveSibling(stem(String.valueOf(output.getFileName())) + "-prompt.txt");
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_TEXT) {
                return Optional.empty();
            }
            String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
            int from = content.startsWith(BEFORE_TEXT) ? BEFORE_TEXT.length() : 0;
            int to = content.lastIndexOf(AFTER_TEXT);
            return Optional.of(content.substring(from, to < 0 ? content.length() : to));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
