package io.github.modelconversion.conversion.architecture;

import io.github.modelconversion.original.OriginalConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Shapes of tensors, with the fastest-varying dimension last, as in the original. */
public final class Shapes {

    /** Where config.json states the number of groups of a state space. */
    private static final String[] STATE_SPACE_GROUPS = {"mamba_n_groups", "n_groups"};

    private Shapes() {}

    static Optional<List<Long>> same(List<Long> shape, OriginalConfig config) {
        return Optional.of(shape);
    }

    static Optional<List<Long>> transposed(List<Long> shape, OriginalConfig config) {
        List<Long> swapped = new ArrayList<>(shape);
        if (swapped.size() > 1) {
            Collections.swap(swapped, swapped.size() - 1, swapped.size() - 2);
        }
        return Optional.of(swapped);
    }

    static Optional<List<Long>> halfTheRows(List<Long> shape, OriginalConfig config) {
        return half(shape, shape.size() - 2);
    }

    static Optional<List<Long>> halfTheColumns(List<Long> shape, OriginalConfig config) {
        return half(shape, shape.size() - 1);
    }

    private static Optional<List<Long>> half(List<Long> shape, int dimension) {
        if (dimension < 0 || shape.get(dimension) % 2 != 0) {
            return Optional.empty();
        }
        List<Long> half = new ArrayList<>(shape);
        half.set(dimension, shape.get(dimension) / 2);
        return Optional.of(half);
    }

    static Optional<List<Long>> squeezed(List<Long> shape, OriginalConfig config) {
        return Optional.of(shape.stream().filter(size -> size != 1).toList());
    }

    static Optional<List<Long>> column(List<Long> shape, OriginalConfig config) {
        List<Long> column = new ArrayList<>(shape);
        column.add(1L);
        return Optional.of(column);
    }

    static Optional<List<Long>> groupsOfStateSpace(List<Long> shape, OriginalConfig config) {
        long groups = number(config, STATE_SPACE_GROUPS).orElse(1L);
        return shape.size() != 1 || groups == 0 || shape.get(0) % groups != 0
                ? Optional.empty()
                : Optional.of(List.of(groups, shape.get(0) / groups));
    }

    /** Returns a shape with a row for each token. */
    static Optional<List<Long>> allTokens(List<Long> shape, OriginalConfig config) {
        long tokens = number(config, "vocab_size").orElse(0L);
        return shape.size() != 2
                ? Optional.empty()
                : Optional.of(List.of(Math.max(tokens, shape.get(0)), shape.get(1)));
    }

    /** RoBERTa's positions begin after the id of its padding token. */
    static Optional<List<Long>> withoutPadding(List<Long> shape, OriginalConfig config) {
        Optional<Long> padding = number(config, "pad_token_id");
        return padding.isEmpty() || shape.size() != 2
                ? Optional.of(shape)
                : Optional.of(List.of(shape.get(0) - padding.get() - 1, shape.get(1)));
    }

    /** Returns a shape with rows for the number of heads that a hyper-parameter states. */
    static Optional<List<Long>> headRows(List<Long> shape, OriginalConfig config, String heads) {
        Optional<Long> all = number(config, "num_attention_heads");
        Optional<Long> keys = number(config, "num_key_value_heads").or(() -> all);
        long count = all.isEmpty() ? 0 : all.get() + 2 * keys.get();
        if (count == 0 || shape.isEmpty() || shape.get(0) % count != 0) {
            return Optional.empty();
        }
        long rows = shape.get(0) / count;
        List<Long> part = new ArrayList<>(shape);
        part.set(0, rows * (heads.equals("num_attention_heads") ? all.get() : keys.get()));
        return Optional.of(part);
    }

    static Optional<List<Long>> linearQkv(List<Long> shape, OriginalConfig config) {
        Optional<Long> keys = product(config, "linear_key_head_dim", "linear_num_key_heads");
        Optional<Long> values = product(config, "linear_value_head_dim", "linear_num_value_heads");
        return keys.isEmpty() || values.isEmpty() || shape.size() != 2
                ? Optional.empty()
                : Optional.of(List.of(2 * keys.get() + values.get(), shape.get(1)));
    }

    static Optional<List<Long>> linearGate(List<Long> shape, OriginalConfig config) {
        Optional<Long> values = product(config, "linear_value_head_dim", "linear_num_value_heads");
        return values.isEmpty() || shape.size() != 2
                ? Optional.empty()
                : Optional.of(List.of(values.get(), shape.get(1)));
    }

    static Optional<List<Long>> latentKeys(List<Long> shape, OriginalConfig config) {
        return latent(shape, config, "qk_nope_head_dim").flatMap(part -> transposed(part, config));
    }

    static Optional<List<Long>> latentValues(List<Long> shape, OriginalConfig config) {
        return latent(shape, config, "v_head_dim");
    }

    private static Optional<List<Long>> latent(List<Long> shape, OriginalConfig config, String rows) {
        Optional<Long> heads = number(config, "num_attention_heads");
        Optional<Long> part = number(config, rows);
        return heads.isEmpty() || part.isEmpty() || shape.size() != 2
                ? Optional.empty()
                : Optional.of(List.of(heads.get(), part.get(), shape.get(1)));
    }

    /** Returns whether a dimension of stacked experts, the second or the third, is the model's width and the other is not. */
    static boolean onlyWidthOfExperts(List<Long> shape, int dimension, OriginalConfig config) {
        Optional<Long> width = number(config, "hidden_size");
        return shape.size() == 3
                && width.equals(Optional.of(shape.get(dimension)))
                && !width.equals(Optional.of(shape.get(3 - dimension)));
    }

    private static Optional<Long> product(OriginalConfig config, String first, String second) {
        return number(config, first).flatMap(one -> number(config, second).map(other -> one * other));
    }

    private static Optional<Long> number(OriginalConfig config, String... paths) {
        return config.number(paths)
                .filter(number -> number >= 0 && number < 1L << 31)
                .map(Double::longValue);
    }

    /** Returns a shape in GGUF order, the fastest-varying dimension first, without trailing ones. */
    public static List<Long> inGgufOrder(List<Long> shape) {
        List<Long> reversed = new ArrayList<>(shape);
        Collections.reverse(reversed);
        return withoutOnes(reversed);
    }

    /** Returns dimensions in GGUF order without trailing ones, which have no meaning; at least one dimension remains. */
    public static List<Long> withoutOnes(List<Long> dimensions) {
        int end = dimensions.size();
        while (end > 1 && dimensions.get(end - 1) == 1) {
            end--;
        }
        return end == 0 ? List.of(1L) : List.copyOf(dimensions.subList(0, end));
    }
}
