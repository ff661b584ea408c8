package io.github.modelconversion.report.words;

import io.github.modelconversion.result.Comparison;
import java.util.List;

/**
 * Shortens names by their common beginning and end.
 *
 * @param start length of the common beginning
 * @param end length of the common end
 */
record Names(int start, int end) {

    /** Shortens directory names, cutting between components: {@code p1} of {@code a/p1/data} and {@code a/p2/data}. */
    static Names ofPaths(List<String> paths) {
        String first = paths.get(0);
        int shortest = first.length();
        boolean same = true;
        for (String path : paths) {
            shortest = Math.min(shortest, path.length());
            same &= path.equals(first);
        }
        if (same) {
            return new Names(0, 0);
        }
        int start = shortest;
        for (String path : paths) {
            start = Math.min(start, commonStart(first, path, start));
        }
        start = first.lastIndexOf('/', start - 1) + 1;
        int end = shortest - start;
        for (String path : paths) {
            end = Math.min(end, commonEnd(first, path, end));
        }
        int slash = first.indexOf('/', first.length() - end);
        return new Names(start, slash <= 0 ? 0 : first.length() - slash);
    }

    /** Shortens the names of converted models by the original's name. */
    static Names ofModels(List<Comparison> comparisons) {
        String original = comparisons.get(0).reference().model();
        boolean all = true;
        for (Comparison comparison : comparisons) {
            String model = comparison.test().model();
            all &= model.startsWith(original) && model.length() > original.length() + 1;
        }
        return new Names(all ? original.length() + 1 : 0, 0);
    }

    private static int commonStart(String one, String other, int most) {
        int count = 0;
        while (count < most && one.charAt(count) == other.charAt(count)) {
            count++;
        }
        return count;
    }

    private static int commonEnd(String one, String other, int most) {
        int count = 0;
        while (count < most && one.charAt(one.length() - 1 - count) == other.charAt(other.length() - 1 - count)) {
            count++;
        }
        return count;
    }

    /** Returns the distinguishing part of a name. */
    String shortened(String name) {
        return name.substring(start, name.length() - end);
    }
}
