package io.github.modelconversion.report;

import static io.github.modelconversion.report.text.ConversionFixture.CONTEXT;
import static io.github.modelconversion.report.text.ConversionFixture.ONLY_WARNS;
import static io.github.modelconversion.report.text.ConversionFixture.report;
import static io.github.modelconversion.report.text.ConversionFixture.right;
import static io.github.modelconversion.report.text.ConversionFixture.sampled;
import static io.github.modelconversion.report.text.ConversionFixture.unknown;
import static io.github.modelconversion.report.text.ConversionFixture.withValues;
import static io.github.modelconversion.report.text.ConversionFixture.wrong;
import static io.github.modelconversion.report.text.ConversionFixture.wrongTensors;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.report.json.Schemas;
import io.github.modelconversion.report.text.ReportContext;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ConversionFormatsTest {

    private static String render(ReportFormat format, ConversionReport report, ReportContext context) {
        return format.render(report, context).orElseThrow();
    }

    private static JsonObject json(ConversionReport report) {
        String text = render(ReportFormat.JSON, report, CONTEXT);
        Schemas.assertValid(Schemas.CONVERSIONS, text);
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @Test
    void jsonHasTheCommonFieldsAndEachModel() {
        JsonObject json =
                json(new ConversionReport(List.of(wrong("WEIGHT_MISSING"), right()), List.of("WEIGHT_SHAPE")));

        assertThat(json.get("schemaVersion")).isNotNull();
        assertThat(json.getAsJsonObject("tool").get("version").getAsString()).isEqualTo("1.2.3");
        assertThat(json.get("check").getAsString()).isEqualTo("tiny check");
        assertThat(json.get("verdict").getAsString()).isEqualTo("FAIL");
        assertThat(json.getAsJsonArray("unmatchedAccept").get(0).getAsString()).isEqualTo("WEIGHT_SHAPE");
        JsonArray models = json.getAsJsonArray("models");
        assertThat(models).hasSize(2);
        JsonObject model = models.get(0).getAsJsonObject();
        assertThat(model.get("original").getAsString()).isEqualTo("models/tiny");
        assertThat(model.get("converted").getAsString()).isEqualTo("wrong <b>.gguf");
        assertThat(model.get("architecture").getAsString()).isEqualTo("llama");
        assertThat(model.getAsJsonArray("accepted")
                        .get(0)
                        .getAsJsonObject()
                        .get("code")
                        .getAsString())
                .isEqualTo("WEIGHT_MISSING");
        JsonObject finding = model.getAsJsonArray("findings").get(0).getAsJsonObject();
        assertThat(finding.get("severity").getAsString()).isEqualTo("FAIL");
        assertThat(finding.getAsJsonObject("evidence").get("b").getAsInt()).isEqualTo(2);
    }

    @Test
    void jsonHasEveryEntryOfEveryCheck() {
        JsonObject model = json(report(wrong())).getAsJsonArray("models").get(0).getAsJsonObject();

        JsonObject differs = model.getAsJsonArray("metadata").get(1).getAsJsonObject();
        assertThat(differs.get("key").getAsString()).isEqualTo("llama.b");
        assertThat(differs.get("verdict").getAsString()).isEqualTo("DIFFERS");
        assertThat(model.getAsJsonArray("metadata")
                        .get(2)
                        .getAsJsonObject()
                        .get("original")
                        .isJsonNull())
                .isTrue();
        assertThat(model.getAsJsonObject("tokenizer").get("tokens").getAsInt()).isEqualTo(512);
        assertThat(model.getAsJsonObject("tokenizer").getAsJsonArray("entries")).hasSize(2);
        JsonObject missing = model.getAsJsonArray("tensors").get(1).getAsJsonObject();
        assertThat(missing.getAsJsonArray("expectedShape")).hasSize(2);
        assertThat(missing.getAsJsonArray("shape")).isEmpty();
        assertThat(missing.getAsJsonArray("source").get(0).getAsString()).isEqualTo("model.blk.0.b");
    }

    /** Readers must not mistake names and shapes for values. */
    @Test
    void jsonSaysThatNoValuesWereCompared() {
        JsonObject weights = json(report(right()))
                .getAsJsonArray("models")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("weights");

        assertThat(weights.get("compared").getAsBoolean()).isTrue();
        assertThat(weights.get("valuesCompared").getAsBoolean()).isFalse();
        assertThat(weights.get("leftOut").getAsInt()).isEqualTo(2);
    }

    @Test
    void jsonHasTheErrorOfEveryTensorInTheOrderOfTheFile() {
        JsonArray tensors = json(report(withValues()))
                .getAsJsonArray("models")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("tensors");

        assertThat(tensors).hasSize(26);
        JsonObject right = tensors.get(0).getAsJsonObject();
        assertThat(right.get("name").getAsString()).isEqualTo("blk.0.v");
        assertThat(right.get("nmse").getAsDouble()).isEqualTo(2.9e-5);
        assertThat(right.get("usualNmse").getAsDouble()).isEqualTo(2.86e-5);
        assertThat(right.get("nmseLimit").getAsDouble()).isEqualTo(1.144e-4);
        assertThat(right.get("finding").isJsonNull()).isTrue();
        JsonObject wrong = tensors.get(25).getAsJsonObject();
        assertThat(wrong.get("finding").getAsString()).isEqualTo("ROPE_PERMUTATION");
        assertThat(wrong.get("verdict").getAsString()).isEqualTo("WEIGHTS_DIFFER");
    }

    @Test
    void jsonSaysHowManyWeightsWereCompared() {
        JsonObject model =
                json(report(sampled())).getAsJsonArray("models").get(0).getAsJsonObject();

        JsonObject weights = model.getAsJsonObject("weights");
        assertThat(weights.get("sampled").getAsBoolean()).isTrue();
        assertThat(weights.get("weights").getAsLong()).isEqualTo(8);
        assertThat(weights.get("weightsCompared").getAsLong()).isEqualTo(2);
        assertThat(model.getAsJsonArray("tensors")
                        .get(0)
                        .getAsJsonObject()
                        .get("weightsCompared")
                        .getAsLong())
                .isEqualTo(2);
    }

    private static Element suite(ConversionReport report, ReportContext context) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(render(ReportFormat.JUNIT, report, context))))
                .getDocumentElement();
    }

    @Test
    void junitHasATestCaseForEachCheckOfEachModel() throws Exception {
        Element suite = suite(report(right(), wrong(), unknown()), CONTEXT);

        assertThat(suite.getAttribute("tests")).isEqualTo("9");
        assertThat(suite.getAttribute("failures")).isEqualTo("3");
        assertThat(suite.getAttribute("errors")).isEqualTo("2");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).contains("METADATA_DIFFERS", "1 of 3 agree");
        assertThat(failure.getTextContent().lines())
                .anyMatch(line -> line.contains("a|b differ"))
                .anyMatch(line -> line.contains("set accept to METADATA_DIFFERS"));
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).contains("wrong <b>.gguf", "Metadata");
        assertThat(suite(report(wrong()), ONLY_WARNS).getAttribute("failures")).isEqualTo("0");
        assertThat(suite(report(wrong()), ONLY_WARNS).getAttribute("skipped")).isEqualTo("3");
    }

    @Test
    void markdownShowsVerdictFindingsAndDifferences() {
        String page = render(ReportFormat.MARKDOWN, report(wrong("WEIGHT_MISSING")), CONTEXT);

        assertThat(page)
                .startsWith("## ❌ FAIL: tiny check\n")
                .contains("**METADATA_DIFFERS**", "a\\|b differ", "accepted: WEIGHT_MISSING", "llama.b", "blk.0.c")
                .contains("values not compared")
                .doesNotContain("llama.a", "<b>");
        assertThat(render(ReportFormat.MARKDOWN, report(right()), CONTEXT)).startsWith("## ✅ PASS: tiny check\n");
        assertThat(render(ReportFormat.MARKDOWN, report(wrong()), ONLY_WARNS)).startsWith("## ⚠️ FAIL, only a warning");
    }

    @Test
    void markdownListsTheWrongTensorsFirstAndCountsThoseItLeavesOut() {
        String page = render(ReportFormat.MARKDOWN, report(withValues()), CONTEXT);

        List<String> rows = page.lines()
                .filter(line -> line.startsWith("| blk"))
                .map(line -> line.replace("\\", "").replaceAll(" +", " "))
                .toList();
        assertThat(rows).hasSize(20);
        assertThat(rows.get(0))
                .contains("| blk.25.q |", "| 1.9 |", "| 2.86e-5 |", "| 1.14e-4 |", "| 0.0500 |", "ROPE_PERMUTATION");
        assertThat(rows.get(1)).startsWith("| blk.0.v |").contains("| Q8_0 | 2.9e-5 |");
        assertThat(page).contains("<details open><summary>Tensors</summary>\n\n|", "\nand 6 more\n\n</details>\n");
    }

    @Test
    void htmlShowsVerdictFindingsAndEveryEntry() {
        String page = render(ReportFormat.HTML, report(wrong(), right()), CONTEXT);

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains(
                        "<span class=\"verdict fail\">FAIL</span>",
                        "conversion-check, ",
                        "#metadata_differs\">METADATA_DIFFERS</a>")
                .contains("llama.a", "llama.b", "blk.0.a", "tokenizer.ggml.tokens", "wrong &lt;b&gt;.gguf")
                .doesNotContain("<b>", "<script");
        assertThat(page.indexOf("blk.0.b")).isLessThan(page.indexOf("blk.0.a"));
    }

    /** The figures of a tensor are those of the weights that were compared. */
    @Test
    void theTableOfTensorsSaysThatTheyWereSampled() {
        String words = "Tensors, sampled, 25.00 % of the weights compared";
        ConversionReport report = report(sampled());

        assertThat(ReportFormat.HTML.render(report, CONTEXT).orElseThrow()).contains("<h3>" + words + "</h3>");
        assertThat(ReportFormat.MARKDOWN.render(report, CONTEXT).orElseThrow())
                .contains("<summary>" + words + "</summary>");
        assertThat(ReportFormat.HTML.render(report(withValues()), CONTEXT).orElseThrow())
                .contains("<h3>Tensors</h3>");
    }

    @Test
    void aHugePageListsTheFirstTensorsAndCountsTheRest() {
        String page = ReportFormat.HTML
                .render(report(wrongTensors(ConversionHtml.MOST_ROWS + 1)), CONTEXT)
                .orElseThrow();

        assertThat(page.split("<td>weights differ</td>", -1)).hasSize(ConversionHtml.MOST_ROWS + 1);
        assertThat(page.split("WEIGHTS_DIFFER</a>", -1)).hasSize(ConversionHtml.MOST_FINDINGS + 1);
        assertThat(page)
                .contains("The first 10000 of 10001; conversion-check.json has them all.")
                .contains("The first 1000 of 10001; conversion-check.json has them all.");
    }

    @Test
    void aHugeSummaryListsTheFirstFindingsAndCountsTheRest() {
        String page = ReportFormat.MARKDOWN
                .render(report(wrongTensors(10_001)), CONTEXT)
                .orElseThrow();

        assertThat(page.split("- \\*\\*WEIGHTS_DIFFER", -1)).hasSize(101);
        assertThat(page).contains("\n- and 9901 more\n");
    }

    @Test
    void formatsForFiguresAreEmpty() {
        assertThat(ReportFormat.OPENMETRICS.render(report(right()), CONTEXT)).isEmpty();
        assertThat(ReportFormat.BENCHMARK.render(report(right()), CONTEXT)).isEmpty();
        assertThat(ReportFormat.JSON.fileName("conversion-check")).isEqualTo("conversion-check.json");
    }
}
