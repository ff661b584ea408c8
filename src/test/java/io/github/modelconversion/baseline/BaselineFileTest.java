package io.github.modelconversion.baseline;

import static io.github.modelconversion.baseline.ComparisonFixture.baseline;
import static io.github.modelconversion.baseline.ComparisonFixture.comparison;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.store.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineFileTest {

    private static final String TEXT = """
            {
              "schemaVersion": 1,
              "comparisons": [
                {
                  "data": "data",
                  "test": "tiny-Q8_0",
                  "tensor": null,
                  "kind": "LOGITS",
                  "reference": {
                    "crc32c": "0a1b2c3d",
                    "bytes": 2048,
                    "tokensCrc32c": "4e5f6a7b"
                  },
                  "metrics": {
                    "nmse": 0.000123922,
                    "nmseDb": -39.0685,
                    "top1Agreement": 0.977
                  }
                }
              ]
            }
            """;

    @TempDir
    private Path folder;

    private Baseline read(String text) throws IOException {
        return BaselineFile.read(Files.writeString(folder.resolve("b.json"), text), "b.json");
    }

    private static Baseline written() {
        return baseline(comparison(
                "tiny-Q8_0",
                Map.of(
                        Metric.NMSE, 1.2392157829374e-4,
                        Metric.NMSE_DB, -39.068532,
                        Metric.TOP1_AGREEMENT, 0.977)));
    }

    @Test
    void hasOneMetricPerLine() {
        assertThat(BaselineFile.render(written())).isEqualTo(TEXT);
    }

    @Test
    void isReadBackUnchanged() throws IOException {
        assertThat(read(TEXT)).isEqualTo(written());
        assertThat(BaselineFile.render(read(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void isSortedRegardlessOfTheOrderOfComparisons() throws IOException {
        Map<Metric, Double> metrics = Map.of(Metric.NMSE, 0.5, Metric.COSINE_SIMILARITY, 0.75);
        Optional<String> none = Optional.empty();
        Baseline sorted = baseline(
                comparison("p2", "a", OutputKind.LOGITS, "00000000", none, metrics),
                comparison("p1", "b", OutputKind.EMBEDDINGS, "00000000", none, metrics),
                comparison("p1", "b", OutputKind.LOGITS, "00000000", none, metrics),
                comparison("p1", "a", OutputKind.LOGITS, "00000000", none, metrics));

        assertThat(sorted.entries().keySet())
                .extracting(Identity::name)
                .containsExactly("a in p1", "b in p1", "b (EMBEDDINGS) in p1", "a in p2");
        assertThat(read(BaselineFile.render(sorted))).isEqualTo(sorted);
    }

    @Test
    void lineEndsAndSpacesDoNotMatter() throws IOException {
        assertThat(read(TEXT.replace("\n", "\r\n").replace("  ", "\t"))).isEqualTo(written());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "schemaVersion": 1     | "schemaVersion": 2       | expected schemaVersion 1, found 2: another version of the plugin wrote it, at $.schemaVersion
            "schemaVersion": 1,    | "schemaVersion": 1       | expected JSON, found:
            "data": "data"         | "data": 5                | expected a text, found a number, at $.comparisons[0].data
            "data": "data",        | "dta": "data",           | expected one of data, kind, metrics, reference, tensor, test, found 'dta', at $.comparisons[0].dta
            "data": "data",        |                          | expected data, found none of it, at $.comparisons[0]
            "tensor": null         | "tensor": 5              | expected a text, found a number, at $.comparisons[0].tensor
            "test": "tiny-Q8_0"    | "test": null             | expected a text, found null, at $.comparisons[0].test
            "LOGITS"               | "logits"                 | expected a known name, found 'logits'; known are LOGITS, EMBEDDINGS, ACTIVATIONS, at $.comparisons[0].kind
            "0a1b2c3d"             | "0A1B2C3D"               | expected eight hexadecimal digits, found '0A1B2C3D', at $.comparisons[0].reference.crc32c
            "4e5f6a7b"             | "4e5f"                   | expected eight hexadecimal digits, found '4e5f', at $.comparisons[0].reference.tokensCrc32c
            2048                   | -1                       | expected a whole number from 0 on, found -1.0, at $.comparisons[0].reference.bytes
            2048                   | 0.5                      | expected a whole number from 0 on, found 0.5, at $.comparisons[0].reference.bytes
            2048                   | 1e300                    | expected a whole number from 0 on, found 1.0E300, at $.comparisons[0].reference.bytes
            "nmse": 0.000123922    | "nmse": "0.000123922"    | expected a number, found a text, at $.comparisons[0].metrics.nmse
            "nmse": 0.000123922    | "nmse": null             | expected a number, found null, at $.comparisons[0].metrics.nmse
            "nmse": 0.000123922    | "nmse": [0.1]            | expected a number, found a list, at $.comparisons[0].metrics.nmse
            "nmse": 0.000123922    | "nmse": {}               | expected a number, found an object, at $.comparisons[0].metrics.nmse
            "nmse": 0.000123922    | "nmse": true             | expected a number, found true or false, at $.comparisons[0].metrics.nmse
            "nmse": 0.000123922    | "nmse": NaN              | expected JSON, found:
            "nmse": 0.000123922    | "nmse": 1e999            | expected a number that a double can hold, at $.comparisons[0].metrics.nmse
            "nmse": 0.000123922    | "nmse": -1e-9            | expected a possible NMSE, found -1E-9, at $.comparisons[0].metrics.nmse
            "nmse": 0.000123922    | "meanKlDivergence": -1   | expected a possible mean KL divergence, found -1, at $.comparisons[0].metrics.meanKlDivergence
            "nmse": 0.000123922    | "cosineSimilarity": -1.1 | expected a possible mean cosine similarity, found -1.1, at $.comparisons[0].metrics.cosineSimilarity
            "top1Agreement": 0.977 | "top1Agreement": 97.7    | expected a possible top-1 agreement, found 97.7, at $.comparisons[0].metrics.top1Agreement
            "top1Agreement": 0.977 | "nmse": 0.977            | expected 'nmse' once, found it twice, at $.comparisons[0].metrics.nmse
            "nmse"                 | "nmsee"                  | expected a known name, found 'nmsee'; known are nmse, nmseDb, mse,
            """)
    void whatWasEditedIntoNonsenseIsRefusedWithItsPlace(String original, String edited, String message) {
        String text = TEXT.replace(original, edited == null ? "" : edited);
        assertThat(text).isNotEqualTo(TEXT);

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("b.json: " + message);
    }

    /** The largest and smallest values that a metric can have; encoded log-probabilities make a divergence of -0.001. */
    @ParameterizedTest
    @CsvSource({
        "nmse, 0",
        "cosineSimilarity, -1",
        "cosineSimilarity, 1",
        "top1Agreement, 0",
        "top1Agreement, 1",
        "meanKlDivergence, -0.001"
    })
    void theBoundsOfAMetricArePossible(String metric, String value) throws IOException {
        String text = TEXT.replace(",\n        \"top1Agreement\": 0.977", "")
                .replace("\"nmse\": 0.000123922", "\"" + metric + "\": " + value);

        assertThat(BaselineFile.render(read(text))).contains("\"" + metric + "\": " + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "5",
                "{",
                "{}",
                "{\"schemaVersion\": 1}",
                "// nothing",
                "\uFEFF{}",
                "<xml/>"
            })
    void aFileThatIsNotABaselineIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("b.json: expected ");
    }

    @Test
    void deepNestingIsRefusedWithoutRecursion() {
        assertThatThrownBy(() -> read("[".repeat(1_000_000)))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith(
                        "b.json: expected JSON, found: Nesting limit 32 reached at line 1 column 34 path")
                .hasMessageEndingWith(", at $");
    }

    @Test
    void contentAfterTheEndIsRefused() {
        assertThatThrownBy(() -> read(TEXT + "{}")).isInstanceOf(JsonException.class);
    }

    @Test
    void aDuplicateComparisonIsRefused() {
        String entry = TEXT.substring(TEXT.indexOf("    {\n"), TEXT.indexOf("\n  ]"));

        assertThatThrownBy(() -> read(TEXT.replace(entry, entry + ",\n" + entry)))
                .hasMessage("b.json: expected one entry for tiny-Q8_0 in data, found two, at $.comparisons[1]");
    }

    @Test
    void anEntryWithoutMetricsIsRefused() {
        String text = TEXT.replace("\"nmse\": 0.000123922,", "").replace(",\n        \"top1Agreement\": 0.977", "");

        assertThatThrownBy(() -> read(text))
                .hasMessage("b.json: expected a metric that can be worse, such as nmse, for tiny-Q8_0 in data, at"
                        + " $.comparisons[0]");
    }

    @Test
    void bytesThatAreNotTextAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("b.json"), TEXT.getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> BaselineFile.read(file, "b.json")).hasMessage("b.json: expected text in UTF-8, at $");
    }

    @Test
    void aTooLargeFileIsNotRead() throws IOException {
        Path file = folder.resolve("b.json");
        try (var channel = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            channel.setLength(BaselineFile.MOST_BYTES + 1);
        }

        assertThatThrownBy(() -> BaselineFile.read(file, "b.json"))
                .hasMessage("b.json: expected a file of at most 16777216 bytes, found 16777217 bytes, at $");
    }
}
