package io.github.modelconversion.report.json;

import static io.github.modelconversion.report.ComparisonFixture.passing;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.modelconversion.report.ComparisonFixture;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Complete documents: every field, in order. */
class JsonReportTest {

    private static final String PASSING = """
            {
              "schemaVersion": 1,
              "tool": {
                "name": "model-conversion-maven-plugin",
                "version": "1.2.3"
              },
              "check": "a check",
              "project": null,
              "execution": null,
              "onlyWarns": false,
              "summary": {
                "passed": 1,
                "failed": 0,
                "notMeasured": 0,
                "skipped": 0
              },
              "verdict": "PASS",
              "comparisons": [
                {
                  "id": "stories260K-f16:data",
                  "kind": "LOGITS",
                  "data": "data",
                  "reference": {
                    "model": "stories260K",
                    "file": "data/pytorch-stories260K.bin",
                    "tensor": null,
                    "format": "RAW_FLOAT32",
                    "shape": [512],
                    "positions": 1,
                    "width": 512,
                    "bytes": 2048,
                    "crc32c": "0a1b2c3d",
                    "tokensCrc32c": "4e5f6a7b"
                  },
                  "test": {
                    "model": "stories260K-f16",
                    "file": "data/llamacpp-stories260K-f16.bin",
                    "tensor": null,
                    "format": "RAW_FLOAT32",
                    "shape": [512],
                    "positions": 1,
                    "width": 512,
                    "bytes": 2048,
                    "crc32c": "0a1b2c3d",
                    "tokensCrc32c": "4e5f6a7b",
                    "quantization": "F16",
                    "quantizationOrigin": "NAME",
                    "usualNmse": null
                  },
                  "compared": 512,
                  "metrics": {
                    "nmse": 1.5E-5,
                    "nmseDb": -48.23908740944319,
                    "mse": 3.0E-4,
                    "referenceVariance": 20.0,
                    "maxAbsoluteError": 0.125,
                    "meanAbsoluteError": 0.03125,
                    "meanShift": 0.001,
                    "centeredNmse": 1.25E-5,
                    "regressionSlope": 0.999,
                    "correlation": 0.9995,
                    "meanSquareNmse": 7.5E-6,
                    "p90RowNmse": null,
                    "p999RowNmse": null,
                    "meanKlDivergence": null,
                    "medianKlDivergence": null,
                    "p99KlDivergence": null,
                    "maxKlDivergence": null,
                    "top1Agreement": null,
                    "top10Overlap": null,
                    "rmsTop1DeltaP": null,
                    "rmsDeltaP": null,
                    "logProbabilityNmse": null,
                    "cosineSimilarity": null,
                    "lowestCosineSimilarity": null
                  },
                  "largestError": {
                    "position": 0,
                    "index": 42,
                    "reference": 1.5,
                    "test": 1.625
                  },
                  "interpretation": "EXCELLENT_MATCH",
                  "similarity": null,
                  "worstRows": [],
                  "plots": null,
                  "limits": [
                    {
                      "metric": "nmse",
                      "bound": "MAX",
                      "limit": 0.01,
                      "measured": 1.5E-5,
                      "used": 0.0015,
                      "origin": "DEFAULT",
                      "verdict": "PASS"
                    }
                  ],
                  "findings": [],
                  "verdict": "PASS"
                }
              ],
              "skipped": [],
              "findings": []
            }
            """;

    /** The metrics without values, and what depends on them. */
    private static final String NOTHING_MEASURED =
            PASSING.substring(PASSING.indexOf("\"metrics\""), PASSING.indexOf("\"largestError\""))
                            .replaceAll(": [-\\dE.]+", ": null")
                    + """
            "largestError": null,
            "interpretation": null,
            "similarity": null,
            "worstRows": [],
            "plots": null,
            """;

    private static String render(GateReport report) {
        return JsonReport.render(report, new ReportContext("1.2.3", "a check", false));
    }

    /** Compares the fields after the test's checksum; those before must equal PASSING's. */
    private static void assertRest(ComparisonFixture fixture, String verdict, String rest) {
        String start = PASSING.substring(0, PASSING.indexOf("\"metrics\""))
                .replace("\"PASS\"", '"' + verdict + '"')
                .replace("\"passed\": 1", "\"passed\": 0")
                .replace("\"failed\": 0", "\"failed\": 1");
        String end = "\"verdict\": \"" + verdict + "\" } ], \"skipped\": [], \"findings\": [] }";

        assertThat(JsonParser.parseString(render(fixture.report())))
                .isEqualTo(JsonParser.parseString(start + rest + end));
    }

    @Test
    void writesEverythingAboutAPassingComparison() {
        assertThat(render(passing().report())).isEqualTo(PASSING);
    }

    @Test
    void saysWhyAComparisonFails() {
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("count", 3L);
        evidence.put("firstIndex", 42L);
        evidence.put("reference", 11.5);
        evidence.put("test", Double.NaN);
        ComparisonFixture fixture = passing()
                .withoutMetrics()
                .withLimit(Metric.MAX_ABSOLUTE_ERROR, 0.25, Limit.Origin.CONFIGURATION)
                .withFinding(Code.NON_FINITE_TEST, Severity.FAIL, "found 3 NaN", evidence)
                .withFinding(Code.LOSSY_TEXT, Severity.WARNING, "it is text");

        assertRest(fixture, "FAIL", NOTHING_MEASURED + """
                        "limits": [
                          {
                            "metric": "nmse",
                            "bound": "MAX",
                            "limit": 0.01,
                            "measured": null,
                            "used": null,
                            "origin": "DEFAULT",
                            "verdict": "NOT_MEASURED"
                          },
                          {
                            "metric": "maxAbsoluteError",
                            "bound": "MAX",
                            "limit": 0.25,
                            "measured": null,
                            "used": null,
                            "origin": "CONFIGURATION",
                            "verdict": "NOT_MEASURED"
                          }
                        ],
                        "findings": [
                          {
                            "code": "NON_FINITE_TEST",
                            "severity": "FAIL",
                            "message": "found 3 NaN",
                            "evidence": { "count": 3, "firstIndex": 42, "reference": 11.5, "test": null }
                          },
                          {
                            "code": "LOSSY_TEXT",
                            "severity": "WARNING",
                            "message": "it is text",
                            "evidence": {}
                          }
                        ],
                        """);
    }

    @Test
    void keepsEveryFieldIfTheTestFileIsUnusable() {
        ComparisonFixture fixture = passing()
                .withoutTestFile()
                .withoutLimits()
                .withFinding(Code.UNUSABLE_INPUT, Severity.WARNING, "it is torn");
        GateReport report = new GateReport(List.of(ComparisonFixture.in(Optional.empty(), fixture)), List.of());
        String start = PASSING.substring(0, PASSING.indexOf("\"test\""))
                .replace("\"PASS\"", "\"NOT_MEASURED\"")
                .replace("\"passed\": 1", "\"passed\": 0")
                .replace("\"notMeasured\": 0", "\"notMeasured\": 1")
                .replace("\"data\": \"data\"", "\"data\": null")
                .replace("stories260K-f16:data", "stories260K-f16");
        String expected = start + """
                "test": {
                  "model": "stories260K-f16",
                  "file": "data/llamacpp-stories260K-f16.bin",
                  "tensor": null,
                  "format": null,
                  "shape": [],
                  "positions": null,
                  "width": null,
                  "bytes": null,
                  "crc32c": null,
                  "tokensCrc32c": null,
                  "quantization": "F16",
                  "quantizationOrigin": "NAME",
                  "usualNmse": null
                },
                "compared": null,
                """ + NOTHING_MEASURED + """
                    "limits": [],
                    "findings": [
                      {
                        "code": "UNUSABLE_INPUT",
                        "severity": "WARNING",
                        "message": "it is torn",
                        "evidence": {}
                      }
                    ],
                    "verdict": "NOT_MEASURED"
                  } ],
                  "skipped": [],
                  "findings": []
                }
                """;

        assertThat(JsonParser.parseString(render(report))).isEqualTo(JsonParser.parseString(expected));
    }

    @Test
    void isCompleteWithoutAnyComparison() {
        assertThat(render(new GateReport(List.of(), List.of()))).isEqualTo("""
                        {
                          "schemaVersion": 1,
                          "tool": {
                            "name": "model-conversion-maven-plugin",
                            "version": "1.2.3"
                          },
                          "check": "a check",
                          "project": null,
                          "execution": null,
                          "onlyWarns": false,
                          "summary": {
                            "passed": 0,
                            "failed": 0,
                            "notMeasured": 0,
                            "skipped": 0
                          },
                          "verdict": "NOT_MEASURED",
                          "comparisons": [],
                          "skipped": [],
                          "findings": []
                        }
                        """);
    }
}
