package io.github.modelconversion.conversion.architecture;

import io.github.modelconversion.original.OriginalConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the converter does to make a GGUF tensor of one or several original ones. */
public enum Operation {
    /** Nothing but to rename it. */
    IDENTITY(Shapes::same),
    /** Row (head, i, j) is the original's (head, j, i), with j in 0 and 1. */
    ROPE(Shapes::same),
    /** Adds 1. */
    PLUS_ONE(Shapes::same),
    /** Swaps the last two dimensions. */
    TRANSPOSED(Shapes::transposed),
    /** Moves the rows of query, key and value of all heads together. */
    REGROUPED(Shapes::same),
    /** Puts the experts on top of one another in the order of their numbers. */
    STACKED(Shapes::same),
    /** Takes the first half of the rows. */
    FIRST_HALF(Shapes::halfTheRows),
    /** Takes the second half of the rows. */
    SECOND_HALF(Shapes::halfTheRows),
    /** Takes every second of the last dimension, from the first on. */
    EVEN_COLUMNS(Shapes::halfTheColumns),
    /** Takes every second of the last dimension, from the second on. */
    ODD_COLUMNS(Shapes::halfTheColumns),
    /** As {@link #EVEN_COLUMNS}, then swaps the last two dimensions. */
    EVEN_COLUMNS_TRANSPOSED(
            (shape, config) -> Shapes.halfTheColumns(shape, config).flatMap(half -> Shapes.transposed(half, config))),
    /** As {@link #ODD_COLUMNS}, then swaps the last two dimensions. */
    ODD_COLUMNS_TRANSPOSED(
            (shape, config) -> Shapes.halfTheColumns(shape, config).flatMap(half -> Shapes.transposed(half, config))),
    /** Takes -exp of every value. */
    MINUS_EXP(Shapes::same),
    /** Leaves out dimensions of 1. */
    SQUEEZED(Shapes::squeezed),
    /** May leave out the last rows, which no token has. */
    ROWS_CUT(Shapes::same),
    /** Leaves out the first rows, which positions begin after. */
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
    /** Takes the keys' part of a latent projection, one matrix a head, transposed. */
    LATENT_KEY_PART(Shapes::latentKeys),
    /** Takes the values' part of a latent projection, one matrix a head. */
    LATENT_VALUE_PART(Shapes::latentValues),
    /** Copies blocks of four bits in another order. */
    REPACKED((shape, config) -> Optional.empty()),
    /** Something whose shape is not known here. */
    UNCHECKED((shape, config) -> Optional.empty()),
    /** The head is the token embedding. */
    TIED(Shapes::same),
    /** Computed from config.json. */
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
     * Returns the shape of what it makes.
     *
     * @param source the shape of one original tensor, the dimension that runs fastest last
     * @param sources how many original tensors there are
     * @param config the hyper-parameters
     * @return the shape in the same order; empty where it is not known
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
