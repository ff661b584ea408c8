package io.github.modelconversion.conversion.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalTensor;
import io.github.modelconversion.weight.source.OpenFiles;
import io.github.modelconversion.weight.source.OriginalValues;
import io.github.modelconversion.weight.source.WeightValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tensors with the values 0, 1, 2, …, expected as numpy gives them for the converter's reshape, swapaxes, split,
 * concatenate and transpose.
 */
class PlannedValuesTest {

    private static final Map<String, String> CONFIGS = Map.ofEntries(
            Map.entry("none", "{}"),
            Map.entry("2 heads", "{'num_attention_heads': 2}"),
            Map.entry("3 heads of 2 groups", "{'num_attention_heads': 3, 'num_key_value_heads': 2}"),
            Map.entry("4 heads of 2 groups", "{'num_attention_heads': 4, 'num_key_value_heads': 2}"),
            Map.entry("falcon with 2 heads", "{'model_type': 'falcon', 'num_attention_heads': 2}"),
            Map.entry(
                    "falcon with 4 heads of 2 groups",
                    "{'model_type': 'falcon', 'num_attention_heads': 4, 'num_kv_heads': 2}"),
            Map.entry(
                    "linear attention",
                    "{'linear_key_head_dim': 2, 'linear_num_key_heads': 2, 'linear_value_head_dim': 1,"
                            + " 'linear_num_value_heads': 4}"),
            Map.entry("latent attention", "{'num_attention_heads': 2, 'qk_nope_head_dim': 2, 'v_head_dim': 1}"),
            Map.entry("gpt_neox with 2 heads", "{'model_type': 'gpt_neox', 'num_attention_heads': 2}"),
            Map.entry(
                    "linear attention with wide values",
                    "{'linear_key_head_dim': 1, 'linear_num_key_heads': 2, 'linear_value_head_dim': 2,"
                            + " 'linear_num_value_heads': 4}"),
            Map.entry(
                    "multipliers",
                    "{'embedding_multiplier': 5, 'lm_head_multiplier': 0.5, 'attention_in_multiplier': 2, 'key_multiplier': 3,"
                            + " 'attention_out_multiplier': 4, 'mlp_multipliers': [7, 8], 'ssm_out_multiplier': 9,"
                            + " 'mamba_d_ssm': 1, 'mamba_n_groups': 1, 'mamba_d_state': 1, 'ssm_in_multiplier': 2,"
                            + " 'ssm_multipliers': [1, 2, 3, 4, 5]}"),
            Map.entry("no heads", "{'num_attention_heads': 0}"),
            Map.entry("more heads than a long holds", "{'num_attention_heads': 1e300}"));

    @TempDir
    private Path directory;

    private final OpenFiles files = new OpenFiles();

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, t.weight, '2 2', none, '0 1 2 3'",
        "SQUEEZED, t.weight, '2 1 2', none, '0 1 2 3'",
        "COLUMN, ssm_d, '3', none, '0 1 2'",
        "BY_GROUP, ssm_norm.weight, '4', none, '0 1 2 3'",
        "PLUS_ONE, t.weight, '4', none, '1 2 3 4'",
        "ROPE, blk.0.attn_q.weight, '8 2', 2 heads, '0 1 4 5 2 3 6 7 8 9 12 13 10 11 14 15'",
        "ROPE, blk.0.attn_q.bias, '12', 2 heads, '0 3 1 4 2 5 6 9 7 10 8 11'",
        "ROPE, blk.0.attn_k.bias, '12', 4 heads of 2 groups," + " '0 3 1 4 2 5 6 9 7 10 8 11'",
        "ROPE, blk.0.attn_k.bias, '12', 2 heads, '0 3 1 4 2 5 6 9 7 10 8 11'",
        "TRANSPOSED, t.weight, '2 3 2', none, '0 2 4 1 3 5 6 8 10 7 9 11'",
        "TRANSPOSED, t.weight, '3 2', none, '0 2 4 1 3 5'",
        "TRANSPOSED, t.bias, '3', none, '0 1 2'",
        "FIRST_HALF, t.weight, '2 4 2', none, '0 1 2 3 8 9 10 11'",
        "SECOND_HALF, t.weight, '2 4 2', none, '4 5 6 7 12 13 14 15'",
        "FIRST_HALF, t.weight, '4 2', none, '0 1 2 3'",
        "SECOND_HALF, t.weight, '4 2', none, '4 5 6 7'",
        "EVEN_COLUMNS, t.bias, '2 2 4', none, '0 2 4 6 8 10 12 14'",
        "ODD_COLUMNS, t.bias, '2 2 4', none, '1 3 5 7 9 11 13 15'",
        "EVEN_COLUMNS_TRANSPOSED, t.weight, '2 2 4', none, '0 4 2 6 8 12 10 14'",
        "ODD_COLUMNS_TRANSPOSED, t.weight, '2 2 4', none, '1 5 3 7 9 13 11 15'",
        "FIRST_COLUMNS_TRANSPOSED, t.weight, '2 2 4', none, '0 4 1 5 8 12 9 13'",
        "LAST_COLUMNS_TRANSPOSED, t.weight, '2 2 4', none, '2 6 3 7 10 14 11 15'",
        "ROWS_CUT, t.weight, '4 2', none, '0 1 2 3 4 5'",
        "ROWS_PADDED, t.weight, '2 2', none, '0 1 2 3 0 0 0 0'",
        "ROWS_PADDED, t.weight, '4 2', none, '0 1 2 3 4 5'",
        "POSITIONS_CUT, t.weight, '4 2', none, '4 5 6 7'",
        "REGROUPED, blk.0.attn_qkv.weight, '12 2', 2 heads, '0 1 2 3 12 13 14 15 4 5 6 7 16 17 18 19 8 9 10 11 20 21 22 23'",
        "REGROUPED, blk.0.attn_qkv.weight, '8 2', falcon with 4 heads of 2 groups,"
                + " '0 1 2 3 8 9 10 11 4 5 12 13 6 7 14 15'",
        "REGROUPED, blk.0.attn_qkv.weight, '4 1', falcon with 2 heads, '0 1 2 3'",
        "REGROUPED, blk.0.attn_qkv.weight, '6 1', gpt_neox with 2 heads, '0 3 1 4 2 5'",
        "QUERY_PART, blk.0.attn_q.weight, '32 1', 4 heads of 2 groups, '0 2 1 3 4 6 5 7 16 18 17 19 20 22 21 23'",
        "KEY_PART, blk.0.attn_k.weight, '32 1', 4 heads of 2 groups, '8 10 9 11 24 26 25 27'",
        "VALUE_PART, blk.0.attn_v.weight, '32 1', 4 heads of 2 groups, '12 13 14 15 28 29 30 31'",
        "QKV_PART, blk.0.attn_qkv.weight, '16 1', linear attention, '0 1 8 9 2 3 10 11 4 5 12 13'",
        "Z_PART, blk.0.attn_gate.weight, '16 1', linear attention, '6 7 14 15'",
        "VALUE_HEADS, blk.0.attn_gate.weight, '4 2', linear attention, '0 1 4 5 2 3 6 7'",
        "VALUE_HEADS, blk.0.ssm_dt.bias, '8', linear attention, '0 1 4 5 2 3 6 7'",
        "VALUE_HEAD_COLUMNS, blk.0.ssm_out.weight, '2 4', linear attention, '0 2 1 3 4 6 5 7'",
        "VALUE_HEADS_AFTER_KEYS, blk.0.attn_qkv.weight, '12 1', linear attention, '0 1 2 3 4 5 6 7 8 10 9 11'",
        "VALUE_HEADS_AFTER_KEYS, blk.0.ssm_conv1d.weight, '12 1 1', linear attention, '0 1 2 3 4 5 6 7 8 10 9 11'",
        "QKV_PART, blk.0.attn_qkv.weight, '20 1', linear attention with wide values,"
                + " '0 10 1 11 2 3 4 5 12 13 14 15'",
        "Z_PART, blk.0.attn_gate.weight, '20 1', linear attention with wide values, '6 7 8 9 16 17 18 19'",
        "MULTIPLIED, token_embd.weight, '1 2', multipliers, '0 5'",
        "MULTIPLIED, output.weight, '1 2', multipliers, '0 0.5'",
        "MULTIPLIED, blk.0.attn_q.bias, '2', multipliers, '0 2'",
        "MULTIPLIED, blk.0.attn_v.weight, '1 2', multipliers, '0 2'",
        "MULTIPLIED, blk.0.attn_k.weight, '2 2', multipliers, '0 6 12 18'",
        "MULTIPLIED, blk.0.attn_output.weight, '1 2', multipliers, '0 4'",
        "MULTIPLIED, blk.0.ffn_gate.weight, '1 2', multipliers, '0 7'",
        "MULTIPLIED, blk.0.ffn_down.weight, '1 2', multipliers, '0 8'",
        "MULTIPLIED, blk.0.ssm_out.weight, '1 2', multipliers, '0 9'",
        "MULTIPLIED, blk.0.ssm_in.weight, '5 2', multipliers, '0 2 8 12 24 30 48 56 80 90'",
        "LATENT_KEY_PART, blk.0.attn_k_b.weight, '6 2', latent attention, '0 2 1 3 6 8 7 9'",
        "LATENT_VALUE_PART, blk.0.attn_v_b.weight, '6 2', latent attention, '4 5 10 11'"
    })
    void areTheOriginalsInTheOrderThatTheConverterGivesThem(
            Operation operation, String name, String shape, String config, String expected) throws IOException {
        List<Long> dimensions =
                Arrays.stream(shape.split(" ")).map(Long::valueOf).toList();
        float[] wanted = floats(expected);
        WeightValues values = open(operation, name, config, wanted.length, counting("source", dimensions))
                .orElseThrow();

        assertThat(read(values, wanted.length)).isEqualTo(wanted);
        assertThat(read(values, 1)).isEqualTo(wanted);
        assertThat(read(values, 3)).isEqualTo(wanted);
    }

    @Test
    void stacksExpertsInTheirOrder() throws IOException {
        OriginalTensor first = tensor("first", List.of(1L, 2L), 1, 2);
        OriginalTensor second = tensor("second", List.of(1L, 2L), 3, 4);

        WeightValues values =
                open(Operation.STACKED, "t.weight", "none", 4, first, second).orElseThrow();

        assertThat(read(values, 3)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void replacesLogarithmsByNegativeExponentials() throws IOException {
        for (Operation operation : List.of(Operation.MINUS_EXP, Operation.MINUS_EXP_COLUMN)) {
            WeightValues values = open(operation, "ssm_a", "none", 4, tensor("a", List.of(4L), 0, 1, -2, 0.5f))
                    .orElseThrow();

            assertThat(read(values, 4)).containsExactly(-1f, -2.7182817f, -0.13533528f, -1.6487212f);
        }
    }

    @Test
    void spreadsNegativeExponentialsOverKeyHeads() throws IOException {
        OriginalTensor logarithms = tensor("a", List.of(4L), 0, 1, -2, 0.5f);
        WeightValues values = open(Operation.MINUS_EXP_VALUE_HEADS, "ssm_a", "linear attention", 4, logarithms)
                .orElseThrow();

        assertThat(read(values, 4)).containsExactly(-1f, -0.13533528f, -2.7182817f, -1.6487212f);
    }

    @Test
    void unpacksFourBitFloatsAndSeparatesGatesFromProjections() throws IOException {
        byte[] blocks = new byte[32];
        blocks[0] = (byte) 0x72; // 1 and 6
        blocks[16] = (byte) 0x9c; // -2 and -0.5
        OriginalTensor packed = bytes("experts.gate_up_proj_blocks", List.of(1L, 2L, 1L, 16L), blocks);
        OriginalTensor scales =
                bytes("experts.gate_up_proj_scales", List.of(1L, 2L, 1L), new byte[] {(byte) 128, (byte) 126});

        WeightValues gates = open(Operation.REPACKED, "ffn_gate_exps.weight", "none", 32, packed, scales)
                .orElseThrow();
        WeightValues projections = open(Operation.REPACKED, "ffn_up_exps.weight", "none", 32, packed, scales)
                .orElseThrow();

        assertThat(Arrays.copyOf(read(gates, 32), 3)).containsExactly(2, 12, 0);
        assertThat(Arrays.copyOf(read(projections, 32), 3)).containsExactly(-1, -0.25f, 0);
    }

    /** Two rows of two blocks: the even row belongs to the gates. */
    @Test
    void separatesRowsOfSeveralBlocks() throws IOException {
        byte[] blocks = new byte[64];
        for (int block = 0; block < 4; block++) {
            blocks[16 * block] = (byte) (block + 1); // 0.5, 1, 1.5 and 2
        }
        OriginalTensor packed = bytes("experts.gate_up_proj_blocks", List.of(1L, 2L, 2L, 16L), blocks);
        OriginalTensor scales =
                bytes("experts.gate_up_proj_scales", List.of(1L, 2L, 2L), new byte[] {127, 127, 127, 127});

        float[] gates = read(
                open(Operation.REPACKED, "ffn_gate_exps.weight", "none", 64, scales, packed)
                        .orElseThrow(),
                64);
        float[] projections = read(
                open(Operation.REPACKED, "ffn_up_exps.weight", "none", 64, packed, scales)
                        .orElseThrow(),
                64);

        assertThat(new float[] {gates[0], gates[1], gates[32]}).containsExactly(0.5f, 0, 1);
        assertThat(new float[] {projections[0], projections[1], projections[32]})
                .containsExactly(1.5f, 0, 2);
        assertThat(open(Operation.REPACKED, "ffn_up_exps.weight", "none", 32, packed, scales))
                .isEmpty();
        assertThat(open(
                        Operation.REPACKED,
                        "ffn_up_exps.weight",
                        "none",
                        64,
                        packed,
                        bytes("s", List.of(), new byte[4])))
                .isEmpty();
        assertThat(open(Operation.REPACKED, "ffn_up_exps.weight", "none", 64, packed))
                .isEmpty();
    }

    @Test
    void haveTheBytesOfAllTheirSources() throws IOException {
        List<OriginalTensor> sources = List.of(counting("one", List.of(2L, 2L)), counting("two", List.of(2L, 2L)));

        assertThat(new PlannedValues("t", Operation.STACKED, sources, OriginalConfig.parse("{}", "config.json"))
                        .bytes())
                .isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource({
        "ROPE, '6 2', 2 heads, 12",
        "ROPE, '8 2', none, 16",
        "QUERY_PART, '30 1', 4 heads of 2 groups, 15",
        "REGROUPED, '12 2', 3 heads of 2 groups, 24",
        "QKV_PART, '18 1', linear attention, 12",
        "VALUE_HEADS, '6 1', linear attention, 6",
        "VALUE_HEADS, '4 1', none, 4",
        "VALUE_HEADS_AFTER_KEYS, '8 1', linear attention, 8",
        "VALUE_HEAD_COLUMNS, '4 6', linear attention, 24",
        "MULTIPLIED, '4 2', none, 8",
        "LATENT_KEY_PART, '7 2', latent attention, 8",
        "ROPE, '6 2', no heads, 12",
        "ROPE, '8 2', more heads than a long holds, 16",
        "IDENTITY, '4 2', none, 9",
        "UNCHECKED, '4 2', none, 8"
    })
    void areUnknownIfTheHyperParametersDoNotFit(Operation operation, String shape, String config, long count)
            throws IOException {
        List<Long> dimensions =
                Arrays.stream(shape.split(" ")).map(Long::valueOf).toList();

        assertThat(open(operation, "blk.0.attn_q.weight", config, count, counting("source", dimensions)))
                .isEmpty();
    }

    @Test
    void areUnknownForAnUnknownOriginalType() throws IOException {
        OriginalTensor whole = bytes("w", List.of(2L, 2L), new byte[4]);

        assertThat(open(Operation.IDENTITY, "t.weight", "none", 4, whole)).isEmpty();
    }

    /** 1, 2 and 0.5 as 8-bit floats, with one scale per tensor, per row, or per block of 2 by 2. */
    @Test
    void multipliesEightBitFloatsByTheirScales() throws IOException {
        byte[] codes = {0x38, 0x40, 0x30, 0x38, 0x40, 0x30, 0x38, 0x40, 0x30};
        OriginalTensor weights = new OriginalTensor(
                "w", "F8_E4M3", List.of(3L, 3L), bytes("w", List.of(), codes).file(), 0);

        assertThat(scaled(weights, List.of(), tensor("w_scale_inv", List.of(), 4)))
                .containsExactly(4, 8, 2, 4, 8, 2, 4, 8, 2);
        assertThat(scaled(weights, List.of(), tensor("w_scale", List.of(3L, 1L), 1, 2, 4)))
                .containsExactly(1, 2, 0.5f, 2, 4, 1, 4, 8, 2);
        assertThat(scaled(weights, List.of(2, 2), tensor("w_scale_inv", List.of(2L, 2L), 1, 2, 4, 8)))
                .containsExactly(1, 2, 1, 1, 2, 1, 4, 8, 4);
    }

    private float[] scaled(OriginalTensor weights, List<Integer> block, OriginalTensor scales) throws IOException {
        OriginalValues original = new OriginalValues(files, Map.of(scales.name(), scales), block);
        return read(original.open(weights).orElseThrow(), 2);
    }

    @Test
    void areUnknownIfTheScalesOfEightBitFloatsAreMissingOrDoNotFit() throws IOException {
        OriginalTensor weights = new OriginalTensor(
                "w",
                "F8_E4M3",
                List.of(3L, 3L),
                bytes("w", List.of(), new byte[9]).file(),
                0);
        OriginalTensor scales = tensor("w_scale_inv", List.of(2L, 2L), 1, 2, 4, 8);

        assertThat(open(Operation.IDENTITY, "t.weight", "none", 9, weights)).isEmpty();
        assertThat(new OriginalValues(files, Map.of(scales.name(), scales), List.of(1, 1)).open(weights))
                .isEmpty();
    }

    private Optional<WeightValues> open(
            Operation operation, String name, String config, long count, OriginalTensor... sources) throws IOException {
        String json = Objects.requireNonNull(CONFIGS.get(config)).replace('\'', '"');
        return new PlannedValues(name, operation, List.of(sources), OriginalConfig.parse(json, "config.json"))
                .open(new OriginalValues(files, Map.of(), List.of()), count);
    }

    private OriginalTensor counting(String name, List<Long> shape) throws IOException {
        int count = shape.stream().reduce(1L, (a, b) -> a * b).intValue();
        float[] values = new float[count];
        IntStream.range(0, count).forEach(i -> values[i] = i);
        return tensor(name, shape, values);
    }

    private OriginalTensor tensor(String name, List<Long> shape, float... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[4 * values.length]).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new OriginalTensor(name, "F32", shape, Files.write(directory.resolve(name), bytes.array()), 0);
    }

    private OriginalTensor bytes(String name, List<Long> shape, byte[] bytes) throws IOException {
        return new OriginalTensor(name, "U8", shape, Files.write(directory.resolve(name), bytes), 0);
    }

    private static float[] read(WeightValues values, int step) throws IOException {
        float[] all = new float[(int) values.count()];
        for (int first = 0; first < all.length; first += step) {
            values.read(first, Math.min(step, all.length - first), all, first);
        }
        return all;
    }

    private static float[] floats(String text) {
        List<Float> numbers = Arrays.stream(text.split(" ")).map(Float::valueOf).collect(Collectors.toList());
        float[] values = new float[numbers.size()];
        IntStream.range(0, values.length).forEach(i -> values[i] = numbers.get(i));
        return values;
    }
}
