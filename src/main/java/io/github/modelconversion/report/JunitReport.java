package io.github.modelconversion.report;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.gate.Skipped;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.metric.Digits;
import io.github.modelconversion.metric.Metric;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Renders a report as the XML that Surefire writes and continuous integration reads: a test suite, and in it a test case for
 * each limit of each comparison and for each finding that fails. There is no clock in a report, so all times are 0.
 */
final class JunitReport {

    /** Characters that XML 1.0 cannot have, not even as references. */
    private static final String FORBIDDEN = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    private enum Outcome {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    private record TestCase(String name, Outcome outcome, String message, String details) {}

    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String render(GateReport report, ReportContext context) {
        StringWriter text = new StringWriter();
        try {
            new JunitReport(XMLOutputFactory.newFactory().createXMLStreamWriter(text)).write(report, context);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text + "\n";
    }

    private void write(GateReport report, ReportContext context) throws XMLStreamException {
        List<TestCase> cases = new ArrayList<>();
        for (Comparison comparison : report.comparisons()) {
            cases.addAll(cases(comparison, context));
        }
        for (Skipped skipped : report.skipped()) {
            cases.add(new TestCase(
                    Judgement.name(skipped) + ": is compared", Outcome.SKIPPED, skipped.reason(), skipped.reason()));
        }
        for (Finding finding : report.failures()) {
            cases.add(new TestCase(finding.code().name(), failure(context), finding.message(), finding.message()));
        }
        if (report.comparisons().isEmpty()) {
            String nothing = "nothing was compared";
            cases.add(new TestCase("compares something", Outcome.ERROR, nothing, nothing));
        }
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute("name", context.name());
        attribute("time", "0");
        attribute("tests", String.valueOf(cases.size()));
        attribute("errors", count(cases, Outcome.ERROR));
        attribute("skipped", count(cases, Outcome.SKIPPED));
        attribute("failures", count(cases, Outcome.FAILURE));
        xml.writeStartElement("properties");
        for (Comparison comparison : report.comparisons()) {
            properties(comparison);
        }
        xml.writeEndElement();
        for (TestCase testCase : cases) {
            write(testCase, className(context));
        }
        xml.writeEndDocument();
        xml.flush();
    }

    /** Readers take what is before the last dot for a package. */
    private static String className(ReportContext context) {
        return context.name().replace('.', '_');
    }

    private static List<TestCase> cases(Comparison comparison, ReportContext context) {
        String name = Judgement.name(comparison) + ": ";
        String details = String.join(
                "\n",
                new ConsoleReport(context.onlyWarn(), List.of())
                        .details(comparison, Judgement.name(comparison)).stream()
                                .map(LogLine::text)
                                .toList());
        List<TestCase> cases = new ArrayList<>();
        for (LimitResult result : comparison.limits()) {
            Outcome outcome = switch (result.verdict()) {
                case PASS -> Outcome.PASSED;
                case FAIL -> failure(context);
                case NOT_MEASURED -> Outcome.ERROR;
            };
            cases.add(new TestCase(name + Judgement.bound(result), outcome, Judgement.limit(result), details));
        }
        for (Finding finding : comparison.findings()) {
            boolean unusable = comparison.unusable() && finding.severity() == Severity.WARNING;
            if (finding.severity() == Severity.FAIL || unusable) {
                Outcome outcome = unusable ? Outcome.ERROR : failure(context);
                cases.add(new TestCase(name + finding.code().name(), outcome, finding.message(), details));
            }
        }
        return cases;
    }

    private static Outcome failure(ReportContext context) {
        return context.onlyWarn() ? Outcome.SKIPPED : Outcome.FAILURE;
    }

    private static String count(List<TestCase> cases, Outcome outcome) {
        return String.valueOf(
                cases.stream().filter(testCase -> testCase.outcome() == outcome).count());
    }

    private void properties(Comparison comparison) throws XMLStreamException {
        for (Metric metric : Metric.values()) {
            OptionalDouble value = comparison.metrics().value(metric);
            if (value.isPresent()) {
                property(Judgement.name(comparison) + ": " + metric.key(), Digits.of(value.getAsDouble()));
            }
        }
        property(Judgement.name(comparison) + ": verdict", comparison.verdict().name());
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void write(TestCase testCase, String className) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("name", testCase.name());
        attribute("classname", className);
        attribute("time", "0");
        Optional<String> element = switch (testCase.outcome()) {
            case PASSED -> Optional.empty();
            case FAILURE -> Optional.of("failure");
            case ERROR -> Optional.of("error");
            case SKIPPED -> Optional.of("skipped");
        };
        if (element.isPresent()) {
            xml.writeStartElement(element.get());
            attribute("message", testCase.message());
            if (testCase.outcome() != Outcome.SKIPPED) {
                attribute("type", testCase.outcome() == Outcome.ERROR ? Verdict.NOT_MEASURED.name() : "FAIL");
            }
            xml.writeEndElement();
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(clean(testCase.details()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    private static String clean(String text) {
        return text.replaceAll(FORBIDDEN, "\uFFFD");
    }
}
