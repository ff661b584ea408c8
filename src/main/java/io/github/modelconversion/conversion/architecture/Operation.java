package io.github.modelconversion.conversion.architecture;

import io.github.modelconversion.original.OriginalConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** How the converter makes a GGUF tensor from one or several original tensors. */
public enum Operation {
    /** Only renames the tensor. */
    IDENTITY(Shapes::same),
    /** Row (head, i, j) is the original's (head, j, i), with j in 0 and 1. */
    ROPE(Shapes::same),
    /** Adds 1. */
    PLUS_ONE(Shapes::same),
    /** Swaps the last two dimensions. */
    TRANSPOSED(Shapes::transposed),
    /** Groups the rows of query, key and value, each for all heads. */
    REGROUPED(Shapes::same),
    /** Stacks the experts in the order of their numbers. */
    STACKED(Shapes::same),
    /** Takes the first half of the rows. */
    FIRST_HALF(Shapes::halfTheRows),
    /** Takes the second half of the rows. */
    SECOND_HALF(Shapes::halfTheRows),
    /** Takes every second entry of the last dimension, starting with the first. */
    EVEN_COLUMNS(Shapes::halfTheColumns),
    /** Takes every second entry of the last dimension, starting with the second. */
    ODD_COLUMNS(Shapes::halfTheColumns),
    /** As {@link #EVEN_COLUMNS}, then swaps the last two dimensions. */
    EVEN_COLUMNS_TRANSPOSED(
            (shape, config) -> Shapes.halfTheColumns(shape, config).flatMap(half -> Shapes.transposed(half, config))),
    /** As {@link #ODD_COLUMNS}, then swaps the last two dimensions. */
    ODD_COLUMNS_TRANSPOSED(
            (shape, config) -> Shapes.halfTheColumns(shape, config).flatMap(half -> Shapes.transposed(half, config))),
    /** Takes the first half of the last dimension, then swaps the last two dimensions. */
    FIRST_COLUMNS_TRANSPOSED(EVEN_COLUMNS_TRANSPOSED.shape),
    /** Takes the second half of the last dimension, then swaps the last two dimensions. */
    LAST_COLUMNS_TRANSPOSED(EVEN_COLUMNS_TRANSPOSED.shape),
    /** Replaces every value x by -exp(x). */
    MINUS_EXP(Shapes::same),
    /** Multiplies by {@link Multipliers}. */
    MULTIPLIED(Shapes::same),
    /** Makes each value a row. */
    COLUMN(Shapes::column),
    /** As {@link #MINUS_EXP}, then {@link #COLUMN}. */
    MINUS_EXP_COLUMN(Shapes::column),
    /** Makes a row of the values of each group of a state space. */
    BY_GROUP(Shapes::groupsOfStateSpace),
    /** Removes dimensions of size 1. */
    SQUEEZED(Shapes::squeezed),
    /** May leave out the last rows, which belong to no token. */
    ROWS_CUT(Shapes::same),
    /** Appends rows of zeros for tokens without one, or leaves out the last rows as {@link #ROWS_CUT}. */
    ROWS_PADDED(Shapes::allTokens),
    /** Leaves out the first rows, after which positions begin. */
    POSITIONS_CUT(Shapes::withoutPadding),
    /** Takes the rows of the queries and permutes them as {@link #ROPE}. */
    QUERY_PART((shape, config) -> Shapes.headRows(shape, config, "num_attention_heads")),
    /** Takes the rows of the keys and permutes them as {@link #ROPE}. */
    KEY_PART((shape, config) -> Shapes.headRows(shape, config, "num_key_value_heads")),
    /** Takes the rows of the values. */
    VALUE_PART((shape, config) -> Shapes.headRows(shape, config, "num_key_value_heads")),
    /** Takes the rows of queries, keys and values of linear attention. */
    QKV_PART(Shapes::linearQkv),
    /** Takes the rows of the gate of linear attention. */
    Z_PART(Shapes::linearGate),
    /**
     * Spreads the value heads of linear attention over its key heads: first the first of each key head, then the second of
     * each, and so on.
     */
    VALUE_HEADS(Shapes::same),
    /** As {@link #MINUS_EXP}, then {@link #VALUE_HEADS}. */
    MINUS_EXP_VALUE_HEADS(Shapes::same),
    /** As {@link #VALUE_HEADS} for the columns. */
    VALUE_HEAD_COLUMNS(Shapes::same),
    /** As {@link #VALUE_HEADS} for the rows after those of queries and keys, without dimensions of size 1. */
    VALUE_HEADS_AFTER_KEYS(Shapes::squeezed),
    /** Takes the keys' part of a latent projection, one matrix per head, transposed. */
    LATENT_KEY_PART(Shapes::latentKeys),
    /** Takes the values' part of a latent projection, one matrix per head. */
    LATENT_VALUE_PART(Shapes::latentValues),
    /** Reorders blocks of four-bit values. */
    REPACKED((shape, config) -> Optional.empty()),
    /** An operation whose resulting shape is unknown here. */
    UNCHECKED((shape, config) -> Optional.empty()),
    /** Uses the token embedding as the head. */
    TIED(Shapes::same),
    /** Computes the tensor from config.json. */
    GENERATED((shape, config) -> Optional.empty());

    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<List<Long>, OriginalConfig, Optional<List<Long>>> shape;

    Operation(BiFunction<List<Long>, OriginalConfig, Optional<List<Long>>> shape) {
        this.shape = shape;
    }

    static Operation named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /**
     * Returns the operation for a tensor of this shape. Some models have transposed experts, unless transformers 5 stored
     * them: the dimension that is the model's width shows it.
     */
    public Operation of(List<Long> shape, OriginalConfig config) {
        return switch (this) {
            case FIRST_COLUMNS_TRANSPOSED -> Shapes.onlyWidthOfExperts(shape, 2, config) ? FIRST_HALF : this;
            case LAST_COLUMNS_TRANSPOSED -> Shapes.onlyWidthOfExperts(shape, 2, config) ? SECOND_HALF : this;
            case TRANSPOSED -> Shapes.onlyWidthOfExperts(shape, 1, config) ? IDENTITY : this;
            default -> this;
        };
    }

    /**
     * Returns the shape of the resulting tensor.
     *
     * @param source the shape of one original tensor, the fastest-varying dimension last
     * @param sources number of original tensors
     * @param config the hyper-parameters
     * @return the shape in the same order; empty if unknown
     */
    public Optional<List<Long>> shape(List<Long> source, int sources, OriginalConfig config) {
        Optional<List<Long>> made = shape.apply(source, config);
        if (this != STACKED) {
            return sources == 1 ? made : Optional.empty();
        }
        List<Long> stacked = new ArrayList<>(List.of((long) sources));
        stacked.addAll(source);
        return Optional.of(stacked);
    }
}
