package io.github.modelconversion.input.file;

import java.nio.file.Path;

/** The names of gzip-compressed files. */
public final class Gzip {

    /** The ending that compression adds to a file name. */
    public static final String ENDING = ".gz";

    private Gzip() {}

    /** Returns whether a file's name marks it as compressed. */
    public static boolean isNamed(Path file) {
        return String.valueOf(file.getFileName()).endsWith(ENDING);
    }

    /** Returns a file name without the ending that marks it as compressed. */
    public static String unpacked(String name) {
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /** Checks that a file is not compressed, as it needs random access. */
    public static void requireUnpacked(Path file, String name) throws UnusableInputException {
        if (isNamed(file)) {
            throw new UnusableInputException(
                    name,
                    "expected an uncompressed file, found one compressed with gzip",
                    "Run gunzip on it and use " + unpacked(String.valueOf(file.getFileName())));
        }
    }
}
