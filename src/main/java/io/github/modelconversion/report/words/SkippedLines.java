package io.github.modelconversion.report.words;

import io.github.modelconversion.result.Skipped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The skipped comparisons: one line per prompt, and for tensors one line per reason. */
public final class SkippedLines {

    private static final int MOST_NAMES = 8;

    private SkippedLines() {}

    public static List<String> of(List<Skipped> skipped, ComparisonNames names) {
        Map<List<String>, List<Skipped>> groups = new LinkedHashMap<>();
        for (Skipped one : skipped) {
            String prompt = names.prompt(one.dataDirectory());
            List<String> group = one.tensor().isPresent() ? List.of(prompt, one.test(), one.reason()) : List.of(prompt);
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(one);
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<List<String>, List<Skipped>> group : groups.entrySet()) {
            lines.add(line(group.getKey().get(0), group.getValue()));
        }
        return lines;
    }

    private static String line(String prompt, List<Skipped> group) {
        List<String> reasons = group.stream().map(Skipped::reason).distinct().toList();
        return (prompt.isEmpty() ? "" : prompt + ": ")
                + group.stream().limit(MOST_NAMES).map(ComparisonNames::variant).collect(Collectors.joining("; "))
                + more(group.size() - MOST_NAMES, "; and ")
                + " ("
                + reasons.get(0)
                + more(reasons.size() - 1, "; the same for ")
                + ")";
    }

    private static String more(int count, String words) {
        return count <= 0 ? "" : words + count + " more";
    }
}
