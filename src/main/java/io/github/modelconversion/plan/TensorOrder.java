package io.github.modelconversion.plan;

import io.github.modelconversion.text.NaturalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order in which a model computes its tensors, as far as names show it: of names that differ only in a number, the
 * smaller number comes first; the logits come last. All other tensors keep their places.
 */
final class TensorOrder {

    private static final Pattern LOGITS = Pattern.compile("(.*[./])?logits");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Most numbers considered in a name: the layer's, and perhaps one for a part of it. */
    private static final int MOST_NUMBERS = 4;

    private TensorOrder() {}

    /** Returns whether a name is that of logits. */
    static boolean isLogits(String name) {
        return LOGITS.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Returns the tensors in computation order. */
    static <T> List<T> of(List<T> tensors, Function<T, String> name) {
        List<T> ordered = new ArrayList<>(tensors);
        for (int which = 0; which < MOST_NUMBERS; which++) {
            orderByNumber(which, ordered, name);
        }
        // The sort is stable.
        ordered.sort(Comparator.comparing(tensor -> isLogits(name.apply(tensor))));
        return ordered;
    }

    /** A tensor with a number in its name, its place, and the part of the name before the number. */
    private record Numbered<T>(T tensor, int place, String before, String number) {

        static <T> Optional<Numbered<T>> of(T tensor, int place, String name, int which) {
            Matcher matcher = NUMBER.matcher(name);
            for (int i = 0; i <= which; i++) {
                if (!matcher.find()) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Numbered<>(tensor, place, name.substring(0, matcher.start()), matcher.group()));
        }
    }

    /** Sorts tensors whose names are equal up to a number by that number, within the places they occupy. */
    private static <T> void orderByNumber(int which, List<T> tensors, Function<T, String> name) {
        Map<String, List<Numbered<T>>> families = new TreeMap<>();
        for (int i = 0; i < tensors.size(); i++) {
            T tensor = tensors.get(i);
            Numbered.of(tensor, i, name.apply(tensor), which)
                    .ifPresent(numbered -> families.computeIfAbsent(numbered.before(), none -> new ArrayList<>())
                            .add(numbered));
        }
        for (List<Numbered<T>> family : families.values()) {
            List<Numbered<T>> sorted = new ArrayList<>(family);
            sorted.sort(Comparator.comparing(Numbered::number, new NaturalOrder()));
            for (int i = 0; i < family.size(); i++) {
                tensors.set(family.get(i).place(), sorted.get(i).tensor());
            }
        }
    }
}
