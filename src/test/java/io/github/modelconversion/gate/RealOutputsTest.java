package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.TestData;
import io.github.modelconversion.measure.values.ExactMoments;
import io.github.modelconversion.measure.values.ExactRow;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.NmseGrade;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every real pair: exact metrics from its bytes, and the same verdict as the real check-nmse.py. */
class RealOutputsTest {

    private static final double MOST_ULPS = 2;

    private static final Set<Code> TRAPS = EnumSet.of(
            Code.SAME_FILE,
            Code.WRONG_ELEMENT_TYPE,
            Code.TOKENS_DIFFER,
            Code.TOKENS_MISSING,
            Code.TOKENS_UNUSABLE,
            Code.PROMPT_DIFFERS,
            Code.VOCABULARY_PADDING,
            Code.TORN_TAIL,
            Code.STALE_OUTPUT);

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void metricsAreExactAndTheVerdictMatchesCheckNmse(String name, Path reference, Path test, JsonObject figures) {
        Comparison comparison = compare(reference, test);

        double[] referenceValues = TestData.floats(reference);
        double[] testValues = TestData.floats(test);
        boolean finite = Stream.of(referenceValues, testValues)
                .allMatch(values -> Arrays.stream(values).allMatch(Double::isFinite));
        assertThat(finite).isEqualTo(figures.has("nmse64"));
        if (!finite) {
            assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(comparison.metrics().value(Metric.NMSE)).isEmpty();
            assertThat(comparison.findings()).extracting("code").contains(Code.NON_FINITE_TEST);
            return;
        }
        ExactMoments exact = ExactMoments.of(referenceValues, testValues);
        assertThat(ulps(comparison, Metric.NMSE, exact.nmse())).isLessThanOrEqualTo(MOST_ULPS);
        assertThat(ulps(comparison, Metric.MSE, exact.mse())).isLessThanOrEqualTo(MOST_ULPS);
        assertThat(ulps(comparison, Metric.REFERENCE_VARIANCE, exact.variance()))
                .isLessThanOrEqualTo(MOST_ULPS);
        assertThat(ulps(comparison, Metric.MEAN_ABSOLUTE_ERROR, exact.meanAbsoluteError()))
                .isLessThanOrEqualTo(MOST_ULPS);
        assertThat(comparison.metrics().value(Metric.MAX_ABSOLUTE_ERROR))
                .hasValue(figures.get("maxabs64").getAsDouble());
        assertThat(comparison.measurement().flatMap(Measurement::largestError).orElseThrow())
                .satisfies(largest -> assertThat(Math.abs(largest.test() - largest.reference()))
                        .isEqualTo(figures.get("maxabs64").getAsDouble()));
        // If the prompts differ, the comparison fails regardless.
        assertThat(comparison.limits().get(0).verdict() == Verdict.PASS)
                .isEqualTo(figures.get("pass").getAsBoolean());
        assertThat(comparison.interpretation().map(NmseGrade::words))
                .hasValue(figures.get("verdict").getAsString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void theNmseMatchesCheckNmseToFloat32Precision(String name, Path reference, Path test, JsonObject figures) {
        if (!figures.has("peerNmse") || figures.get("peerNmse").getAsString().equals("nan")) {
            return;
        }
        double printed = Double.parseDouble(figures.get("peerNmse").getAsString());
        double nmse = compare(reference, test).metrics().value(Metric.NMSE).orElseThrow();

        assertThat(Math.abs(nmse - printed) / printed).isLessThan(3e-6);
        assertThat(String.format(
                        Locale.ROOT,
                        "%.2f",
                        compare(reference, test).metrics().value(Metric.NMSE_DB).orElseThrow()))
                .isEqualTo(figures.get("peerDb").getAsString());
    }

    @Test
    void mostMeasuredPairsAreInTestdata() throws IOException {
        assertThat(pairs()).hasSize(159);
    }

    /** Returns all pairs in figures.json whose outputs are in testdata; some outputs are not. */
    static Stream<Arguments> pairs() throws IOException {
        JsonElement figures = JsonParser.parseString(Files.readString(TestData.FOLDER.resolve("figures.json")));
        return StreamSupport.stream(figures.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(pair -> {
                    String model = pair.get("model").getAsString();
                    String set = pair.get("set").getAsString();
                    Path data = TestData.FOLDER.resolve(Path.of(model, set, "data"));
                    String test = pair.get("test").getAsString();
                    return Arguments.of(
                            model + "/" + set + "/" + test,
                            data.resolve(pair.get("ref").getAsString()),
                            data.resolve(test),
                            pair);
                })
                .filter(pair -> Files.exists((Path) pair.get()[2]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void rowMetricsMatchDoubledPrecision(String name, Path reference, Path test, JsonObject figures) {
        if ((!figures.has("kl64") && !figures.has("cos64")) || name.endsWith("-all.bin")) {
            return;
        }
        Metrics metrics = compare(reference, test).metrics();
        ExactRow exact = ExactRow.of(TestData.floats(reference), TestData.floats(test));

        assertThat(value(metrics, Metric.COSINE_SIMILARITY))
                .isCloseTo(exact.cosineSimilarity(), within(4e-16))
                .isCloseTo(figures.get("cos64").getAsDouble(), within(1e-13));
        assertThat(value(metrics, Metric.CENTERED_NMSE))
                .isCloseTo(figures.get("nmseCentered64").getAsDouble(), withinPercentage(1e-9));
        // Below 1e-9 nats the last digits are not guaranteed.
        assertThat(value(metrics, Metric.MEAN_KL_DIVERGENCE))
                .isCloseTo(exact.klDivergence(), within(1e-7 * Math.max(1e-9, exact.klDivergence())));
        assertThat(value(metrics, Metric.TOP1_AGREEMENT)).isEqualTo(exact.top1Reference() == exact.top1Test() ? 1 : 0);
        assertThat(value(metrics, Metric.TOP10_OVERLAP)).isEqualTo(exact.top10Overlap());
        assertThat(value(metrics, Metric.RMS_TOP1_DELTA_P)).isCloseTo(Math.abs(exact.top1DeltaP()), within(1e-13));
        if (figures.has("kl64")) {
            double rounding = 1e-12;
            assertThat(value(metrics, Metric.MEAN_KL_DIVERGENCE))
                    .isCloseTo(figures.get("kl64").getAsDouble(), within(rounding));
            assertThat(value(metrics, Metric.TOP1_AGREEMENT) == 1)
                    .isEqualTo(figures.get("top1").getAsBoolean());
            assertThat(10 * value(metrics, Metric.TOP10_OVERLAP))
                    .isCloseTo(figures.get("top10").getAsDouble(), within(1e-9));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void figuresOverSeveralRowsMatchNumpy(String name, Path reference, Path test, JsonObject figures) {
        if (!figures.has("rows")) {
            return;
        }
        OutputKind kind = figures.has("maxKl64") ? OutputKind.LOGITS : OutputKind.EMBEDDINGS;
        Metrics metrics = PairFixture.files(Path.of(""), reference, test)
                .ofKind(kind)
                .inRows(figures.get("rows").getAsLong())
                .check()
                .metrics();

        assertThat(value(metrics, Metric.P90_ROW_NMSE))
                .isCloseTo(figures.get("p90RowNmse64").getAsDouble(), withinPercentage(1e-9));
        assertThat(value(metrics, Metric.P999_ROW_NMSE))
                .isCloseTo(figures.get("p999RowNmse64").getAsDouble(), withinPercentage(1e-9));
        if (kind == OutputKind.LOGITS) {
            assertThat(value(metrics, Metric.MAX_KL_DIVERGENCE))
                    .isCloseTo(figures.get("maxKl64").getAsDouble(), within(1e-12));
            assertThat(value(metrics, Metric.MEAN_KL_DIVERGENCE))
                    .isCloseTo(figures.get("kl64").getAsDouble(), within(1e-12));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void onlyDifferingPromptsAreTraps(String name, Path reference, Path test, JsonObject figures) {
        boolean otherPrompt = name.contains("nobos") || name.contains("x5-escape");

        assertThat(compare(reference, test).findings())
                .extracting(Finding::code)
                .filteredOn(TRAPS::contains)
                .isSubsetOf(
                        otherPrompt ? List.of(Code.TOKENS_DIFFER, Code.TOKENS_MISSING) : List.of(Code.TOKENS_MISSING));
    }

    private static double value(Metrics metrics, Metric metric) {
        return metrics.value(metric).orElseThrow();
    }

    private static double ulps(Comparison comparison, Metric metric, BigDecimal exact) {
        return ExactMoments.ulps(comparison.metrics().value(metric).orElseThrow(), exact);
    }

    private static Comparison compare(Path reference, Path test) {
        return PairFixture.files(Path.of(""), reference, test).check();
    }
}
