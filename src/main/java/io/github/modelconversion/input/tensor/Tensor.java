package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One of the tensors that a file holds; its values are not read before it is opened.
 *
 * @param name its name; empty for the only one of a file that has no names
 * @param content what can be done with it
 * @param type the type of its elements, as the file calls it; empty where that is not known before it is opened
 * @param opener opens it
 */
public record Tensor(String name, Content content, String type, Opener opener) {

    /** Longer names are not names: they would fill reports. */
    private static final int LONGEST_NAME = 1 << 10;

    /** What can be done with a tensor. */
    public enum Content {
        /** Floating-point values, which can be compared. */
        VALUES,
        /** Whole numbers or truth values, such as the ids of tokens. */
        INTEGERS,
        /** Something that cannot be read; to open it says why. */
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

    /** Returns whether the file gives it a name. */
    public boolean isNamed() {
        return !name.isEmpty();
    }

    /**
     * Opens the tensor and checks what can be checked without reading its values.
     *
     * @throws UnusableInputException when the file is not what its ending says, is torn, lies about its size, or keeps the
     *     tensor in a way that cannot be read
     * @throws IOException when the file cannot be read
     */
    public LogitsFile open() throws IOException {
        return opener.open();
    }

    /** Returns a file's name as messages about one of its tensors begin. */
    public static String place(String file, String tensor) {
        return file + ": " + tensor;
    }

    /**
     * Checks the names of a file's tensors.
     *
     * @throws UnusableInputException when two are equal, or one is empty, too long or has control characters
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
                throw new UnusableInputException(
                        file, "expected each tensor once, found two that are called " + name, remedy);
            }
        }
    }
}
