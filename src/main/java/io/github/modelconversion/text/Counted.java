package io.github.modelconversion.text;

import java.util.List;

/** Numbers together with a noun in the right form. */
public final class Counted {

    private Counted() {}

    /** Returns {@code 1 tensor} or {@code 2 tensors}. */
    public static String of(long count, String one) {
        return of(count, one, one + "s");
    }

    /** Returns the first of several names: {@code a, b and 3 more}. */
    public static String names(List<String> names, int most) {
        return String.join(", ", names.subList(0, Math.min(names.size(), most)))
                + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }

    /** Returns {@code 1 entry} or {@code 2 entries}. */
    public static String of(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
