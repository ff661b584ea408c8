package io.github.modelconversion.plan.request;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Maps the reference's tensor names to the test's.
 *
 * @param rules the rules; the first whose reference name matches applies
 */
public record TensorNames(List<Rule> rules) {

    private static final char WILDCARD = '*';

    /** Copies the list. */
    public TensorNames {
        rules = List.copyOf(rules);
    }

    /**
     * A name mapping, or a pattern of names.
     *
     * @param reference the reference's name; {@code *} stands for any characters
     * @param test the test's name; its n-th {@code *} is replaced with the text that the reference's n-th {@code *} matched
     */
    public record Rule(String reference, String test) {

        /**
         * Checks the rule.
         *
         * @throws IllegalArgumentException if a name is empty or the test's has more wildcards than the reference's
         */
        public Rule {
            if (reference.isEmpty() || test.isEmpty() || wildcards(test) > wildcards(reference)) {
                throw new IllegalArgumentException(reference + " = " + test);
            }
        }

        private static long wildcards(String name) {
            return name.chars().filter(character -> character == WILDCARD).count();
        }

        Optional<String> apply(String name) {
            Matcher matcher = Pattern.compile(
                            literals(reference).map(Pattern::quote).collect(Collectors.joining("(.*)")))
                    .matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            List<String> parts = literals(test).toList();
            StringBuilder renamed = new StringBuilder(parts.get(0));
            for (int i = 1; i < parts.size(); i++) {
                renamed.append(matcher.group(i)).append(parts.get(i));
            }
            return Optional.of(renamed.toString());
        }

        /** Returns the text between the wildcards. */
        private static Stream<String> literals(String name) {
            return Stream.of(name.split("\\" + WILDCARD, -1));
        }
    }

    /** Returns the test's name for a tensor: by the first matching rule, else unchanged. */
    public String ofTest(String reference) {
        return rules.stream()
                .map(rule -> rule.apply(reference))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(reference);
    }
}
