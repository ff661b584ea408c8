package io.github.modelconversion.report;

import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.report.JunitSuite.Outcome;
import io.github.modelconversion.report.JunitSuite.TestCase;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders how originals and their GGUF files differ as Surefire XML: one test case per check. */
final class ConversionJunit {

    private ConversionJunit() {}

    static String render(ConversionReport report, ReportContext context) {
        List<TestCase> cases = new ArrayList<>();
        Optional<String> next = ConversionWords.next(report);
        Map<String, String> properties = new LinkedHashMap<>();
        for (JudgedModel model : report.models()) {
            for (Check check : model.checks()) {
                cases.add(testCase(model, check, next, context));
            }
            properties.put(
                    model.converted().name() + ": verdict", model.verdict().name());
        }
        return JunitSuite.render(context, properties, cases);
    }

    private static TestCase testCase(JudgedModel model, Check check, Optional<String> next, ReportContext context) {
        String name = model.converted().name() + ": " + ConversionWords.label(check);
        String figures = ConversionWords.figures(check, model);
        List<Finding> findings = model.failures(check);
        if (findings.isEmpty()) {
            return new TestCase(name, Outcome.PASSED, "", figures);
        }
        boolean notMeasured =
                findings.stream().allMatch(finding -> finding.code().isNotCompared())
                        || findings.stream().anyMatch(finding -> finding.code().isUnusable());
        List<String> details = new ArrayList<>();
        findings.forEach(finding -> details.add(finding.code() + ": " + finding.message()));
        details.add(figures);
        next.ifPresent(details::add);
        return new TestCase(
                name,
                notMeasured ? Outcome.ERROR : Outcome.failure(context),
                findings.stream()
                        .map(finding -> finding.code().name())
                        .distinct()
                        .collect(Collectors.joining(", ", figures + "; ", "")),
                String.join("\n", details));
    }
}
