package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.measurement.Metric;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitReportTest {

    private static final ReportContext CONTEXT = new ReportContext(
            "1.2.3",
            "tiny check",
            Optional.of(new ReportContext.Project("org.example", "llama-3.1")),
            Optional.of("check.1"),
            false);
    private static final ReportContext ONLY_WARN = new ReportContext("1.2.3", "tiny check", true);

    /** Renders a report, validates it against the schema and returns its root. */
    private static Element suite(GateReport report, ReportContext context) {
        try {
            var document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(ReportFormat.JUNIT.render(report, context))));
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(JunitReportTest.class.getResource("/surefire-report.xsd"))
                    .newValidator()
                    .validate(new DOMSource(document));
            return document.getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException invalid) {
            throw new AssertionError("invalid JUnit report", invalid);
        }
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> counts(Element suite) {
        return List.of(
                suite.getAttribute("tests"),
                suite.getAttribute("failures"),
                suite.getAttribute("errors"),
                suite.getAttribute("skipped"));
    }

    @Test
    void aPassingComparisonIsAPassingTestCase() {
        Element suite = suite(passing().report(), CONTEXT);

        assertThat(suite.getAttribute("name")).isEqualTo("tiny check");
        assertThat(counts(suite)).containsExactly("1", "0", "0", "0");
        Element testCase = elements(suite, "testcase").get(0);
        assertThat(testCase.getAttribute("name")).isEqualTo("stories260K-f16 in data");
        assertThat(testCase.getAttribute("classname")).isEqualTo("org.example.llama-3_1.check_1");
        assertThat(elements(testCase, "system-out").get(0).getTextContent())
                .startsWith("PASS  stories260K-f16 in data: NMSE 1.5e-5, ")
                .endsWith("\nLimits              NMSE 1.500000e-05 < 0.01 (default)");
        assertThat(elements(suite, "property"))
                .extracting(property -> property.getAttribute("name") + "=" + property.getAttribute("value"))
                .contains("stories260K-f16 in data: nmse=1.5E-5", "stories260K-f16 in data: verdict=PASS");
    }

    /** A build server then shows the history of a comparison even if its limit changes. */
    @Test
    void namesDoNotDependOnLimitsOrVerdicts() {
        assertThat(names(suite(passing().report(), CONTEXT)))
                .isEqualTo(names(suite(
                        failing()
                                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 1, Limit.Origin.CONFIGURATION)
                                .withFinding(Code.NON_FINITE_TEST, Severity.FAIL, "3 values are NaN")
                                .report(),
                        CONTEXT)));
    }

    @Test
    void namesAreUnique() {
        GateReport report = new GateReport(
                List.of(passing().comparison(), failing().comparison()),
                List.of(new Skipped(
                        Optional.of("data"), "stories260K", "stories260K-f16", Optional.empty(), "x is missing")));

        assertThat(names(suite(report, CONTEXT)))
                .containsExactly(
                        "stories260K-f16 in data", "stories260K-f16 in data (2)", "stories260K-f16 in data (3)");
    }

    private static List<String> names(Element suite) {
        return elements(suite, "testcase").stream()
                .map(testCase -> testCase.getAttribute("name"))
                .toList();
    }

    @Test
    void isACompleteDocumentWithoutTimes() {
        GateReport report = passing().report();

        assertThat(ReportFormat.JUNIT.render(report, CONTEXT))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite ")
                .endsWith("</system-out></testcase></testsuite>\n");
        Element suite = suite(report, CONTEXT);
        assertThat(suite.getAttribute("time")).isEqualTo("0");
        assertThat(elements(suite, "testcase").get(0).getAttribute("time")).isEqualTo("0");
    }

    @Test
    void aFailureSaysCauseFiguresAndWhatToDo() {
        ComparisonFixture fixture = failing()
                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 1, Limit.Origin.CONFIGURATION)
                .withFinding(Code.NON_FINITE_TEST, Severity.FAIL, "3 values are NaN")
                .withFinding(Code.SOFT_CAPPED, Severity.WARNING, "it is capped");
        Element suite = suite(fixture.report(), CONTEXT);

        assertThat(counts(suite)).containsExactly("1", "1", "0", "0");
        Element failure = elements(suite, "failure").get(0);
        assertThat(failure.getAttribute("message")).contains("NON_FINITE_TEST", "NMSE 0.05", "cause SOFT_CAPPED");
        assertThat(failure.getAttribute("type")).isEqualTo("FAIL");
        assertThat(failure.getTextContent().lines())
                .anyMatch(line -> line.startsWith("Cause  ") && line.contains("3 values are NaN"))
                .anyMatch(line -> line.startsWith("Cause  ") && line.contains("it is capped"))
                .anyMatch(line -> line.startsWith("Next  "))
                .anyMatch(line -> line.startsWith("Limits ") && line.contains("NMSE 5.000000e-02 >= 0.01"));
    }

    @Test
    void aFailureThatOnlyWarnsIsSkippedWithItsMessage() {
        Element suite = suite(failing().report(), ONLY_WARN);

        assertThat(counts(suite)).containsExactly("1", "0", "0", "1");
        assertThat(elements(suite, "skipped").get(0).getAttribute("message"))
                .isEqualTo("NMSE 0.05, limit 0.01 (default): 5 times the limit");
    }

    @Test
    void anUnmeasuredComparisonIsAnErrorEvenIfFailuresOnlyWarn() {
        ComparisonFixture fixture = passing()
                .withoutTestFile()
                .withoutMetrics()
                .withFinding(Code.MISSING_FILE, Severity.WARNING, "found none of: a, b");

        for (ReportContext context : List.of(CONTEXT, ONLY_WARN)) {
            Element suite = suite(fixture.report(), context);
            assertThat(counts(suite)).containsExactly("1", "0", "1", "0");
            Element error = elements(suite, "error").get(0);
            assertThat(error.getAttribute("message")).isEqualTo("MISSING_FILE");
            assertThat(error.getAttribute("type")).isEqualTo("NOT_MEASURED");
            assertThat(error.getTextContent()).contains("found none of: a, b");
        }
    }

    @Test
    void skippedComparisonsAreSkippedAndNothingComparedIsAnError() {
        GateReport report = new GateReport(
                List.of(), List.of(new Skipped(Optional.of("data"), "a", "b", Optional.empty(), "x does not exist")));
        Element suite = suite(report, CONTEXT);

        assertThat(counts(suite)).containsExactly("2", "0", "1", "1");
        assertThat(elements(suite, "error").get(0).getAttribute("message")).isEqualTo("nothing was compared");
        assertThat(elements(suite, "testcase").get(0).getAttribute("name")).isEqualTo("b in data");
    }

    @Test
    void markupAndControlCharactersInANameAreEscaped() {
        String name = "<b>&\"']]>\u0000\uD800x\u2603";
        Element suite = suite(failing().withModels("a", name).report(), new ReportContext("1", name, false));

        assertThat(suite.getAttribute("name")).isEqualTo("<b>&\"']]>\\u0000\\ud800x\u2603");
        assertThat(elements(suite, "testcase").get(0).getAttribute("name"))
                .isEqualTo("<b>&\"']]>\\u0000\\ud800x\u2603 in data");
    }

    /** Readers of such files take everything before the last dot for a package. */
    @Test
    void onlyTheGroupContributesDotsToTheClass() {
        assertThat(classOf(CONTEXT)).isEqualTo("org.example.llama-3_1.check_1");
        assertThat(classOf(new ReportContext("1", "check.1", Optional.empty(), Optional.of("check.1"), false)))
                .isEqualTo("check_1");
        assertThat(classOf(new ReportContext("1", "llama-3.1 check.1", false))).isEqualTo("llama-3_1 check_1");
    }

    private static String classOf(ReportContext context) {
        return elements(suite(passing().report(), context), "testcase").get(0).getAttribute("classname");
    }
}
