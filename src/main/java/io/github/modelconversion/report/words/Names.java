package io.github.modelconversion.report.words;

import io.github.modelconversion.result.Comparison;
import java.util.List;
import java.util.stream.Stream;

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
        int shortest = paths.stream().mapToInt(String::length).min().orElse(0);
        int start = common(paths, shortest, (path, i) -> path.charAt(i) == first.charAt(i));
        start = first.lastIndexOf('/', start - 1) + 1;
        int end = common(
                paths,
                shortest - start,
                (path, i) -> path.charAt(path.length() - 1 - i) == first.charAt(first.length() - 1 - i));
        int slash = first.indexOf('/', first.length() - end);
        boolean same = paths.stream().allMatch(first::equals);
        return same ? new Names(0, 0) : new Names(start, slash <= 0 ? 0 : first.length() - slash);
    }

    /** Shortens the names of converted models by the original's name. */
    static Names ofModels(List<Comparison> comparisons) {
        String original = comparisons.get(0).reference().model();
        boolean all = comparisons.stream()
                .allMatch(comparison -> comparison.test().model().startsWith(original)
                        && comparison.test().model().length() > original.length() + 1);
        return new Names(all ? original.length() + 1 : 0, 0);
    }

    private interface Same {
        boolean at(String path, int i);
    }

    private static int common(List<String> paths, int most, Same same) {
        int count = 0;
        while (count < most && allAgree(paths.stream(), same, count)) {
            count++;
        }
        return count;
    }

    private static boolean allAgree(Stream<String> paths, Same same, int i) {
        return paths.allMatch(path -> same.at(path, i));
    }

    /** Returns the distinguishing part of a name. */
    String shortened(String name) {
        return name.substring(start, name.length() - end);
    }
}
