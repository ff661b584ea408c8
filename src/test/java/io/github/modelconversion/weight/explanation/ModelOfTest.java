package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Layout.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Tensors of two layers with the shapes of the models in {@code testdata/conversions}; the size of weights differs by row,
 * and some columns are outliers.
 */
enum ModelOfTest {
    /** Eight query heads, two key heads, all permuted. */
    LLAMA(new Layout(Step.ROPE, 8, 0), new Layout(Step.ROPE, 2, 0), Layout.PLAIN, Layout.PLAIN, 64, 512),
    /** Four key heads, not permuted; norms plus one. */
    GEMMA2(
            new Layout(Step.NONE, 8, 0),
            new Layout(Step.NONE, 4, 0),
            new Layout(Step.PLUS_ONE, 0, 0),
            Layout.PLAIN,
            128,
            256),
    /** Everything is transposed. */
    GPT2(
            new Layout(Step.TRANSPOSED, 0, 0),
            new Layout(Step.TRANSPOSED, 0, 0),
            Layout.PLAIN,
            new Layout(Step.TRANSPOSED, 0, 0),
            256,
            1024),
    /** Twelve experts in each layer. */
    QWEN3MOE(
            new Layout(Step.NONE, 8, 0),
            new Layout(Step.NONE, 2, 0),
            Layout.PLAIN,
            new Layout(Step.NONE, 0, 12),
            64,
            12 * 64);

    static final int WIDTH = 256;

    private static final int TOKENS = 512;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Tensor> tensors = new ArrayList<>();

    /** A tensor as the GGUF file should have it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Tensor(String role, String name, String source, Layout layout, int columns, float[] values) {

        int rows() {
            return values.length / columns;
        }

        boolean isVector() {
            return rows() == 1;
        }
    }

    ModelOfTest(Layout query, Layout key, Layout norm, Layout feedForward, int keyRows, int hidden) {
        for (int layer = 0; layer < 2; layer++) {
            add(layer, "attn_q", query, WIDTH, WIDTH);
            add(layer, "attn_k", key, keyRows, WIDTH);
            add(layer, "attn_output", feedForward.step() == Step.TRANSPOSED ? feedForward : Layout.PLAIN, WIDTH, WIDTH);
            add(layer, "ffn_gate", feedForward, hidden, WIDTH);
            add(layer, "ffn_up", feedForward, hidden, WIDTH);
            add(layer, "attn_norm", norm, 1, WIDTH);
        }
        add(0, "token_embd", Layout.PLAIN, TOKENS, WIDTH);
    }

    private void add(int layer, String role, Layout layout, int rows, int columns) {
        Random random = new Random(31L * tensors.size() + name().hashCode());
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            double deviation = 0.02 * Math.exp(random.nextGaussian() / 4);
            for (int column = 0; column < columns; column++) {
                double weight = deviation * (column % 97 == 5 ? 4 : 1) * random.nextGaussian();
                values[row * columns + column] = (float) (rows == 1 ? 1 + 10 * weight : weight);
            }
        }
        tensors.add(new Tensor(
                role,
                "blk." + layer + "." + role + ".weight",
                "layers." + layer + "." + role,
                layout,
                columns,
                values));
    }

    List<Tensor> tensors() {
        return tensors;
    }

    Tensor inLayer(int layer, String role) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals("blk." + layer + "." + role + ".weight"))
                .findFirst()
                .orElseThrow();
    }
}
