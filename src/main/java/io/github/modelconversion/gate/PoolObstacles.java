package io.github.modelconversion.gate;

import io.github.modelconversion.gate.Pool.Single;
import io.github.modelconversion.plan.PlannedPool;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds why the prompts of a pool cannot be compared as one. A pool is of all prompts or is not measured: leaving one out
 * would change its figures without a trace.
 */
final class PoolObstacles {

    /** Failures that do not question what was measured. */
    private static final Set<Code> OF_QUALITY = EnumSet.of(Code.PREDICTIONS_CHANGED, Code.STALE_BASELINE);

    private static final int NAMED = 5;

    private final PlannedPool planned;
    private final List<Single> singles;
    private final List<String> reasons = new ArrayList<>();

    private PoolObstacles(PlannedPool planned, List<Single> singles) {
        this.planned = planned;
        this.singles = singles;
    }

    /** Returns the finding that names the prompts that do not fit; empty if all do. */
    static Optional<Finding> find(PlannedPool planned, List<Single> singles) {
        PoolObstacles obstacles = new PoolObstacles(planned, singles);
        obstacles.addGaps();
        obstacles.addUnfit();
        if (obstacles.reasons.isEmpty()) {
            obstacles.addDifferences();
        }
        return obstacles.reasons.isEmpty() ? Optional.empty() : Optional.of(obstacles.finding());
    }

    private void addGaps() {
        planned.gaps().forEach(prompt -> reasons.add(prompt + " (nothing to compare)"));
    }

    private void addUnfit() {
        for (Single single : singles) {
            Comparison comparison = single.comparison();
            Set<Code> codes = EnumSet.noneOf(Code.class);
            for (Finding finding : comparison.findings()) {
                boolean fails = finding.severity() == Severity.FAIL && !OF_QUALITY.contains(finding.code());
                if (fails || finding.code().isUnusable() || finding.code() == Code.OUT_OF_RANGE) {
                    codes.add(finding.code());
                }
            }
            if (!codes.isEmpty()) {
                reasons.add(
                        name(single) + " (" + codes.stream().map(Code::name).collect(Collectors.joining(", ")) + ")");
            } else if (comparison.measurement().isEmpty()) {
                reasons.add(name(single) + " (not measured)");
            }
        }
    }

    private void addDifferences() {
        addDifference(single -> single.run().isPresent() ? "a run of llama-perplexity" : "values");
        addDifference(single -> single.comparison().kind().name().toLowerCase(Locale.ROOT));
        addDifference(single -> "rows of " + single.comparison().width() + " values");
        addDifference(single -> single.run()
                .map(run -> "chunks of " + run.context() + " tokens")
                .orElse(""));
    }

    /** Adds the first prompt that differs from the first one. */
    private void addDifference(Function<Single, String> what) {
        Map<String, Single> firsts = new LinkedHashMap<>();
        singles.forEach(single -> firsts.putIfAbsent(what.apply(single), single));
        if (firsts.size() > 1) {
            reasons.add(firsts.entrySet().stream()
                    .limit(2)
                    .map(entry -> name(entry.getValue()) + " (" + entry.getKey() + ")")
                    .collect(Collectors.joining(" unlike ")));
        }
    }

    private static String name(Single single) {
        return single.comparison().dataDirectory().orElse("");
    }

    private Finding finding() {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("prompts", planned.prompts().size());
        evidence.put("unfit", reasons.size());
        return new Finding(
                Code.NOT_POOLED,
                Severity.WARNING,
                "expected outputs for all " + planned.prompts().size()
                        + " prompts that can be measured as one, found some that cannot: "
                        + reasons.stream().limit(NAMED).collect(Collectors.joining("; "))
                        + (reasons.size() > NAMED ? " and " + (reasons.size() - NAMED) + " more" : "")
                        + ". Fix these, or leave their data directories out",
                evidence);
    }
}
