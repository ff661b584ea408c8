package io.github.modelconversion.maven.known;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that the user most likely meant. */
final class NearestName {

    /** Shortest substring, in letters, that suggests a name; shorter ones occur in too many names. */
    private static final int SHORTEST_PART = 3;

    private NearestName() {}

    /** How close a name is, the closest first. */
    private enum Nearness {
        ONE_EDIT,
        CONTAINS,
        FEW_EDITS,
        IS_CONTAINED,
        FAR
    }

    /** A name and its edit distance from the wrong one. */
    private record Candidate(String name, Nearness nearness, int edits) {

        static Candidate of(String name, String wrong) {
            String letters = letters(name);
            int edits = NearestName.edits(wrong, letters);
            return new Candidate(name, NearestName.nearness(wrong, letters, edits), edits);
        }
    }

    /**
     * Returns the name at most one edit away; else one that contains the wrong name; else one in which at most a third of
     * the letters differ; else one that the wrong name contains; else empty. Of several, it is the one with the fewest
     * edits. Case, hyphens, dots and underscores are ignored.
     *
     * @param wrong the name that does not exist
     * @param names the names that exist
     */
    static Optional<String> of(String wrong, Collection<String> names) {
        String letters = letters(wrong);
        return names.stream()
                .map(name -> Candidate.of(name, letters))
                .filter(candidate -> candidate.nearness() != Nearness.FAR)
                .min(Comparator.comparing(Candidate::nearness)
                        .thenComparing(Candidate::edits)
                        .thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    private static Nearness nearness(String wrong, String name, int edits) {
        if (edits <= 1) {
            return Nearness.ONE_EDIT;
        }
        boolean known = Math.min(wrong.length(), name.length()) >= SHORTEST_PART;
        if (known && name.contains(wrong)) {
            return Nearness.CONTAINS;
        }
        if (edits <= wrong.length() / 3) {
            return Nearness.FEW_EDITS;
        }
        return known && wrong.contains(name) ? Nearness.IS_CONTAINED : Nearness.FAR;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Returns the number of letters to insert, delete, replace or swap with their neighbor. */
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
