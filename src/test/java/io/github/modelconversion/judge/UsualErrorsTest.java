package io.github.modelconversion.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.gate.LimitDerivation;
import io.github.modelconversion.gate.LimitDerivation.Pair;
import io.github.modelconversion.gate.LimitDerivation.Usual;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.UsualError.Range;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recommended limits follow from the measured figures, and they hold. */
class UsualErrorsTest {

    private static final Path TABLE =
            Path.of("src", "main", "resources", "io", "github", "modelconversion", "judge", "usual-errors.csv");

    /** {@code -Dlimits.write=true} rewrites the table after a change of the figures or the rule. */
    @Test
    void theTableIsDerivedFromTheFigures() throws IOException {
        String derived = LimitDerivation.table();
        if (Boolean.getBoolean("limits.write")) {
            Files.writeString(TABLE, derived);
        }

        assertThat(Files.readString(TABLE)).isEqualTo(derived);
    }

    @Test
    void thePluginReadsTheTable() {
        assertThat(UsualErrors.of(OutputKind.LOGITS, Quantization.F16, Metric.NMSE))
                .hasValue(new UsualError(Quantization.F16, new Range(1.46e-8, 3.46e-7), Optional.empty(), 4.2e-6));
        assertThat(UsualErrors.of(OutputKind.LOGITS, Quantization.Q8_0, Metric.NMSE)
                        .flatMap(UsualError::estimated))
                .hasValue(new Range(1.5e-4, 1e-3));
        assertThat(UsualErrors.of(OutputKind.EMBEDDINGS, Quantization.F16, Metric.MEAN_KL_DIVERGENCE))
                .isEmpty();
        assertThat(UsualErrors.of(OutputKind.EMBEDDINGS, Quantization.BF16, Metric.NMSE))
                .isEmpty();
    }

    @Test
    void coarserTypesNeverHaveLowerLimits() {
        double last = 0;
        for (var group : LimitDerivation.GROUPS) {
            for (Quantization type : group) {
                double limit = UsualErrors.of(OutputKind.LOGITS, type, Metric.NMSE)
                        .orElseThrow()
                        .limit();
                assertThat(limit).isGreaterThanOrEqualTo(last);
            }
            last = UsualErrors.of(OutputKind.LOGITS, group.iterator().next(), Metric.NMSE)
                    .orElseThrow()
                    .limit();
        }
    }

    /** Returns whether any applicable limit fails, as the gate applies them. */
    private static boolean rejected(Pair pair, Optional<Quantization> precision) {
        return new LimitPolicy(List.of(), Map.of(), LimitPolicy.Standard.RECOMMENDED, precision)
                .limits(pair.kind(), Optional.of(pair.type()), pair.rows()).stream()
                        .filter(limit -> limit.origin() == Limit.Origin.RECOMMENDED)
                        .anyMatch(limit -> pair.value(limit.metric()) >= limit.value());
    }

    private static List<Pair> broken() throws IOException {
        return LimitDerivation.pairs().stream()
                .filter(pair -> pair.isBroken() && pair.isComparable() && !pair.isHarmless() && !pair.isWhole())
                .toList();
    }

    private static boolean rejectedByDefault(Pair pair) {
        return LimitPolicy.of(List.of()).limits(pair.kind(), Optional.of(pair.type())).stream()
                .anyMatch(limit -> limit.metric() == Metric.NMSE
                        ? pair.value(Metric.NMSE) >= limit.value()
                        : pair.figures().get("cos64").getAsDouble() < limit.value());
    }

    private static boolean rejectedBy(List<Metric> metrics, Pair pair) {
        return metrics.stream()
                .anyMatch(metric -> UsualErrors.of(pair.kind(), pair.type(), metric)
                        .map(usual -> pair.value(metric) >= usual.limit())
                        .orElse(false));
    }

    private static String confusion(Predicate<Pair> rejected) throws IOException {
        long caught = broken().stream().filter(rejected).count();
        long wronglyRejected = LimitDerivation.right(pair -> !pair.isWhole()).stream()
                .filter(rejected)
                .count();
        return caught + " caught, " + wronglyRejected + " wrongly rejected";
    }

    /** The table on the page {@code limits.md}: 54 broken conversions, all F16, and 77 good ones. */
    @Test
    void recommendedLimitsCatchWhatDefaultLimitsMiss() throws IOException {
        assertThat(broken()).hasSize(54);
        assertThat(LimitDerivation.right(pair -> !pair.isWhole())).hasSize(77);
        assertThat(confusion(UsualErrorsTest::rejectedByDefault)).isEqualTo("38 caught, 5 wrongly rejected");
        assertThat(confusion(pair -> rejectedBy(List.of(Metric.NMSE), pair)))
                .isEqualTo("53 caught, 0 wrongly rejected");
        assertThat(confusion(pair -> rejectedBy(List.of(Metric.NMSE, Metric.CENTERED_NMSE), pair)))
                .isEqualTo("53 caught, 0 wrongly rejected");
        assertThat(confusion(pair -> rejectedBy(List.of(Metric.MEAN_KL_DIVERGENCE), pair)))
                .isEqualTo("46 caught, 0 wrongly rejected");
        assertThat(confusion(pair -> rejected(pair, Optional.empty()))).isEqualTo("53 caught, 0 wrongly rejected");
    }

    /** A window that is too wide only matters beyond the end of the prompt, so its effect cannot be seen. */
    @Test
    void anythingNotCaughtIsAsGoodAsAGoodConversion() throws IOException {
        assertThat(broken().stream().filter(pair -> !rejected(pair, Optional.empty())))
                .singleElement()
                .satisfies(pair -> {
                    assertThat(pair)
                            .hasToString("doc-gemma2-512-eager/p1-default/llamacpp-doc-gemma2-512-bug-swa-f16.bin");
                    assertThat(pair.value(Metric.NMSE))
                            .isLessThan(UsualErrors.of(OutputKind.LOGITS, Quantization.F16, Metric.NMSE)
                                    .orElseThrow()
                                    .measured()
                                    .largest());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"stories260K", "doc-gemma2-512-eager", "doc-llama-32k", "all-MiniLM-L6-v2"})
    void limitsHoldForAModelThatTheyWereNotDerivedFrom(String family) throws IOException {
        List<Pair> others = LimitDerivation.right(pair -> !pair.family().equals(family));
        Predicate<Pair> rejected = pair -> LimitDerivation.metrics(pair.kind())
                .filter(pair::counts)
                .anyMatch(metric -> {
                    Usual usual =
                            LimitDerivation.derive(others, pair.kind(), metric).get(pair.type());
                    // Of 4-bit embeddings only MiniLM's were measured: without them there is no limit.
                    return usual != null && pair.value(metric) >= usual.limit();
                });
        Predicate<Pair> own = pair -> pair.family().equals(family);

        assertThat(LimitDerivation.right(own)).isNotEmpty().noneMatch(rejected);
        assertThat(broken().stream().filter(own).filter(rejected.negate()).map(Pair::toString))
                .isSubsetOf("doc-gemma2-512-eager/p1-default/llamacpp-doc-gemma2-512-bug-swa-f16.bin");
    }

    /** Compares all 14 positions of a prompt. */
    @Test
    void rowLimitsCatchBrokenConversionsAndPassGoodOnes() throws IOException {
        List<Metric> ofRows = List.of(Metric.P90_ROW_NMSE, Metric.P999_ROW_NMSE, Metric.MAX_KL_DIVERGENCE);

        assertThat(LimitDerivation.right(Pair::isWhole)).hasSize(5).noneMatch(pair -> rejected(pair, Optional.empty()));
        assertThat(LimitDerivation.pairs().stream().filter(pair -> pair.isWhole() && pair.isBroken()))
                .hasSize(2)
                .allMatch(pair -> ofRows.stream().allMatch(metric -> rejectedBy(List.of(metric), pair)));
    }

    @Test
    void aReferenceInBfloat16IsAllowedItsOwnRounding() throws IOException {
        List<Pair> rounded = LimitDerivation.pairs().stream()
                .filter(pair -> pair.model().equals("stories260K-hfbf16"))
                .toList();

        assertThat(rounded).hasSize(3).noneMatch(pair -> rejected(pair, Optional.of(Quantization.BF16)));
        assertThat(rounded).anyMatch(pair -> rejected(pair, Optional.empty()));
    }
}
