package io.github.modelconversion.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into arguments. Blanks and line ends separate them; single or double quotes enclose what belongs
 * together. A backslash is an ordinary character, as in Windows paths. No shell is involved: no variables, no patterns.
 */
public final class CommandLine {

    private CommandLine() {}

    /**
     * Returns the arguments.
     *
     * @throws IllegalArgumentException if a quote is not closed; the message completes a sentence that starts with
     *     "Expected"
     */
    public static List<String> split(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (quote != 0) {
                if (character == quote) {
                    quote = 0;
                } else {
                    argument.append(character);
                }
            } else if (character == '"' || character == '\'') {
                quote = character;
                begun = true;
            } else if (!Character.isWhitespace(character)) {
                argument.append(character);
                begun = true;
            } else if (begun) {
                arguments.add(argument.toString());
                argument.setLength(0);
                begun = false;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a closing " + quote);
        }
        if (begun) {
            arguments.add(argument.toString());
        }
        return arguments;
    }

    /** Returns arguments as a line that a person can paste into a shell; those with special characters are quoted. */
    static String shown(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        for (String argument : arguments) {
            boolean plain = argument.matches("[\\w@%+=:,./\\\\{}-]+");
            shown.add(plain ? argument : "'" + argument.replace("'", "'\\''") + "'");
        }
        return String.join(" ", shown);
    }
}
