package io.github.modelconversion.judge;

import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.measurement.Metrics;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges each measurement once, by the limits of all sources.
 *
 * @param policy the limits that are configured, recommended for a type, or the default
 * @param rules how strict some findings are
 * @param others further sources of limits, such as a baseline
 */
public record Judge(LimitPolicy policy, Strictness rules, List<LimitSource> others) {

    /** Copies the list. */
    public Judge {
        others = List.copyOf(others);
    }

    /** Returns a judge by one policy and the default rules. */
    public static Judge of(LimitPolicy policy) {
        return new Judge(policy, Strictness.DEFAULT, List.of());
    }

    /** Returns all limits for a comparison, each with whether its figures keep it. */
    public List<LimitResult> limits(Subject subject, Scope scope, Metrics metrics) {
        List<LimitResult> results = new ArrayList<>();
        for (Limit limit : policy.limits(subject, scope)) {
            results.add(limit.judge(metrics));
        }
        for (LimitSource source : others) {
            for (Limit limit : source.limits(subject, scope)) {
                results.add(limit.judge(metrics));
            }
        }
        return List.copyOf(results);
    }

    /**
     * Returns a judged comparison with the findings of its limit sources added; without limits if only the pool that it
     * belongs to is judged.
     */
    public Comparison complete(Comparison judged) {
        if (!judged.judged()) {
            return judged.withoutLimits();
        }
        return others.isEmpty()
                ? judged
                : judged.with(others.stream()
                        .flatMap(source -> source.findings(judged).stream())
                        .toList());
    }

    /** Returns the report on judged comparisons. */
    public GateReport report(List<Comparison> judged, List<Skipped> skipped) {
        List<Finding> findings = new ArrayList<>();
        for (LimitSource source : others) {
            findings.addAll(source.findings(judged, skipped));
        }
        return new GateReport(judged, skipped, findings);
    }
}
