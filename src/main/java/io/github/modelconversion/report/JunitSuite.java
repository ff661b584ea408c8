package io.github.modelconversion.report;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Renders test cases as Surefire XML. A report has no clock, so all times are 0. */
final class JunitSuite {

    /** Characters that XML 1.0 does not allow, not even as references. */
    private static final String FORBIDDEN = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

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

    private final XMLStreamWriter xml;

    private JunitSuite(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Returns the suite as XML, ending with a line break; properties are in the map's order. */
    static String render(ReportContext context, Map<String, String> properties, List<TestCase> cases) {
        StringWriter text = new StringWriter();
        try {
            new JunitSuite(XMLOutputFactory.newFactory().createXMLStreamWriter(text)).write(context, properties, cases);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text + "\n";
    }

    private void write(ReportContext context, Map<String, String> properties, List<TestCase> cases)
            throws XMLStreamException {
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
        for (Map.Entry<String, String> property : properties.entrySet()) {
            property(property.getKey(), property.getValue());
        }
        xml.writeEndElement();
        for (TestCase testCase : cases) {
            write(testCase, className(context));
        }
        xml.writeEndDocument();
        xml.flush();
    }

    /** Returns the class name. Readers take everything before the last dot for a package. */
    private static String className(ReportContext context) {
        return context.name().replace('.', '_');
    }

    private static String count(List<TestCase> cases, Outcome outcome) {
        return String.valueOf(
                cases.stream().filter(testCase -> testCase.outcome() == outcome).count());
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
