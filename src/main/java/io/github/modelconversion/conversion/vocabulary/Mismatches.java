package io.github.modelconversion.conversion.vocabulary;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the items of a list that differ, and keeps the first. */
public final class Mismatches {

    private long count;
    private long first = -1;

    public void add(long item) {
        first = count == 0 ? item : first;
        count++;
    }

    public long count() {
        return count;
    }

    /** Returns the index of the first item that differs; -1 if none does. */
    public long first() {
        return first;
    }

    /** Returns "1 of 512 tokens differs" or "2 of 512 tokens differ". */
    public String of(long all, String things, String differs, String differ) {
        return count + " of " + all + " " + things + " " + (count == 1 ? differs : differ);
    }

    /** Returns the place of the first: "the first with id 7", or "with id 7" if it is the only one. */
    public String place() {
        return (count == 1 ? "with id " : "the first with id ") + first;
    }

    /** Returns both numbers in a mutable map. */
    public Map<String, Number> evidence() {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("differing", count);
        if (count > 0) {
            evidence.put("first", first);
        }
        return evidence;
    }
}
