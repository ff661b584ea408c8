package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.explanation.ModelOfTest.Tensor;
import io.github.modelconversion.weight.relation.Layout.Step;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Faults of a converter, each with the code that names it. */
enum WeightFault {
    PERMUTATION_LEFT_OUT(
            Code.ROPE_PERMUTATION, Set.of("attn_q", "attn_k"), (model, it) -> permuted(it, () -> undone(it))),
    PERMUTATION_TWICE(
            Code.ROPE_PERMUTATION,
            Set.of("attn_q", "attn_k"),
            (model, it) -> permuted(
                    it,
                    () -> Matrices.permuted(
                            it.values(), it.columns(), it.layout().heads()))),
    PERMUTATION_FOR_OTHER_HEADS(
            Code.ROPE_PERMUTATION,
            Set.of("attn_q", "attn_k"),
            (model, it) -> permuted(
                    it,
                    () -> Matrices.permuted(
                            undone(it), it.columns(), it.layout().heads() == 8 ? 2 : 8))),
    PERMUTATION_ADDED(
            Code.ROPE_PERMUTATION,
            Set.of("attn_q", "attn_k"),
            (model, it) -> it.layout().step() == Step.NONE && it.layout().heads() > 0
                    ? Optional.of(Matrices.permuted(
                            it.values(), it.columns(), it.layout().heads()))
                    : Optional.empty()),
    ONE_LEFT_OUT(
            Code.NORM_OFFSET,
            Set.of("attn_norm"),
            (model, it) -> plus(it, it.layout().step() == Step.PLUS_ONE, -1)),
    ONE_TWICE(
            Code.NORM_OFFSET,
            Set.of("attn_norm"),
            (model, it) -> plus(it, it.layout().step() == Step.PLUS_ONE, 1)),
    ONE_ADDED(
            Code.NORM_OFFSET,
            Set.of("attn_norm"),
            (model, it) -> plus(it, it.layout().step() == Step.NONE, 1)),
    SQUARE_TRANSPOSED(
            Code.TRANSPOSED,
            Set.of("attn_output"),
            (model, it) -> Optional.of(Matrices.transposed(it.values(), it.columns()))),
    TRANSPOSITION_LEFT_OUT(
            Code.TRANSPOSED,
            Set.of("ffn_up"),
            (model, it) -> it.layout().experts() == 0
                    ? Optional.of(Matrices.transposed(it.values(), it.columns()))
                    : Optional.empty()),
    OTHER_LAYER(Code.OTHER_TENSOR, Set.of("attn_q", "attn_norm", "ffn_up"), (model, it) -> other(model, it.role())),
    GATE_AND_UP_SWAPPED(
            Code.OTHER_TENSOR,
            Set.of("ffn_gate"),
            (model, it) -> Optional.of(model.inLayer(0, "ffn_up").values())),
    ROWS_SHIFTED(
            Code.ROWS_MOVED,
            Set.of("token_embd", "attn_q"),
            (model, it) -> moved(it, row -> Math.floorMod(row - 1, it.rows()))),
    ROWS_SHUFFLED(
            Code.ROWS_MOVED,
            Set.of("token_embd", "ffn_up"),
            (model, it) -> moved(it, row -> (row * 5 + 3) % it.rows())),
    TWO_ROWS_EXCHANGED(
            Code.ROWS_MOVED,
            Set.of("token_embd"),
            (model, it) -> moved(it, row -> row == 7 ? 301 : row == 301 ? 7 : row)),
    HEADS_EXCHANGED(
            Code.ROWS_MOVED,
            Set.of("attn_q"),
            (model, it) -> it.layout().heads() == 0
                    ? Optional.empty()
                    : moved(it, row -> row / 32 == 1 ? row + 32 : row / 32 == 2 ? row - 32 : row)),
    EXPERTS_SORTED_AS_TEXT(Code.ROWS_MOVED, Set.of("ffn_gate", "ffn_up"), WeightFault::sortedAsText),
    SCALED(Code.WEIGHTS_SCALED, Set.of("attn_q", "attn_norm"), (model, it) -> scaled(it, index -> 0.1767767)),
    SIGN_FLIPPED(Code.WEIGHTS_SCALED, Set.of("attn_q", "attn_norm"), (model, it) -> scaled(it, index -> -1)),
    COLUMNS_SCALED(
            Code.WEIGHTS_SCALED,
            Set.of("attn_q", "ffn_gate"),
            (model, it) -> scaled(it, index -> 0.3 + index % 256 / 128.0)),
    ROWS_SCALED(
            Code.WEIGHTS_SCALED,
            Set.of("attn_k", "ffn_gate"),
            (model, it) -> scaled(it, index -> 0.3 + index / 256 % 9 / 4.0)),
    HEAD_ZERO(
            Code.PART_DIFFERS,
            Set.of("attn_q"),
            (model, it) ->
                    it.layout().heads() == 0 ? Optional.empty() : scaled(it, index -> index / 256 / 32 == 3 ? 0 : 1)),
    END_ZERO(
            Code.PART_DIFFERS,
            Set.of("token_embd", "ffn_up"),
            (model, it) -> scaled(it, index -> index < 0.77 * it.values().length ? 1 : 0)),
    ROWS_OF_OTHER_LAYER(
            Code.PART_DIFFERS,
            Set.of("ffn_up", "attn_q"),
            (model, it) -> other(model, it.role()).map(others -> blend(it.values(), others))),
    ONE_ROW_ZERO(
            Code.PART_DIFFERS,
            Set.of("token_embd", "attn_k"),
            (model, it) -> scaled(it, index -> index / 256 == 17 ? 0 : 1)),
    SCALED_BY_A_FIFTH(Code.WEIGHTS_SCALED, Set.of("attn_q"), (model, it) -> scaled(it, index -> 1.2)),
    SCALED_BY_A_TWENTIETH(Code.WEIGHTS_SCALED, Set.of("attn_q"), (model, it) -> scaled(it, index -> 1.05)),
    SCALED_BY_A_HUNDREDTH(Code.WEIGHTS_SCALED, Set.of("attn_q"), (model, it) -> scaled(it, index -> 1.01)),
    FINE_TUNED(
            Code.WEIGHTS_DIFFER,
            Set.of("attn_q"),
            (model, it) -> Optional.of(sum(it.values(), Matrices.gaussian(it.values().length, 78)))),
    OTHER_CHECKPOINT(
            Code.WEIGHTS_DIFFER,
            Set.of("attn_q", "attn_k", "ffn_up", "attn_norm", "token_embd"),
            (model, it) -> Optional.of(Matrices.gaussian(it.values().length, 77)));

    private final Code code;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> roles;

    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<ModelOfTest, Tensor, Optional<float[]>> breaking;

    WeightFault(Code code, Set<String> roles, BiFunction<ModelOfTest, Tensor, Optional<float[]>> breaking) {
        this.code = code;
        this.roles = roles;
        this.breaking = breaking;
    }

    Code code() {
        return code;
    }

    /** Returns the tensor with the fault, not rounded; empty if the fault does not apply. */
    Optional<float[]> in(ModelOfTest model, Tensor tensor) {
        return roles.contains(tensor.role()) && tensor.name().contains(".0.")
                ? breaking.apply(model, tensor)
                : Optional.empty();
    }

    private static Optional<float[]> permuted(Tensor tensor, Supplier<float[]> values) {
        return tensor.layout().step() == Step.ROPE ? Optional.of(values.get()) : Optional.empty();
    }

    /** Returns the rows in their order in the original. */
    private static float[] undone(Tensor tensor) {
        int size = tensor.rows() / tensor.layout().heads();
        return Matrices.rows(
                tensor.values(),
                tensor.columns(),
                row -> row / size * size + row % (size / 2) * 2 + row % size / (size / 2));
    }

    private static Optional<float[]> plus(Tensor tensor, boolean applies, float offset) {
        float[] values = tensor.values().clone();
        IntStream.range(0, values.length).forEach(i -> values[i] += offset);
        return applies ? Optional.of(values) : Optional.empty();
    }

    private static Optional<float[]> other(ModelOfTest model, String role) {
        return Optional.of(model.inLayer(1, role).values());
    }

    private static Optional<float[]> moved(Tensor tensor, IntUnaryOperator source) {
        return Optional.of(Matrices.rows(tensor.values(), tensor.columns(), source));
    }

    private static Optional<float[]> sortedAsText(ModelOfTest model, Tensor tensor) {
        int experts = tensor.layout().experts();
        int[] order = IntStream.range(0, experts)
                .mapToObj(String::valueOf)
                .sorted()
                .mapToInt(Integer::parseInt)
                .toArray();
        int height = tensor.rows() / Math.max(1, experts);
        return experts == 0 ? Optional.empty() : moved(tensor, row -> order[row / height] * height + row % height);
    }

    private static Optional<float[]> scaled(Tensor tensor, IntToDoubleFunction factor) {
        float[] values = tensor.values().clone();
        IntStream.range(0, values.length).forEach(i -> values[i] *= (float) factor.applyAsDouble(i));
        return Optional.of(values);
    }

    /** Adds noise of about 8 % of the weights' standard deviation. */
    private static float[] sum(float[] values, float... noise) {
        float[] sum = values.clone();
        IntStream.range(0, sum.length).forEach(i -> sum[i] += 0.002f * noise[i]);
        return sum;
    }

    /** Returns the values with their second quarter replaced by others. */
    private static float[] blend(float[] values, float... others) {
        float[] blend = values.clone();
        int quarter = values.length / 4;
        System.arraycopy(others, quarter, blend, quarter, quarter);
        return blend;
    }
}
