package io.github.modelconversion.text;

import java.util.Comparator;

/** Orders names as people do, comparing embedded numbers by value: {@code layers.2} comes before {@code layers.10}. */
public final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int endOfOne = endOfNumber(one, i);
            int endOfOther = endOfNumber(other, j);
            boolean numbers = endOfOne > i && endOfOther > j;
            int compared = numbers
                    ? compareNumbers(one.substring(i, endOfOne), other.substring(j, endOfOther))
                    : Character.compare(one.charAt(i), other.charAt(j));
            if (compared != 0) {
                return compared;
            }
            i = numbers ? endOfOne : i + 1;
            j = numbers ? endOfOther : j + 1;
        }
        int rest = Integer.compare(one.length() - i, other.length() - j);
        // 01 and 1 are the same number, so the text decides.
        return rest != 0 ? rest : one.compareTo(other);
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Compares as text, since a number may have more digits than a long. */
    private static int compareNumbers(String one, String other) {
        String digits = one.replaceFirst("^0+", "");
        String others = other.replaceFirst("^0+", "");
        int length = Integer.compare(digits.length(), others.length());
        return length != 0 ? length : digits.compareTo(others);
    }
}
