package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A tensor of a file; its values are read only after opening it.
 *
 * @param name its name; empty for the only tensor of a file without names
 * @param content whether and how it can be used
 * @param type its element type as the file names it; empty if unknown before opening
 * @param opener opens it
 */
public record Tensor(String name, Content content, String type, Opener opener) {

    /** Longest name in characters; longer ones would flood reports. */
    private static final int LONGEST_NAME = 1 << 10;

    /** The usability of a tensor's contents. */
    public enum Content {
        /** Comparable floating-point values. */
        VALUES,
        /** Whole numbers or truth values, such as token ids. */
        INTEGERS,
        /** Unreadable contents; opening the tensor throws the reason. */
        UNREADABLE
    }

    /** Opens a tensor. */
    @FunctionalInterface
    public interface Opener {
        LogitsFile open() throws IOException;
    }

    /** Returns the only tensor of a file without names. */
    public static Tensor unnamed(Opener opener) {
        return new Tensor("", Content.VALUES, "", opener);
    }

    /** Returns a tensor that cannot be read. */
    public static Tensor unreadable(String name, String type, UnusableInputException reason) {
        return new Tensor(name, Content.UNREADABLE, type, () -> {
            throw reason;
        });
    }

    /** Returns whether it has a name in the file. */
    public boolean isNamed() {
        return !name.isEmpty();
    }

    /**
     * Opens the tensor and performs all checks that do not require reading its values.
     *
     * @throws UnusableInputException if the file is not what its ending says, is truncated, misstates its size, or stores
     *     the tensor in an unsupported way
     * @throws IOException if the file cannot be read
     */
    public LogitsFile open() throws IOException {
        return opener.open();
    }

    /** Returns the location that starts a message about a tensor. */
    public static String place(String file, String tensor) {
        return file + ": " + tensor;
    }

    /**
     * Checks the names of a file's tensors.
     *
     * @throws UnusableInputException if two are equal, or one is empty, too long or has control characters
     */
    public static void checkNames(List<String> names, String file, String remedy) throws UnusableInputException {
        Set<String> seen = new TreeSet<>();
        for (String name : names) {
            boolean printable = name.chars().noneMatch(Character::isISOControl);
            if (name.isEmpty() || name.length() > LONGEST_NAME || !printable) {
                throw new UnusableInputException(
                        file,
                        "expected names of tensors of 1 to " + LONGEST_NAME + " characters without control characters,"
                                + " found one of " + name.length() + " characters" + (printable ? "" : " with some"),
                        remedy);
            }
            if (!seen.add(name)) {
                throw new UnusableInputException(file, "expected each tensor once, found two called " + name, remedy);
            }
        }
    }
}
