package io.github.modelconversion.plan.request;

import java.util.Optional;
import java.util.regex.Pattern;

/** Derives the model name in output file names from the model's path. */
public final class ModelName {

    private static final String GGUF = ".gguf";
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");

    private ModelName() {}

    /**
     * Returns the last component of a path without the ending {@code .gguf}, as check-nmse.py does; a trailing slash does
     * not matter. The result is always a single path component that is valid in a file name.
     *
     * @param path the model's path, or its name on a hub
     * @return the name; empty if the path has none, such as {@code /} or {@code ..}
     */
    public static Optional<String> of(String path) {
        String last = "";
        for (String component : SEPARATOR.split(path.strip(), -1)) {
            if (!component.isEmpty() && !component.equals(".")) {
                last = component;
            }
        }
        String name = last.endsWith(GGUF) ? last.substring(0, last.length() - GGUF.length()) : last;
        return isUsable(name) ? Optional.of(name) : Optional.empty();
    }

    private static boolean isUsable(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return false;
            }
        }
        return !name.isBlank() && !name.equals("..");
    }
}
