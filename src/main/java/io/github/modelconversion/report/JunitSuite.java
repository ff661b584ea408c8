package io.github.modelconversion.report;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Verdict;
import java.util.List;
import java.util.Map;

/** Renders test cases as Surefire XML. A report has no clock, so all times are 0. */
final class JunitSuite {

    /** The outcome of a test case. */
    enum Outcome {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED;

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
     * @param message the reason
     * @param details further information
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
        for (TestCase testCase : cases) {
            write(testCase, className(context));
        }
        xml.append("</testsuite>\n");
    }

    /** Returns the class name. Readers take everything before the last dot for a package. */
    private static String className(ReportContext context) {
        return context.name().replace('.', '_');
    }

    private static String count(List<TestCase> cases, Outcome outcome) {
        int count = 0;
        for (TestCase testCase : cases) {
            count += testCase.outcome() == outcome ? 1 : 0;
        }
        return String.valueOf(count);
    }

    private void write(TestCase testCase, String className) {
        xml.append("<testcase");
        attribute("name", testCase.name());
        attribute("classname", className);
        attribute("time", "0");
        xml.append('>');
        switch (testCase.outcome()) {
            case FAILURE -> reason("failure", testCase, "FAIL");
            case ERROR -> reason("error", testCase, Verdict.NOT_MEASURED.name());
            case SKIPPED -> reason("skipped", testCase, "");
            case PASSED -> {}
        }
        xml.append("<system-out>").append(escaped(testCase.details())).append("</system-out></testcase>");
    }

    private void reason(String element, TestCase testCase, String type) {
        xml.append('<').append(element);
        attribute("message", testCase.message());
        if (!type.isEmpty()) {
            attribute("type", type);
        }
        xml.append("></").append(element).append('>');
    }

    private void attribute(String name, String value) {
        xml.append(' ').append(name).append("=\"");
        xml.append(escaped(value).replace("\"", "&quot;")).append('"');
    }

    /** Returns the text as character data; what XML 1.0 does not allow, not even as a reference, becomes U+FFFD. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendCodePoint(isAllowed(character) ? character : '\uFFFD');
            }
        }
        return escaped.toString();
    }

    private static boolean isAllowed(int character) {
        return character >= ' '
                ? character < Character.MIN_SURROGATE
                        || (character > Character.MAX_SURROGATE && character != '\uFFFE' && character != '\uFFFF')
                : character == '\t' || character == '\n' || character == '\r';
    }
}
