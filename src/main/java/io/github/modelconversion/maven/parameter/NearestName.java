package io.github.modelconversion.maven.parameter;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a user most likely meant. */
final class NearestName {

    private static final Comparator<String> SHORTEST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /** Two letters are in too many names to say which was meant. */
    private static final int SHORTEST_PART = 3;

    private NearestName() {}

    /**
     * Returns the nearest name of those of which a third of the letters or fewer differ, first of all one that contains the wrong
     * name; else the shortest that contains it or is contained in it; empty where nothing is near. Case, hyphens, dots and underscores
     * do not count.
     *
     * @param wrong the name that does not exist
     * @param names those that exist
     */
    static Optional<String> of(String wrong, Collection<String> names) {
        String meant = letters(wrong);
        int most = Math.max(1, meant.length() / 3);
        Comparator<String> nearest = Comparator.comparing(
                        (String name) -> !letters(name).contains(meant))
                .thenComparing(name -> edits(meant, letters(name)))
                .thenComparing(SHORTEST);
        return names.stream()
                .filter(name -> edits(meant, letters(name)) <= most)
                .min(nearest)
                .or(() -> names.stream()
                        .filter(name -> oneIsPart(meant, letters(name)))
                        .min(SHORTEST));
    }

    private static boolean oneIsPart(String one, String other) {
        boolean known = Math.min(one.length(), other.length()) >= SHORTEST_PART;
        return known && (one.contains(other) || other.contains(one));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Returns how many letters must be inserted, deleted, replaced or exchanged with their neighbour. */
    private static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int fewest(int[][] edits, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int fewest = Math.min(Math.min(edits[i - 1][j], edits[i][j - 1]) + 1, edits[i - 1][j - 1] + (same ? 0 : 1));
        boolean exchanged =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return exchanged ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }
}
