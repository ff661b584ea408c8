package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.passing;
import static io.github.modelconversion.report.ComparisonFixture.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.plot.PlotsFixture;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Source;
import io.github.modelconversion.result.plot.Histogram;
import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RowPlots;
import io.github.modelconversion.result.row.RowFigure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReportValuesTest {

    private static final ReportContext CONTEXT = new ReportContext("1.2.3", "a check", false);

    private static final Source ROWS = source("a.npy", Format.of(Container.NPY, ElementType.FLOAT32), 3L, 4L);
    private static final Source FLAT = source("b.bin", Format.of(Container.RAW, ElementType.FLOAT32), 12L);

    private static JsonObject comparison(ComparisonFixture fixture) {
        return json(fixture.comparison());
    }

    private static JsonObject json(Comparison comparison) {
        return JsonParser.parseString(JsonReport.render(new GateReport(List.of(comparison), List.of()), CONTEXT))
                .getAsJsonObject()
                .getAsJsonArray("comparisons")
                .get(0)
                .getAsJsonObject();
    }

    private static void assertRows(JsonObject output, long positions, long width) {
        assertThat(output.get("positions").getAsLong()).isEqualTo(positions);
        assertThat(output.get("width").getAsLong()).isEqualTo(width);
    }

    @Test
    void writesEachSeriesBinAndEntryOfThePlotsOnOneLine() {
        String report =
                JsonReport.render(passing().withPlots(PlotsFixture.all()).report(), CONTEXT);

        assertThat(report).contains("""
                      "plots": {
                        "pairs": 12,
                        "of": 24,
                        "errors": {
                          "edges": [-0.75,-0.25,0.25,0.75],
                          "counts": [2,9,1]
                        },
                        "scatter": {
                          "edges": [-2.0,0.0,2.0,4.0],
                          "counts": [
                            [1,0,0],
                            [3,4,1],
                            [0,1,2]
                          ]
                        },
                        "errorByMagnitude": [
                          {"from":0.0,"to":0.5,"pairs":4,"meanAbsoluteError":0.125,"maxAbsoluteError":0.25},
                          {"from":1.0,"to":2.0,"pairs":8,"meanAbsoluteError":null,"maxAbsoluteError":null}
                        ],
                        "top": {
                          "position": 1,
                          "entries": [
                            {"index":7,"reference":3.5,"test":3.25,"referenceRank":1,"testRank":null},
                            {"index":3,"reference":0.5,"test":4.0,"referenceRank":null,"testRank":1}
                          ]
                        },
                        "byPosition": [
                          {"from":0,"to":2,"meanKlDivergence":0.25,"maxKlDivergence":0.5,"meanNmse":0.001,"maxNmse":0.002},
                          {"from":2,"to":3,"meanKlDivergence":0.03125,"maxKlDivergence":0.03125,"meanNmse":null,"maxNmse":null}
                        ],
                        "klDivergences": {
                          "edges": [0.03125,0.0625,0.125,0.25,0.5,1.0],
                          "counts": [1,0,0,1,1]
                        }
                      },
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOGITS      | {"position":2,"klDivergence":0.5,"referenceTop1":42,"testTop1":7,"cosineSimilarity":0.875,"nmse":0.25}
            ACTIVATIONS | {"position":2,"cosineSimilarity":0.875,"nmse":0.25}
            EMBEDDINGS  | {"position":2,"cosineSimilarity":0.875,"nmse":0.25}
            """)
    void writesTheFieldsOfTheWorstRowsByTheirKind(OutputKind kind, String row) {
        Optional<RowFigure.TopTokens> tokens =
                Optional.of(new RowFigure.TopTokens(0.5, 42, 7)).filter(some -> kind.hasDistributions());
        ComparisonFixture fixture = passing().withRows(new RowFigure(2, tokens, 0.875, 0.25));

        assertThat(json(fixture.comparison(kind)).get("worstRows")).hasToString("[" + row + "]");
    }

    @Test
    void writesTheShardsThatWereMerged() {
        Part known = new Part("one.state", 64, "a.kld", Optional.of("0a1b2c3d"), "b.kld", Optional.of("4e5f6a7b"));
        Part unknown = new Part("two.state", 32, "c.kld", Optional.empty(), "d.kld", Optional.empty());

        assertThat(json(passing()
                                .comparison(
                                        OutputKind.LOGITS, Optional.empty(), Optional.empty(), List.of(known, unknown)))
                        .get("shards"))
                .hasToString("[{\"state\":\"one.state\",\"rows\":64,\"referenceFile\":\"a.kld\","
                        + "\"referenceCrc32c\":\"0a1b2c3d\",\"testFile\":\"b.kld\",\"testCrc32c\":\"4e5f6a7b\"},"
                        + "{\"state\":\"two.state\",\"rows\":32,\"referenceFile\":\"c.kld\","
                        + "\"referenceCrc32c\":null,\"testFile\":\"d.kld\",\"testCrc32c\":null}]");
    }

    @Test
    void givesAFlatFileTheRowsOfItsCounterpart() {
        JsonObject flatTest = comparison(passing().withSources(ROWS, FLAT).withLargestError(7));
        JsonObject flatReference = comparison(passing().withSources(FLAT, ROWS).withLargestError(7));

        for (JsonObject comparison : List.of(flatTest, flatReference)) {
            assertRows(comparison.getAsJsonObject("reference"), 3, 4);
            assertRows(comparison.getAsJsonObject("test"), 3, 4);
            assertRowOfLargestError(comparison, 1, 3);
        }
    }

    @Test
    void givesEachSideItsOwnWidthIfOneIsPadded() {
        Source padded = source("b.bin", Format.of(Container.RAW, ElementType.FLOAT32), 3L, 5L);
        JsonObject comparison = comparison(passing().withSources(ROWS, padded).withLargestError(7));

        assertRows(comparison.getAsJsonObject("reference"), 3, 4);
        assertRows(comparison.getAsJsonObject("test"), 3, 5);
        assertRowOfLargestError(comparison, 1, 3);
    }

    private static void assertRowOfLargestError(JsonObject comparison, long position, long index) {
        JsonObject largest = comparison.getAsJsonObject("largestError");
        assertThat(largest.get("position").getAsLong()).isEqualTo(position);
        assertThat(largest.get("index").getAsLong()).isEqualTo(index);
    }

    @Test
    void numbersThePositionsOfThreeDimensionsConsecutively() {
        Source cube = source("a.npy", Format.of(Container.NPY, ElementType.FLOAT64), 2L, 3L, 4L);
        JsonObject comparison = comparison(passing().withSources(cube, cube).withLargestError(23));

        assertRows(comparison.getAsJsonObject("reference"), 6, 4);
        assertRowOfLargestError(comparison, 5, 3);
    }

    @Test
    void keepsEachFilesOwnRowsIfTheShapesDoNotMatch() {
        Source other = source("b.bin", Format.of(Container.RAW, ElementType.FLOAT32), 13L);
        JsonObject comparison = comparison(passing().withSources(ROWS, other).withoutMeasurement());

        assertRows(comparison.getAsJsonObject("reference"), 3, 4);
        assertRows(comparison.getAsJsonObject("test"), 1, 13);
    }

    @Test
    void namesTheFormat() {
        Source source = source("a", Format.of(Container.NPY, ElementType.FLOAT16), 12L);

        assertThat(comparison(passing().withSources(source, source))
                        .getAsJsonObject("test")
                        .get("format")
                        .getAsString())
                .isEqualTo("NPY_FLOAT16");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with \"quotes\" and 'more'",
                "back\\slash",
                "<b>&amp;</b>",
                "Übergröße 模型 \uD83E\uDD99",
                "a\tb\u0001c",
                "line\u2028separator"
            })
    void keepsEveryCharacterOfANameAndAMessage(String text) {
        JsonObject comparison =
                comparison(passing().withModels(text, text + "2").withFinding(Code.LOSSY_TEXT, Severity.WARNING, text));

        assertThat(comparison.getAsJsonObject("reference").get("model").getAsString())
                .isEqualTo(text);
        assertThat(comparison.getAsJsonObject("test").get("model").getAsString())
                .isEqualTo(text + "2");
        assertThat(comparison
                        .getAsJsonArray("findings")
                        .get(0)
                        .getAsJsonObject()
                        .get("message")
                        .getAsString())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1 + 0.2, 1.0 / 3, 4.9e-324, Double.MAX_VALUE, 0.00999999996, 123456789.12345679})
    void keepsEveryDigitOfANumber(double value) {
        JsonObject comparison = comparison(passing()
                .withMetric(Metric.NMSE, value)
                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "text", Map.of("value", value)));

        assertThat(comparison.getAsJsonObject("metrics").get("nmse").getAsDouble())
                .isEqualTo(value);
        assertThat(comparison
                        .getAsJsonArray("limits")
                        .get(0)
                        .getAsJsonObject()
                        .get("measured")
                        .getAsDouble())
                .isEqualTo(value);
        assertThat(evidence(comparison).get("value").getAsDouble()).isEqualTo(value);
    }

    private static JsonObject evidence(JsonObject comparison) {
        return comparison.getAsJsonArray("findings").get(0).getAsJsonObject().getAsJsonObject("evidence");
    }

    @Test
    void keepsEveryDigitOfACount() {
        JsonObject comparison = comparison(passing()
                .withFinding(Code.MASKED_ENTRIES, Severity.INFO, "text", Map.of("value", 9_007_199_254_740_993L)));

        assertThat(evidence(comparison).get("value").getAsString()).isEqualTo("9007199254740993");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void writesNullForNonFiniteNumbers(double value) {
        JsonObject comparison =
                comparison(passing().withFinding(Code.NON_FINITE_TEST, Severity.FAIL, "text", Map.of("test", value)));

        assertThat(evidence(comparison).has("test")).isTrue();
        assertThat(evidence(comparison).get("test").isJsonNull()).isTrue();
    }

    @Test
    void writesTheWorstVerdictAndThenTheComparisonsInOrder() {
        GateReport report = new GateReport(
                List.of(
                        passing().withModels("a", "b").comparison(),
                        ComparisonFixture.failing().withModels("c", "d").comparison()),
                List.of());
        JsonObject json =
                JsonParser.parseString(JsonReport.render(report, CONTEXT)).getAsJsonObject();

        assertThat(json.get("verdict").getAsString()).isEqualTo("FAIL");
        assertThat(json.getAsJsonArray("comparisons"))
                .extracting(comparison ->
                        comparison.getAsJsonObject().get("verdict").getAsString())
                .containsExactly("PASS", "FAIL");
    }

    /** Fields that only some rows have are omitted for the others. */
    @Test
    void writesFlipsChangesAndChunksIfKnown() {
        PositionRun run = new PositionRun(
                0,
                1,
                OptionalDouble.of(1),
                OptionalDouble.of(1),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.of(1));
        Histogram changes = new Histogram(List.of(-0.75, -0.25, 0.25), List.of(2L, 9L));
        RowPlots rows = new RowPlots(
                Optional.empty(), List.of(run), Optional.empty(), Optional.of(changes), OptionalLong.of(31), List.of());

        JsonObject plots =
                comparison(passing().withPlots(new Plots(PairPlots.NONE, rows))).getAsJsonObject("plots");

        assertThat(plots.getAsJsonArray("byPosition")
                        .get(0)
                        .getAsJsonObject()
                        .get("flips")
                        .getAsLong())
                .isEqualTo(1);
        assertThat(plots.getAsJsonObject("deltaPs").getAsJsonArray("counts")).hasSize(2);
        assertThat(plots.get("chunkRows").getAsLong()).isEqualTo(31);
    }
}
