package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.TensorType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The weights of whole pairs: correct ones pass with every type; a wrong tensor is found, named and explained. */
class WeightsTest {

    private static final String QUERIES = "blk.0.attn_q.weight";
    private static final String DOWN = "blk.1.ffn_down.weight";

    @TempDir
    private Path directory;

    private static Finding only(TensorResult result) {
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    private static TensorEntry entry(TensorResult result, String name) {
        return result.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "llama, F32", "llama, F16", "llama, BF16", "llama, Q8_0", "llama, Q4_0", "llama, Q4_K", "llama, Q3_K",
        "llama, Q2_K", "mixtral, Q8_0", "mixtral, Q4_K", "gemma2, F16", "gemma2, Q4_K", "gpt2, F16", "gpt2, Q8_0"
    })
    void passIfTheyAreTheOriginals(String name, TensorType type) throws IOException {
        TensorResult result = Weighted.real(name, type, directory).check(directory);

        assertThat(result.findings()).isEmpty();
        assertThat(result.usual()).isEqualTo(result.size()).isPositive();
    }

    @Test
    void reportTypeErrorAndSlope() throws IOException {
        TensorEntry entry =
                entry(Weighted.real("llama", TensorType.Q8_0, directory).check(directory), QUERIES);

        assertThat(entry.values().type()).contains("Q8_0");
        assertThat(entry.values().nmse()).hasValueCloseTo(2.9e-5, within(2e-6));
        assertThat(entry.values().slope()).hasValueCloseTo(1.0, within(1e-4));
        assertThat(entry.values().usualNmse()).hasValueCloseTo(2.9e-5, within(1e-6));
        assertThat(entry.values().nmseLimit()).hasValueCloseTo(1.16e-4, within(4e-6));
        assertThat(entry.finding()).isEmpty();
    }

    /** The experts have four chunks of 65,536 weights each; a small sample contains the first and the last. */
    @Test
    void areCountedIfASampleLeavesThemOut() throws IOException {
        TensorResult result = Weighted.real("mixtral", TensorType.Q8_0, directory)
                .sampled(0.1)
                .check(directory);

        List<TensorEntry> inPart = result.entries().stream()
                .filter(entry -> entry.values().weights().orElseThrow() < entry.count())
                .toList();
        assertThat(inPart).hasSize(3).allSatisfy(entry -> {
            assertThat(entry.name()).contains("_exps");
            assertThat(entry.values().weights()).hasValue(131_072);
        });
        assertThat(only(result).code()).isEqualTo(Code.NOT_CHECKED);
        assertThat(only(result).severity()).isEqualTo(Severity.INFO);
        assertThat(only(result).evidence())
                .containsEntry("sample", 0.1)
                .containsEntry("tensors", 3L)
                .containsEntry("weights", result.weights())
                .containsEntry("weightsCompared", result.weights() - 3 * 131_072);
        assertThat(result.usual()).isEqualTo(result.size());
    }

    @Test
    void areFoundWrongOnlyInsideTheSample() throws IOException {
        Weighted pair = Weighted.real("mixtral", TensorType.Q8_0, directory)
                .changed("blk.0.ffn_up_exps.weight", weights -> Arrays.fill(weights, 70_000, 80_000, 0));
        assertThat(pair.sampled(0.1).check(directory).wrong()).isZero();
        assertThat(pair.sampled(1).check(directory).wrong()).isEqualTo(1);

        pair.changed("blk.0.ffn_down_exps.weight", weights -> Arrays.fill(weights, 260_000, 262_144, 0));
        TensorResult result = pair.sampled(0.1).check(directory);
        assertThat(result.wrong()).isEqualTo(1);
        assertThat(result.findings()).extracting(Finding::code).containsExactly(Code.PART_DIFFERS, Code.NOT_CHECKED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void giveTheSameBitsForAnyNumberOfThreads(int threads) throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.Q4_K, directory);

        assertThat(pair.check(directory, threads)).isEqualTo(pair.check(directory, 2));
    }

    @Test
    void areReadFromAllPartsOfASplitFile() throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.Q4_K, directory);
        TensorResult whole = pair.check(directory);
        assertThat(pair.checkSplit(directory, 3)).isEqualTo(whole);

        pair.changed(DOWN, weights -> Arrays.fill(weights, 5 * 512, 6 * 512, 0));
        assertThat(only(pair.checkSplit(directory, 3)).code()).isEqualTo(Code.PART_DIFFERS);
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "Q8_0", "Q4_K", "Q2_K"})
    void areFoundIfRowsWereNotPermuted(TensorType type) throws IOException {
        Weighted pair = Weighted.real("llama", type, directory);
        pair.replaced(QUERIES, pair.original("model.layers.0.self_attn.q_proj.weight"));

        TensorResult result = pair.check(directory);

        assertThat(only(result).code()).isEqualTo(Code.ROPE_PERMUTATION);
        assertThat(only(result).severity()).isEqualTo(Severity.FAIL);
        assertThat(only(result).message()).contains(QUERIES, "model.layers.0.self_attn.q_proj.weight");
        assertThat(entry(result, QUERIES).verdict()).isEqualTo(TensorEntry.Verdict.WEIGHTS_DIFFER);
        assertThat(result.entries().stream().flatMap(entry -> entry.finding().stream()))
                .containsExactly(Code.ROPE_PERMUTATION);
        assertThat(entry(result, QUERIES).finding()).contains(Code.ROPE_PERMUTATION);
        assertThat(result.wrong()).isEqualTo(1);
    }

    @Test
    void areFoundIfOneWasNotAddedToANorm() throws IOException {
        Weighted pair = Weighted.real("gemma2", TensorType.Q8_0, directory);
        pair.replaced("output_norm.weight", pair.original("model.norm.weight"));

        assertThat(only(pair.check(directory)).code()).isEqualTo(Code.NORM_OFFSET);
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "Q8_0", "Q4_K", "Q2_K"})
    void areFoundIfTheyHaveNothingInCommonWithTheOriginals(TensorType type) throws IOException {
        Weighted pair = Weighted.real("llama", type, directory);
        pair.replaced(DOWN, Weighted.draw(pair.original("model.layers.1.mlp.down_proj.weight").length, 7));

        Finding finding = only(pair.check(directory));

        assertThat(finding.code()).isEqualTo(Code.WEIGHTS_DIFFER);
        assertThat(finding.message()).contains(DOWN, "model.layers.1.mlp.down_proj.weight");
        assertThat(finding.evidence())
                .hasEntrySatisfying(
                        "nmse", nmse -> assertThat(nmse.doubleValue()).isBetween(1.7, 2.3))
                .hasEntrySatisfying(
                        "slope", slope -> assertThat(slope.doubleValue()).isBetween(-0.02, 0.02));
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "Q8_0", "Q4_K"})
    void areFoundIfAFewBlocksAreZeros(TensorType type) throws IOException {
        Weighted pair = Weighted.real("llama", type, directory)
                .changed(DOWN, weights -> Arrays.fill(weights, 5 * 512, 6 * 512, 0));

        assertThat(only(pair.check(directory)).code()).isEqualTo(Code.PART_DIFFERS);
    }

    @Test
    void areFoundIfOneFloatOfMillionsDiffers() throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.F16, directory);
        pair.changed(DOWN, weights -> weights[77_777] = weights[77_777] * 1.02f);

        TensorResult result = pair.check(directory);

        assertThat(only(result).severity()).isEqualTo(Severity.FAIL);
        assertThat(result.wrong()).isEqualTo(1);
    }

    @Test
    void areFoundIfTheyAreNotFinite() throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.F16, directory);
        pair.changed(DOWN, weights -> {
            weights[70_000] = Float.POSITIVE_INFINITY;
            weights[70_001] = Float.NaN;
        });

        Finding finding = only(pair.check(directory));

        assertThat(finding.code()).isEqualTo(Code.NON_FINITE_WEIGHTS);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message()).contains(DOWN);
        assertThat(finding.evidence()).containsEntry("weights", 2L).containsEntry("firstIndex", 70_000L);
    }

    @Test
    void comeFromAnotherCheckpointIfNearlyAllDiffer() throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.Q4_K, directory);
        drawAgain(pair, List.copyOf(pair.names()));

        TensorResult result = pair.check(directory);

        assertThat(only(result).code()).isEqualTo(Code.OTHER_CHECKPOINT);
        assertThat(only(result).evidence()).containsEntry("tensors", 21);
        assertThat(result.entries())
                .allSatisfy(entry -> assertThat(entry.finding()).contains(Code.OTHER_CHECKPOINT));
        assertThat(result.wrong()).isEqualTo(21);
    }

    /** Five unexplained tensors are enough to say so, although the sixth follows from the original. */
    @Test
    void comeFromAnotherCheckpointEvenIfOneTensorAgrees() throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.Q8_0, directory);
        drawAgain(pair, List.copyOf(pair.names()));
        pair.replaced("blk.0.attn_norm.weight", scaled(pair.original("model.layers.0.input_layernorm.weight"), 2));

        TensorResult result = pair.check(directory);

        assertThat(result.findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(Code.OTHER_CHECKPOINT, Code.WEIGHTS_SCALED);
        assertThat(result.wrong()).isEqualTo(21);
    }

    @Test
    void areCountedTogetherIfManyAreUnexplained() throws IOException {
        Weighted pair = Weighted.real("gpt2", TensorType.Q8_0, directory);
        List<String> names = pair.names().stream().limit(20).toList();
        assertThat(pair.names()).hasSizeGreaterThan(25);
        drawAgain(pair, names);

        TensorResult result = pair.check(directory);

        assertThat(result.wrong()).isEqualTo(20);
        assertThat(result.findings()).hasSize(5).allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(Code.WEIGHTS_DIFFER);
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        });
        assertThat(result.findings().get(4).evidence()).containsEntry("tensors", 16);
        assertThat(result.entries().stream()
                        .filter(entry -> entry.finding().equals(Optional.of(Code.WEIGHTS_DIFFER)))
                        .map(TensorEntry::name))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    private static void drawAgain(Weighted pair, List<String> names) {
        int seed = 1;
        for (String name : names) {
            int number = seed++;
            pair.changed(name, weights -> {
                float[] others = Weighted.draw(weights.length, number);
                System.arraycopy(others, 0, weights, 0, others.length);
            });
        }
    }

    private static float[] scaled(float[] weights, float factor) {
        float[] scaled = weights.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    @Test
    void areAWarningIfFloatsWentThroughFewerBits() throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.F16, directory);
        pair.changed(DOWN, weights -> {
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= 1 + 0x1p-9f * (i % 2);
            }
        });

        TensorResult result = pair.check(directory);

        assertThat(only(result).code()).isEqualTo(Code.QUANTIZATION_ERROR);
        assertThat(only(result).severity()).isEqualTo(Severity.WARNING);
        assertThat(entry(result, DOWN).verdict()).isEqualTo(TensorEntry.Verdict.ROUNDED_COARSELY);
        assertThat(result.wrong()).isZero();
    }

    /** The quantizer of the tests ignores importance; a slope of 0.98 is usual in a file whose quantizer did not. */
    @Test
    void mayBeSmallerIfTheFileHasAnImportanceMatrix() throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.Q4_K, directory).changed(DOWN, weights -> {
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= 0.98f;
            }
        });

        assertThat(only(pair.check(directory)).code()).isEqualTo(Code.WEIGHTS_DIFFER);
        assertThat(pair.withImatrix().check(directory).findings()).isEmpty();
    }

    @Test
    void areReportedAsLostIfTheTypesScalesCannotHoldThem() throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.Q8_0, directory);
        float[] tiny = pair.original("model.layers.1.mlp.down_proj.weight");
        for (int i = 0; i < tiny.length; i++) {
            tiny[i] *= 0x1p-14f;
        }
        pair.replaced(DOWN, tiny);

        TensorResult result = pair.check(directory);

        assertThat(only(result).severity()).isEqualTo(Severity.INFO);
        assertThat(only(result).message()).contains(DOWN, "Q8_0");
        assertThat(entry(result, DOWN).finding()).contains(Code.QUANTIZATION_ERROR);
        assertThat(entry(result, DOWN).verdict()).isEqualTo(TensorEntry.Verdict.AGREES);
    }

    @Test
    void areNotMeasuredIfTheirTypeIsUnknown() throws IOException {
        Weighted pair = Weighted.real("llama", TensorType.F16, directory);

        Finding finding = only(pair.checkWithUnknownType(DOWN, directory));

        assertThat(finding.code()).isEqualTo(Code.WEIGHT_TYPE_UNKNOWN);
        assertThat(finding.code().isNotCompared()).isTrue();
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message()).contains(DOWN, "77");
    }
}
