package io.github.modelconversion.judge;

import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metrics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    public List<LimitResult> limits(Subject subject, Scope scope, Optional<Measurement> measurement) {
        Metrics metrics = measurement.map(Measurement::metrics).orElse(Metrics.none());
        return Stream.concat(Stream.of(policy), others.stream())
                .flatMap(source -> source.limits(subject, scope).stream())
                .map(limit -> limit.judge(metrics))
                .toList();
    }

    /** Returns a judged comparison with the findings of its limit sources added. */
    public Comparison complete(Comparison judged) {
        return others.isEmpty()
                ? judged
                : judged.with(others.stream()
                        .flatMap(source -> source.findings(judged).stream())
                        .toList());
    }

    /** Returns the report on judged comparisons. */
    public GateReport report(List<Comparison> judged, List<Skipped> skipped) {
        return new GateReport(
                judged,
                skipped,
                others.stream()
                        .flatMap(source -> source.findings(judged, skipped).stream())
                        .toList());
    }
}
