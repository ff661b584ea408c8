package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Multipliers;
import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalTensor;
import io.github.modelconversion.weight.source.OriginalValues;
import io.github.modelconversion.weight.source.Transformations;
import io.github.modelconversion.weight.source.Transformations.Heads;
import io.github.modelconversion.weight.source.Transformations.Rows;
import io.github.modelconversion.weight.source.WeightValues;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The values that a GGUF tensor should have, read from the original tensors that it is made from.
 *
 * @param name the GGUF tensor's name
 * @param operation how it is made
 * @param sources the original tensors, at least one, experts in the order of their numbers
 * @param config the hyper-parameters
 */
record PlannedValues(String name, Operation operation, List<OriginalTensor> sources, OriginalConfig config) {

    private static final String[] HEADS = {"num_attention_heads", "n_head", "n_heads", "num_heads"};
    private static final String[] KEY_HEADS = {"num_key_value_heads", "num_kv_heads", "n_head_kv", "n_kv_heads"};

    private static final long VALUES_PER_SCALE = 32;

    /** Returns the number of rows of one original tensor; a tensor of one dimension has rows of one value. */
    private long rows() {
        List<Long> shape = shape();
        return shape.subList(0, Math.max(1, shape.size() - 1)).stream().reduce(1L, (a, b) -> a * b);
    }

    private long columns() {
        List<Long> shape = shape();
        return shape.size() < 2 ? 1 : shape.get(shape.size() - 1);
    }

    /** Returns the number of rows of one matrix of an original tensor. */
    private long matrixRows() {
        List<Long> shape = shape();
        return shape.size() < 2 ? shape.get(0) : shape.get(shape.size() - 2);
    }

    private List<Long> shape() {
        return sources.get(0).shape();
    }

    /**
     * Opens the values.
     *
     * @param original opens tensors of the original
     * @param count number of values that the GGUF tensor has
     * @return the values; empty if there is no rule to compute them
     * @throws IOException if a file cannot be opened
     */
    Optional<WeightValues> open(OriginalValues original, long count) throws IOException {
        if (operation == Operation.REPACKED) {
            return repacked(original).filter(values -> values.count() == count);
        }
        boolean alike = sources.stream().map(OriginalTensor::shape).distinct().count() == 1;
        boolean fit = alike && (operation == Operation.STACKED || sources.size() == 1);
        return !fit || shape().isEmpty() || shape().contains(0L)
                ? Optional.empty()
                : original.openStacked(sources)
                        .flatMap(source -> transformed(source, count))
                        .filter(values -> values.count() == count);
    }

    private Optional<WeightValues> transformed(WeightValues source, long count) {
        long columns = columns();
        return switch (operation) {
            case IDENTITY, STACKED, SQUEEZED, COLUMN, BY_GROUP, TIED -> Optional.of(source);
            case PLUS_ONE -> Optional.of(Transformations.plusOne(source));
            case MULTIPLIED ->
                new Multipliers(config).of(name).map(factors -> Transformations.multiplied(source, columns, factors));
            case MINUS_EXP, MINUS_EXP_COLUMN -> Optional.of(Transformations.minusExp(source));
            case ROPE -> heads().map(heads -> Transformations.rope(source, columns, heads));
            case TRANSPOSED -> Optional.of(transposed(source));
            case EVEN_COLUMNS -> Optional.of(Transformations.alternate(source, 0));
            case ODD_COLUMNS -> Optional.of(Transformations.alternate(source, 1));
            case EVEN_COLUMNS_TRANSPOSED ->
                Optional.of(Transformations.alternateRows(transposed(source), matrixRows(), 0));
            case ODD_COLUMNS_TRANSPOSED ->
                Optional.of(Transformations.alternateRows(transposed(source), matrixRows(), 1));
            case FIRST_COLUMNS_TRANSPOSED -> Optional.of(transposedHalf(source, 0));
            case LAST_COLUMNS_TRANSPOSED -> Optional.of(transposedHalf(source, columns / 2));
            case FIRST_HALF -> Optional.of(half(source, 0));
            case SECOND_HALF -> Optional.of(half(source, matrixRows() / 2));
            case ROWS_CUT -> Optional.of(Transformations.rows(source, columns, 0, Math.min(rows(), count / columns)));
            case ROWS_PADDED ->
                Optional.of(Transformations.padded(
                        Transformations.rows(source, columns, 0, Math.min(rows(), count / columns)), count));
            case POSITIONS_CUT ->
                Optional.of(Transformations.rows(
                        source, columns, rows() - Math.min(rows(), count / columns), count / columns));
            case REGROUPED -> groupedHeads().map(heads -> heads.regrouped(source, columns));
            case QUERY_PART -> groupedHeads().map(heads -> heads.queries(source, columns));
            case KEY_PART -> groupedHeads().map(heads -> heads.keys(source, columns));
            case VALUE_PART -> groupedHeads().map(heads -> heads.values(source, columns));
            case QKV_PART -> linear(source, false);
            case Z_PART -> linear(source, true);
            case VALUE_HEADS -> valueHeads(source, 0);
            case MINUS_EXP_VALUE_HEADS -> valueHeads(Transformations.minusExp(source), 0);
            case VALUE_HEADS_AFTER_KEYS ->
                valueHeads(source, 2 * number("linear_key_head_dim").orElse(0L) * keyHeadsOfLinear());
            case VALUE_HEAD_COLUMNS -> valueHeadColumns(source);
            case LATENT_KEY_PART -> latent(source, true);
            case LATENT_VALUE_PART -> latent(source, false);
            case REPACKED, UNCHECKED, GENERATED -> Optional.empty();
        };
    }

    /** Returns the number of attention heads that the rows of queries or keys belong to; empty for other tensors. */
    Optional<Long> heads() {
        boolean queries = name.contains(".attn_q.");
        return queries || name.contains(".attn_k.") ? heads(queries ? number(HEADS) : keyHeads(), 2) : Optional.empty();
    }

    /** Returns the size of the original tensors in bytes, 0 for those of an unknown type. */
    long bytes() {
        return sources.stream().mapToLong(OriginalValues::bytes).sum();
    }

    private WeightValues transposed(WeightValues source) {
        return shape().size() < 2
                ? source
                : Transformations.transposed(source, Math.toIntExact(matrixRows()), Math.toIntExact(columns()));
    }

    private WeightValues half(WeightValues source, long first) {
        return Transformations.rowsOfEach(source, matrixRows(), columns(), first, matrixRows() / 2);
    }

    private WeightValues transposedHalf(WeightValues source, long first) {
        return Transformations.rowsOfEach(transposed(source), columns(), matrixRows(), first, columns() / 2);
    }

    /** Returns the heads of fused queries, keys and values. */
    private Optional<Heads> groupedHeads() {
        Optional<Long> heads = number(HEADS);
        Optional<Long> groups = keyGroups(heads);
        if (heads.isEmpty() || groups.isEmpty() || groups.get() == 0 || heads.get() % groups.get() != 0) {
            return Optional.empty();
        }
        long all = heads.get() + 2 * groups.get();
        return heads(Optional.of(all), 1)
                .map(number -> new Heads(groups.get(), heads.get() / groups.get(), rows() / number));
    }

    /** Falcon has one key for all queries unless config.json states their number; others have one for each query. */
    private Optional<Long> keyGroups(Optional<Long> heads) {
        boolean falcon = config.text("model_type")
                .filter(type -> type.matches("falcon|RefinedWeb.*"))
                .isPresent();
        return number(KEY_HEADS).or(() -> falcon ? Optional.of(1L) : heads);
    }

    private Optional<Long> keyHeads() {
        return number(KEY_HEADS).or(() -> number(HEADS));
    }

    /** Returns a number of heads if the rows of each are a multiple of {@code multiple}. */
    private Optional<Long> heads(Optional<Long> heads, int multiple) {
        return heads.filter(number -> number > 0 && rows() % (number * multiple) == 0);
    }

    /** Parts of linear attention: for each key head its query, key, values and gates. */
    private Optional<WeightValues> linear(WeightValues source, boolean gate) {
        long keySize = number("linear_key_head_dim").orElse(0L);
        long keys = keyHeadsOfLinear();
        long values = valueHeadsOfLinear();
        long valueSize =
                keys == 0 ? 0 : values / keys * number("linear_value_head_dim").orElse(0L);
        long group = 2 * keySize + 2 * valueSize;
        if (keySize == 0 || valueSize == 0 || keys * group != rows()) {
            return Optional.empty();
        }
        Rows gates = new Rows(2 * keySize + valueSize, valueSize);
        List<Rows> attention =
                List.of(new Rows(0, keySize), new Rows(keySize, keySize), new Rows(2 * keySize, valueSize));
        return Optional.of(Transformations.parts(source, columns(), keys, group, gate ? List.of(gates) : attention));
    }

    private long keyHeadsOfLinear() {
        return number("linear_num_key_heads").orElse(0L);
    }

    private long valueHeadsOfLinear() {
        return number("linear_num_value_heads").orElse(0L);
    }

    /** The rows of value heads of linear attention, after rows that stay where they are. */
    private Optional<WeightValues> valueHeads(WeightValues source, long before) {
        return spread(source, source.count() / rows(), before, rows() - before);
    }

    private Optional<WeightValues> valueHeadColumns(WeightValues source) {
        long heads = valueHeadsOfLinear();
        return heads == 0 || columns() % heads != 0 ? Optional.empty() : spread(source, columns() / heads, 0, heads);
    }

    /** Spreads value heads over key heads, in each of the matrices or rows that follow each other. */
    private Optional<WeightValues> spread(WeightValues source, long columns, long before, long rows) {
        long keys = keyHeadsOfLinear();
        long heads = valueHeadsOfLinear();
        return keys == 0 || heads == 0 || heads % keys != 0 || rows < heads || rows % heads != 0
                ? Optional.empty()
                : Optional.of(Transformations.spread(source, columns, before, keys, heads / keys, rows / heads));
    }

    private Optional<WeightValues> latent(WeightValues source, boolean keys) {
        long keySize = number("qk_nope_head_dim").orElse(0L);
        long valueSize = number("v_head_dim").orElse(0L);
        long group = keySize + valueSize;
        if (keySize == 0 || valueSize == 0 || rows() % group != 0) {
            return Optional.empty();
        }
        WeightValues part =
                Transformations.rowsOfEach(source, group, columns(), keys ? 0 : keySize, keys ? keySize : valueSize);
        return Optional.of(
                keys ? Transformations.transposed(part, Math.toIntExact(keySize), Math.toIntExact(columns())) : part);
    }

    /** The converter takes even rows of fused gates and projections for the gates and odd ones for the projections. */
    private Optional<WeightValues> repacked(OriginalValues original) throws IOException {
        if (sources.size() != 2
                || sources.stream().anyMatch(source -> source.shape().isEmpty())) {
            return Optional.empty();
        }
        boolean scalesFirst = sources.get(0).name().endsWith("_scales");
        OriginalTensor blocks = sources.get(scalesFirst ? 1 : 0);
        OriginalTensor scales = sources.get(scalesFirst ? 0 : 1);
        long columns = VALUES_PER_SCALE * scales.shape().get(scales.shape().size() - 1);
        boolean fused = blocks.name().contains("gate_up");
        return original.openFourBitPairs(blocks, scales)
                .map(values ->
                        fused ? Transformations.alternateRows(values, columns, name.contains("gate") ? 0 : 1) : values);
    }

    private Optional<Long> number(String... paths) {
        return config.number(paths)
                .filter(number -> number >= 0 && number < 1L << 31)
                .map(Double::longValue);
    }
}
