package io.github.modelconversion.report;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.text.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders test cases as Surefire XML. A report has no clock, so all times are 0. */
final class JunitSuite {

    /** The outcome of a test case. */
    enum Outcome {
        PASSED("", ""),
        FAILURE("failure", "FAIL"),
        ERROR("error", "NOT_MEASURED"),
        SKIPPED("skipped", "");

        private final String element;
        private final String type;

        Outcome(String element, String type) {
            this.element = element;
            this.type = type;
        }

        static Outcome of(Verdict verdict, ReportContext context) {
            if (verdict.isBad()) {
                return verdict == Verdict.FAIL ? failure(context) : ERROR;
            }
            return verdict == Verdict.PASS ? PASSED : SKIPPED;
        }

        /** Returns the outcome of a failing case: skipped if failures only warn. */
        static Outcome failure(ReportContext context) {
            return context.onlyWarn() ? SKIPPED : FAILURE;
        }
    }

    /**
     * A test case.
     *
     * @param name its name
     * @param outcome its outcome
     * @param message the reason in one line
     * @param details cause, figures and what to do, in several lines
     */
    record TestCase(String name, Outcome outcome, String message, String details) {}

    private final StringBuilder xml = new StringBuilder();

    private JunitSuite() {}

    /** Returns the suite as XML, ending with a line break; properties are in the map's order. */
    static String render(ReportContext context, Map<String, String> properties, List<TestCase> cases) {
        JunitSuite suite = new JunitSuite();
        suite.write(context, properties, cases);
        return suite.xml.toString();
    }

    private void write(ReportContext context, Map<String, String> properties, List<TestCase> cases) {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
        attribute("name", context.name());
        attribute("time", "0");
        attribute("tests", String.valueOf(cases.size()));
        attribute("errors", count(cases, Outcome.ERROR));
        attribute("skipped", count(cases, Outcome.SKIPPED));
        attribute("failures", count(cases, Outcome.FAILURE));
        xml.append("><properties>");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.append("<property");
            attribute("name", property.getKey());
            attribute("value", property.getValue());
            xml.append("/>");
        }
        xml.append("</properties>");
        Map<String, Integer> names = new HashMap<>();
        for (TestCase testCase : cases) {
            int number = names.merge(testCase.name(), 1, Integer::sum);
            write(testCase, testCase.name() + (number == 1 ? "" : " (" + number + ")"), className(context));
        }
        xml.append("</testsuite>\n");
    }

    /**
     * Returns the class: group, artifact and execution. Readers take everything before the last dot for a package, so only
     * the group keeps its dots.
     */
    private static String className(ReportContext context) {
        if (context.execution().isEmpty()) {
            return withoutDots(context.name());
        }
        String execution = withoutDots(context.execution().get());
        return context.project().isEmpty()
                ? execution
                : context.project().get().groupId() + "."
                        + withoutDots(context.project().get().artifactId()) + "." + execution;
    }

    private static String withoutDots(String name) {
        return name.replace('.', '_');
    }

    private static String count(List<TestCase> cases, Outcome outcome) {
        int count = 0;
        for (TestCase testCase : cases) {
            count += testCase.outcome() == outcome ? 1 : 0;
        }
        return String.valueOf(count);
    }

    private void write(TestCase testCase, String name, String className) {
        xml.append("<testcase");
        attribute("name", name);
        attribute("classname", className);
        attribute("time", "0");
        xml.append('>');
        if (testCase.outcome() == Outcome.PASSED) {
            xml.append("<system-out>").append(escaped(testCase.details())).append("</system-out>");
        } else {
            reason(testCase);
        }
        xml.append("</testcase>");
    }

    private void reason(TestCase testCase) {
        Outcome outcome = testCase.outcome();
        xml.append('<').append(outcome.element);
        attribute("message", testCase.message());
        if (outcome != Outcome.SKIPPED) {
            attribute("type", outcome.type);
        }
        xml.append('>').append(escaped(testCase.details()));
        xml.append("</").append(outcome.element).append('>');
    }

    private void attribute(String name, String value) {
        xml.append(' ').append(name).append("=\"");
        xml.append(markup(Printable.line(value))).append('"');
    }

    /** Returns lines as character data. What XML cannot hold or what misleads is escaped visibly, as in the log. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            escaped.append(escaped.isEmpty() ? "" : "\n").append(markup(Printable.line(line)));
        }
        return escaped.toString();
    }

    private static String markup(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
