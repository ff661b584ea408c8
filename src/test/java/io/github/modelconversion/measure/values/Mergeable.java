package io.github.modelconversion.measure.values;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A class that accumulates items in parts, with what it guarantees.
 *
 * @param name the class's name, and what is special about its items
 * @param empty returns an empty part that starts at the item with this number
 * @param add adds an item, given by its number, to a part, and returns the part
 * @param combine adds the following part to a part, and returns the sum
 * @param result returns everything that is visible of a part
 * @param unordered returns what does not depend on the order of items and parts
 * @param count the number of items
 */
record Mergeable<A>(
        String name,
        IntFunction<A> empty,
        Adder<A> add,
        BinaryOperator<A> combine,
        Function<A, Object> result,
        Function<A, Object> unordered,
        int count) {

    /** Adds an item to a part. */
    @FunctionalInterface
    interface Adder<A> {
        A add(A into, int item);
    }

    /** Changes a part. */
    @FunctionalInterface
    interface Change<A, T> {
        void apply(A into, T value);
    }

    /** Returns a method that changes its first argument as a function that returns that argument. */
    static <A> BinaryOperator<A> changing(Change<A, A> change) {
        return (into, next) -> {
            change.apply(into, next);
            return into;
        };
    }

    /** Returns a method that adds an item to its first argument as an adder. */
    static <A, T> Adder<A> adding(Change<A, T> change, IntFunction<T> items) {
        return (into, item) -> {
            change.apply(into, items.apply(item));
            return into;
        };
    }

    private A part(int from, int to) {
        A part = empty.apply(from);
        for (int item = from; item < to; item++) {
            part = add.add(part, item);
        }
        return part;
    }

    Object whole() {
        return result.apply(part(0, count));
    }

    Object unorderedWhole() {
        return unordered.apply(part(0, count));
    }

    /** Returns the parts between the cuts; two equal cuts make an empty part. */
    private List<A> parts(List<Integer> cuts, int end) {
        List<A> parts = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            parts.add(part(from, to));
            from = to;
        }
        parts.add(part(from, end));
        return parts;
    }

    /** Returns the result of adding the parts one after the other to an empty one. */
    Object fromTheLeft(List<Integer> cuts) {
        return fromTheLeft(cuts, count);
    }

    /** Returns the result for the first {@code end} items. */
    Object fromTheLeft(List<Integer> cuts, int end) {
        return result.apply(parts(cuts, end).stream().reduce(empty.apply(0), combine));
    }

    /** Returns the result of combining the last two parts first, then the one before them, and so on. */
    Object fromTheRight(List<Integer> cuts) {
        List<A> parts = parts(cuts, count);
        A all = parts.get(parts.size() - 1);
        for (int i = parts.size() - 2; i >= 0; i--) {
            all = combine.apply(parts.get(i), all);
        }
        return result.apply(all);
    }

    /** Returns the order-independent result for shuffled items and parts. */
    Object shuffled(List<Integer> cuts, Random random) {
        List<Integer> items = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            items.add(item);
        }
        Collections.shuffle(items, random);
        List<A> parts = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            A part = empty.apply(0);
            for (int item : items.subList(from, to)) {
                part = add.add(part, item);
            }
            parts.add(part);
            from = to;
        }
        A rest = empty.apply(0);
        for (int item : items.subList(from, count)) {
            rest = add.add(rest, item);
        }
        parts.add(rest);
        return unordered.apply(parts.stream().reduce(empty.apply(0), combine));
    }

    /** Returns the result of a part that was added to another one, after that one grew. */
    Object addedPart(int cut) {
        A part = part(cut, count - 1);
        A other = combine.apply(part(0, cut), part);
        add.add(other, count - 1);
        return result.apply(part);
    }

    /** Returns the result of the first items after a part was added to them and then grew by itself. */
    Object wholeBesideItsPart(int cut) {
        A part = part(cut, count - 1);
        A whole = combine.apply(part(0, cut), part);
        add.add(part, count - 1);
        return result.apply(whole);
    }

    Object between(int from, int to) {
        return result.apply(part(from, to));
    }

    @Override
    public String toString() {
        return name;
    }
}
