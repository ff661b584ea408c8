package io.github.modelconversion.engine;

/**
 * A prompt.
 *
 * @param name its name, which names its data directory and its folder of logs
 * @param text its text as both engines get it: UTF-8, lines end in {@code \n}, no line end after the last one.
 *     llama-debug drops such a line end and run-org-model.py keeps it, so their tokens would differ
 */
public record NamedPrompt(String name, String text) {

    /** Makes the line ends the same. */
    public NamedPrompt {
        text = text.replace("\r\n", "\n").replaceFirst("\n+\\z", "");
    }
}
