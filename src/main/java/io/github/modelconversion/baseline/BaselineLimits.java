package io.github.modelconversion.baseline;

import io.github.modelconversion.judge.LimitSource;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Better;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The limits from a baseline: no comparison may be notably worse than recorded.
 *
 * @param baseline the recorded baseline
 * @param tolerance how much worse a comparison may become
 * @param file the baseline's name in messages
 * @param command the command that records again, for messages
 */
public record BaselineLimits(Baseline baseline, Tolerance tolerance, String file, String command)
        implements LimitSource {

    @Override
    public List<Limit> limits(Subject subject, Scope scope) {
        List<Limit> limits = new ArrayList<>();
        entry(subject)
                .filter(known -> stale(subject, known).isEmpty())
                .ifPresent(known -> known.metrics().forEach((metric, recorded) -> {
                    if (metric.better() != Better.NEITHER) {
                        limits.add(tolerance.limit(metric, recorded));
                    }
                }));
        return limits;
    }

    @Override
    public List<Finding> findings(Comparison judged) {
        Optional<Entry> entry = entry(judged.subject());
        if (entry.isEmpty()) {
            return List.of(notInBaseline());
        }
        return stale(judged.subject(), entry.get()).or(() -> improved(judged, entry.get())).stream()
                .toList();
    }

    @Override
    public List<Finding> findings(List<Comparison> judged, List<Skipped> skipped) {
        Set<Identity> made = judged.stream()
                .filter(Comparison::judged)
                .map(Comparison::subject)
                .map(Identity::of)
                .collect(Collectors.toSet());
        List<String> left = baseline.entries().keySet().stream()
                .filter(identity -> !made.contains(identity))
                .filter(identity -> skipped.stream().noneMatch(one -> Baseline.isOf(one, identity)))
                .map(Identity::name)
                .toList();
        return left.isEmpty() ? List.of() : List.of(onlyInBaseline(left));
    }

    private Optional<Entry> entry(Subject subject) {
        return Optional.ofNullable(baseline.entries().get(Identity.of(subject)));
    }

    private Optional<Finding> stale(Subject subject, Entry entry) {
        return subject.reference()
                .content()
                .map(Reference::of)
                .filter(now -> !now.isSame(entry.reference()))
                .map(now -> stale(now, entry.reference()));
    }

    private Finding notInBaseline() {
        return new Finding(
                Code.NOT_IN_BASELINE,
                Severity.WARNING,
                file + " has no entry for this comparison, so a regression would go unnoticed. To record it, run "
                        + command + " and commit " + file,
                Map.of());
    }

    private Finding stale(Reference now, Reference recorded) {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("bytes", now.bytes());
        evidence.put("recordedBytes", recorded.bytes());
        return new Finding(
                Code.STALE_BASELINE,
                Severity.FAIL,
                "expected the reference that " + file + " was recorded with (" + recorded.words() + "), found another ("
                        + now.words()
                        + "): the recorded values do not apply to it. If the new reference is correct, run "
                        + command + " and commit " + file,
                evidence);
    }

    private Optional<Finding> improved(Comparison comparison, Entry entry) {
        List<String> words = new ArrayList<>();
        Map<String, Number> evidence = new LinkedHashMap<>();
        entry.metrics().forEach((metric, recorded) -> {
            OptionalDouble measured = comparison.metrics().value(metric);
            if (metric.better() == Better.NEITHER || measured.isEmpty()) {
                return;
            }
            BigDecimal now = Recorded.of(metric, measured.getAsDouble());
            if (tolerance.isImproved(metric, recorded, now)) {
                words.add(metric.label() + " " + now + " (recorded " + recorded + ")");
                evidence.put(metric.key(), now.doubleValue());
                evidence.put("recorded" + capitalized(metric.key()), recorded.doubleValue());
            }
        });
        return words.isEmpty() || comparison.verdict() != Verdict.PASS
                ? Optional.empty()
                : Optional.of(new Finding(
                        Code.IMPROVED,
                        Severity.WARNING,
                        "better than recorded in " + file + ": " + words.get(0) + more(words.size() - 1)
                                + ". To record that, run " + command + " and commit " + file,
                        evidence));
    }

    private Finding onlyInBaseline(List<String> left) {
        return new Finding(
                Code.ONLY_IN_BASELINE,
                Severity.WARNING,
                file + " has entries without a judged comparison (" + left.size() + "): " + String.join(", ", left)
                        + ". If that is intended, run " + command + " and commit " + file
                        + "; each execution of a project needs its own baselineFile",
                Map.of("entries", left.size()));
    }

    private static String more(int others) {
        return others == 0 ? "" : " and " + others + " more";
    }

    private static String capitalized(String key) {
        return key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
    }
}
