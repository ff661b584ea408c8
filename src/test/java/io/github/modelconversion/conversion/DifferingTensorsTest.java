package io.github.modelconversion.conversion;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.weight.compare.WeightSample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small Llamas whose only tensors are norms, one for each layer: how many findings there are if several differ. */
class DifferingTensorsTest {

    private static final int WEIGHTS = 256;
    private static final int F32 = 0;

    @TempDir
    private Path directory;

    private final OriginalCopy original = OriginalCopy.of("{\"architectures\": [\"LlamaForCausalLM\"]}");
    private final GgufCopy converted = GgufCopy.empty();

    @BeforeEach
    void name() {
        converted.text("general.architecture", "llama");
    }

    private static String name(int layer) {
        return "blk." + layer + ".attn_norm.weight";
    }

    private void norm(int layer, float[] before, float[] after) {
        String source = "model.layers." + layer + ".input_layernorm.weight";
        original.tensor(source, WEIGHTS).values(source, before);
        ByteBuffer bytes = ByteBuffer.wrap(new byte[Float.BYTES * WEIGHTS]).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(after);
        converted.tensor(name(layer), WEIGHTS).data(name(layer), F32, bytes.array());
    }

    /** Writes layers of which the first ones have nothing in common with their originals. */
    private void layers(int all, int different) {
        for (int layer = 0; layer < all; layer++) {
            float[] before = Weighted.draw(WEIGHTS, layer);
            norm(layer, before, layer < different ? Weighted.draw(WEIGHTS, 1000 + layer) : before);
        }
    }

    private TensorResult check(Progress progress) throws IOException {
        OriginalFolder folder = original.write(directory.resolve("original"));
        GgufParts parts = GgufParts.read(converted.write(directory.resolve("model.gguf")));
        try (Threads threads = Threads.start(1)) {
            return ModelComparison.of(folder, parts, "model.gguf", Set.of(Check.WEIGHTS))
                    .withValues(folder, parts, WeightSample.ALL, threads, progress)
                    .tensors();
        }
    }

    private List<Finding> findings() throws IOException {
        return check(Progress.NONE).findings();
    }

    @ParameterizedTest
    @CsvSource({"6, 5", "5, 5", "10, 8", "10, 10"})
    void areAnotherCheckpointsIfTheyAreNearlyAll(int all, int different) throws IOException {
        layers(all, different);

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.OTHER_CHECKPOINT);
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
            assertThat(finding.message()).contains(different + " of " + all + " tensors", " NMSE from 1.", " to 2.");
            assertThat(finding.evidence()).containsEntry("tensors", different).containsEntry("compared", all);
            // Unrelated weights of the same size: E(w - r)² is 2 E(r²).
            assertThat(requireNonNull(finding.evidence().get("smallestNmse")).doubleValue())
                    .isBetween(1.4, 2.1);
            assertThat(requireNonNull(finding.evidence().get("largestNmse")).doubleValue())
                    .isBetween(1.9, 2.8);
        });
    }

    /** Up to five findings: more tensors share the last one. */
    @ParameterizedTest
    @CsvSource({"4, 4, 4, 0", "10, 7, 5, 3", "25, 5, 5, 0", "25, 6, 5, 2"})
    void areNamedOneByOneIfTheyAreFew(int all, int different, int findings, int ofLast) throws IOException {
        layers(all, different);

        assertThat(findings()).hasSize(findings).allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(Code.WEIGHTS_DIFFER);
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        });
        assertThat(findings().get(0).message()).contains(name(0));
        Finding last = findings().get(findings - 1);
        if (ofLast == 0) {
            assertThat(last.message()).contains(name(different - 1)).doesNotContain("too");
        } else {
            assertThat(last.message())
                    .contains(ofLast + " tensors", "too, by an NMSE from 1.", "trained further")
                    .doesNotContain("none was looked for");
            assertThat(last.evidence()).containsEntry("tensors", ofLast);
        }
    }

    @ParameterizedTest
    @CsvSource({"16, false", "17, true"})
    void areExaminedUntil16HaveNoRelation(int different, boolean stopped) throws IOException {
        layers(25, different);

        String last = findings().get(4).message();

        assertThat(last).contains(different - 4 + " tensors");
        assertThat(last.contains("after 16 tensors without a relation, none was looked for"))
                .isEqualTo(stopped);
    }

    /** All ten differ; the last one is twice its original, but no relation is looked for after five without one. */
    @Test
    void areNotExaminedFurtherIfFiveOfNearlyAllHaveNoRelation() throws IOException {
        layers(9, 9);
        float[] before = Weighted.draw(WEIGHTS, 9);
        float[] twice = before.clone();
        IntStream.range(0, WEIGHTS).forEach(i -> twice[i] *= 2);
        norm(9, before, twice);

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.OTHER_CHECKPOINT);
            assertThat(finding.evidence()).containsEntry("tensors", 10);
        });
    }

    @Test
    void haveNoNmseIfTheOriginalIsZero() throws IOException {
        float[] ones = new float[WEIGHTS];
        IntStream.range(0, WEIGHTS).forEach(i -> ones[i] = 1);
        norm(0, new float[WEIGHTS], ones);

        TensorResult result = check(Progress.NONE);

        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.WEIGHTS_DIFFER);
            assertThat(finding.message()).contains("NMSE infinite", "F32 keeps the values");
            assertThat(finding.evidence()).isEmpty();
        });
        TensorEntry entry = result.entries().get(0);
        assertThat(entry.verdict()).isEqualTo(TensorEntry.Verdict.WEIGHTS_DIFFER);
        assertThat(entry.values().nmse()).isEmpty();
        assertThat(entry.values().slope()).isEmpty();
        assertThat(entry.values().weights()).hasValue(WEIGHTS);
    }

    private void matrix(int layer, float[] before, float[] after) {
        String source = "model.layers." + layer + ".self_attn.o_proj.weight";
        String name = "blk." + layer + ".attn_output.weight";
        original.tensor(source, 64, 64).values(source, before);
        ByteBuffer bytes = ByteBuffer.wrap(new byte[Float.BYTES * after.length]).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(after);
        converted.tensor(name, 64, 64).data(name, F32, bytes.array());
    }

    @Test
    void areExplainedByAnotherTensorOfTheOriginal() throws IOException {
        float[] first = Weighted.draw(64 * 64, 1);
        float[] second = Weighted.draw(64 * 64, 2);
        matrix(0, first, second);
        matrix(1, second, second);
        norm(0, Weighted.draw(WEIGHTS, 3), Weighted.draw(WEIGHTS, 3));

        assertThat(check(Progress.NONE).entries().get(0).finding()).contains(Code.OTHER_TENSOR);
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.OTHER_TENSOR);
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
            assertThat(finding.message()).contains("blk.0.attn_output.weight", "blk.1.attn_output.weight");
        });
    }

    @Test
    void areNotCountedAsUsual() throws IOException {
        layers(5, 2);

        TensorResult result = check(Progress.NONE);

        assertThat(result.usual()).isEqualTo(3);
        assertThat(result.agreeing()).isEqualTo(3);
        assertThat(result.wrong()).isEqualTo(2);
        assertThat(result.hasValues()).isTrue();
        assertThat(result.entries().get(0).finding()).contains(Code.WEIGHTS_DIFFER);
        TensorResult shapesOnly = Pair.compare(original.write(directory.resolve("original")), converted, directory)
                .tensors();
        assertThat(shapesOnly.usual()).isZero();
        assertThat(shapesOnly.agreeing()).isEqualTo(5);
        assertThat(shapesOnly.hasValues()).isFalse();
    }

    /** 256 weights in 32 bits and in the original's 16. */
    @Test
    void areReportedAsProgressInBytesOfBothFiles() throws IOException {
        layers(3, 0);
        List<List<Long>> progress = new ArrayList<>();

        check((done, total) -> progress.add(List.of(done, total)));

        long each = WEIGHTS * (Float.BYTES + Short.BYTES);
        assertThat(progress)
                .containsExactly(List.of(each, 3 * each), List.of(2 * each, 3 * each), List.of(3 * each, 3 * each));
    }

    /** As Llama 3.1 scales its frequencies: numpy's figures of GeneratedValuesTest. */
    @ParameterizedTest
    @CsvSource({"8, AGREES", "9, WEIGHTS_DIFFER"})
    void includeTheFrequenciesThatFollowFromConfigJson(float last, TensorEntry.Verdict verdict) throws IOException {
        original.with("head_dim", "16")
                .with(
                        "rope_parameters",
                        "{\"rope_type\": \"llama3\", \"rope_theta\": 500000.0, \"factor\": 8.0,"
                                + " \"low_freq_factor\": 1.0, \"high_freq_factor\": 4.0}");
        norm(0, Weighted.draw(WEIGHTS, 1), Weighted.draw(WEIGHTS, 1));
        frequencies(1, 1, 1, 1, 2.69453f, 8, 8, last);

        assertThat(check(Progress.NONE).entries())
                .filteredOn(entry -> entry.name().equals("rope_freqs.weight"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.verdict()).isEqualTo(verdict));
    }

    @Test
    void includeFrequenciesOfTheWrongNumber() throws IOException {
        original.with("head_dim", "16")
                .with("rope_parameters", "{\"rope_type\": \"llama3\", \"rope_theta\": 500000.0, \"factor\": 8.0}");
        frequencies(1, 1, 1, 1);

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.WEIGHT_SHAPE);
            assertThat(finding.message()).contains("rope_freqs.weight is [4]", "config.json gives [8]");
        });
    }

    private void frequencies(float... factors) {
        ByteBuffer bytes =
                ByteBuffer.wrap(new byte[Float.BYTES * factors.length]).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(factors);
        converted.tensor("rope_freqs.weight", factors.length).data("rope_freqs.weight", F32, bytes.array());
    }
}
