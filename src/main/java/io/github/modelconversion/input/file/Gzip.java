package io.github.modelconversion.input.file;

import java.nio.file.Path;

/** Names of files that are packed with gzip. */
public final class Gzip {

    /** What such names end in, behind the ending of what is packed. */
    public static final String ENDING = ".gz";

    private Gzip() {}

    /** Returns whether a file's name says that it is packed. */
    public static boolean isNamed(Path file) {
        return String.valueOf(file.getFileName()).endsWith(ENDING);
    }

    /** Returns a file's name without the ending that says that it is packed. */
    public static String unpacked(String name) {
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /** Checks that a file is not packed, since it is read at many places. */
    public static void requireUnpacked(Path file, String name) throws UnusableInputException {
        if (isNamed(file)) {
            throw new UnusableInputException(
                    name,
                    "expected a file that can be read at any place, found one that is packed",
                    "Run gunzip on it and give " + unpacked(String.valueOf(file.getFileName())));
        }
    }
}
