package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Rules;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metrics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges what was measured, once, by the limits of all sources.
 *
 * @param policy the limits that are configured, recommended for a type, or the default
 * @param rules how strictly some findings are taken
 * @param others what else sets limits, such as a baseline
 */
public record Judge(LimitPolicy policy, Rules rules, List<LimitSource> others) {

    /** Copies the list. */
    public Judge {
        others = List.copyOf(others);
    }

    /** Returns a judge by one policy and the default rules. */
    public static Judge of(LimitPolicy policy) {
        return new Judge(policy, Rules.DEFAULT, List.of());
    }

    /** Returns all limits for a comparison and how its figures keep them. */
    List<LimitResult> limits(Subject subject, Scope scope, Optional<Measurement> measurement) {
        Metrics metrics = measurement.map(Measurement::metrics).orElse(Metrics.none());
        return Stream.concat(Stream.of(policy), others.stream())
                .flatMap(source -> source.limits(subject, scope).stream())
                .map(limit -> limit.judge(metrics))
                .toList();
    }

    /** Returns a judged comparison with what the sources of its limits find. */
    Comparison complete(Comparison judged) {
        return others.isEmpty()
                ? judged
                : judged.with(others.stream()
                        .flatMap(source -> source.findings(judged).stream())
                        .toList());
    }

    /** Returns the report on comparisons that were judged. */
    GateReport report(List<Comparison> judged, List<Skipped> skipped) {
        return new GateReport(
                judged,
                skipped,
                others.stream()
                        .flatMap(source -> source.findings(judged, skipped).stream())
                        .toList());
    }
}
