package io.github.modelconversion.report;

import io.github.modelconversion.report.JunitSuite.Outcome;
import io.github.modelconversion.report.JunitSuite.TestCase;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.report.words.Judgement;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.text.ShortestDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Renders a report as Surefire XML, which continuous integration servers read: a test suite with one test case for each
 * limit of each comparison and for each failing finding.
 */
final class JunitReport {

    private JunitReport() {}

    static String render(GateReport report, ReportContext context) {
        List<TestCase> cases = new ArrayList<>();
        for (Comparison comparison : report.comparisons()) {
            cases.addAll(cases(comparison, context));
        }
        ComparisonNames names = ComparisonNames.of(report);
        for (CheckedModel model : report.models()) {
            cases.add(testCase(model, names.of(model), context));
        }
        for (Skipped skipped : report.skipped()) {
            cases.add(new TestCase(
                    Judgement.name(skipped) + ": is compared", Outcome.SKIPPED, skipped.reason(), skipped.reason()));
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

    private static List<TestCase> cases(Comparison comparison, ReportContext context) {
        String name = Judgement.name(comparison) + ": ";
        List<String> lines = new ArrayList<>();
        for (LogLine line :
                new ConsoleReport(context.onlyWarn(), List.of()).details(comparison, Judgement.name(comparison))) {
            lines.add(line.text());
        }
        String details = String.join("\n", lines);
        List<TestCase> cases = new ArrayList<>();
        if (comparison.verdict() == Verdict.NOT_JUDGED) {
            cases.add(new TestCase(name + "is compared", Outcome.SKIPPED, Headline.reasons(comparison), details));
        }
        for (LimitResult result : comparison.limits()) {
            Outcome outcome = switch (result.verdict()) {
                case PASS -> Outcome.PASSED;
                case FAIL -> Outcome.failure(context);
                case NOT_MEASURED -> Outcome.ERROR;
                case NOT_JUDGED -> Outcome.SKIPPED;
            };
            cases.add(new TestCase(name + Judgement.bound(result), outcome, Judgement.limit(result), details));
        }
        for (Finding finding : comparison.findings()) {
            boolean unusable = comparison.unusable() && finding.severity() == Severity.WARNING;
            if (finding.severity() == Severity.FAIL || unusable) {
                Outcome outcome = unusable ? Outcome.ERROR : Outcome.failure(context);
                cases.add(new TestCase(name + finding.code().name(), outcome, finding.message(), details));
            }
        }
        return cases;
    }

    private static TestCase testCase(CheckedModel model, String name, ReportContext context) {
        Outcome outcome = switch (model.verdict()) {
            case PASS -> Outcome.PASSED;
            case FAIL -> Outcome.failure(context);
            case NOT_MEASURED, NOT_JUDGED -> Outcome.ERROR;
        };
        String failures = model.failures().stream()
                .map(finding -> finding.code() + ": " + finding.message())
                .collect(Collectors.joining("\n"));
        return new TestCase(name + ": is converted from " + model.original(), outcome, failures, failures);
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
