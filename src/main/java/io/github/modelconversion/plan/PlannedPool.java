package io.github.modelconversion.plan;

import io.github.modelconversion.text.Counted;
import java.util.ArrayList;
import java.util.List;

/**
 * The pairs of one model's tensor for all prompts, to compare as one.
 *
 * @param numbers the numbers of the pairs in the plan
 * @param pairs the pairs, in the order of the prompts
 * @param prompts the names of the data directories of all prompts
 */
public record PlannedPool(List<Integer> numbers, List<PlannedPair> pairs, List<String> prompts) {

    /** Copies the lists. */
    public PlannedPool {
        numbers = List.copyOf(numbers);
        pairs = List.copyOf(pairs);
        prompts = List.copyOf(prompts);
    }

    /** Returns the data directories that have no such pair. */
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>(prompts);
        pairs.forEach(pair -> gaps.removeIf(pair.dataDirectory().stream().toList()::contains));
        return gaps;
    }

    /** Returns the names of the first files and the number of the others, for messages. */
    public String names() {
        return pairs.get(0).names() + (pairs.size() > 1 ? " and " + Counted.of(pairs.size() - 1, "more pair") : "");
    }

    /** Returns the approximate size of all values in bytes; 0 if unknown. */
    public long bytes() {
        return pairs.stream().mapToLong(PlannedPair::bytes).sum();
    }
}
