package io.github.modelconversion.report;

import io.github.modelconversion.report.JunitSuite.Outcome;
import io.github.modelconversion.report.JunitSuite.TestCase;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.report.words.Judgement;
import io.github.modelconversion.report.words.ModelLines;
import io.github.modelconversion.report.words.Reasons;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.text.ShortestDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Renders a report as Surefire XML, which continuous integration servers read: a test case for each comparison. */
final class JunitReport {

    private JunitReport() {}

    static String render(GateReport report, ReportContext context) {
        List<TestCase> cases = new ArrayList<>();
        for (Comparison comparison : report.comparisons()) {
            cases.add(testCase(comparison, context));
        }
        ComparisonNames names = ComparisonNames.of(report);
        for (CheckedModel model : report.models()) {
            cases.add(testCase(model, names.of(model), context));
        }
        for (Skipped skipped : report.skipped()) {
            cases.add(new TestCase(Judgement.name(skipped), Outcome.SKIPPED, skipped.reason(), skipped.reason()));
        }
        for (Finding finding : report.failures()) {
            cases.add(new TestCase(
                    finding.code().name(), Outcome.failure(context), finding.message(), finding.message()));
        }
        if (report.size() == 0) {
            String nothing = "nothing was compared";
            cases.add(new TestCase("compares something", Outcome.ERROR, nothing, nothing));
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (Comparison comparison : report.comparisons()) {
            properties.putAll(properties(comparison));
        }
        for (CheckedModel model : report.models()) {
            properties.put(names.of(model) + ": verdict", model.verdict().name());
        }
        return JunitSuite.render(context, properties, cases);
    }

    /** Returns the test case of a comparison. Its name has no bound, so that its history survives a changed limit. */
    private static TestCase testCase(Comparison comparison, ReportContext context) {
        String name = Judgement.name(comparison);
        List<String> lines = new ArrayList<>();
        for (LogLine line : new ConsoleReport(context.onlyWarn(), List.of()).details(comparison, name)) {
            lines.add(line.text());
        }
        return new TestCase(
                name, Outcome.of(comparison.verdict(), context), message(comparison), String.join("\n", lines));
    }

    private static String message(Comparison comparison) {
        Optional<Finding> cause =
                comparison.verdict() == Verdict.FAIL ? Reasons.firstCause(comparison) : Optional.empty();
        return Headline.reasons(comparison)
                + (cause.isPresent() ? "; cause " + cause.get().code() : "");
    }

    private static TestCase testCase(CheckedModel model, String name, ReportContext context) {
        List<String> details = new ArrayList<>();
        model.failures().forEach(finding -> details.add(finding.code() + ": " + finding.message()));
        ModelLines.next(model).ifPresent(details::add);
        ModelLines.sample(model).ifPresent(details::add);
        return new TestCase(
                name + ": is converted from " + model.original(),
                model.unusable() ? Outcome.ERROR : Outcome.of(model.verdict(), context),
                ModelLines.codes(model),
                String.join("\n", details));
    }

    private static Map<String, String> properties(Comparison comparison) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            OptionalDouble value = comparison.metrics().value(metric);
            if (value.isPresent()) {
                properties.put(
                        Judgement.name(comparison) + ": " + metric.key(), ShortestDecimal.of(value.getAsDouble()));
            }
        }
        properties.put(
                Judgement.name(comparison) + ": verdict", comparison.verdict().name());
        return properties;
    }
}
