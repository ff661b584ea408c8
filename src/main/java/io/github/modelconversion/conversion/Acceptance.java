package io.github.modelconversion.conversion;

import io.github.modelconversion.result.Finding;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A finding that the user accepts.
 *
 * @param text what the user wrote
 * @param code the finding's code
 * @param message a pattern for a part of its message
 */
public record Acceptance(String text, Finding.Code code, Pattern message) {

    /**
     * Parses {@code CODE} or {@code CODE:pattern}; an asterisk in the pattern matches any characters.
     *
     * @return the acceptance; empty if there is no such code
     */
    public static Optional<Acceptance> parse(String text) {
        String[] parts = text.strip().split(":", 2);
        String pattern = parts.length == 1 ? "" : parts[1].strip();
        Pattern message = Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        return Arrays.stream(Finding.Code.values())
                .filter(code -> code.name().equals(parts[0].strip()))
                .findFirst()
                .map(code -> new Acceptance(text.strip(), code, message));
    }

    /** Returns whether a finding is accepted. */
    public boolean accepts(Finding finding) {
        return finding.code() == code && message.matcher(finding.message()).find();
    }
}
