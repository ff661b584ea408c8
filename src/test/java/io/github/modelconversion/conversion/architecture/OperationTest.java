package io.github.modelconversion.conversion.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.store.JsonException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The shapes are those of public models, or follow from their hyper-parameters. */
class OperationTest {

    private static final String NOTHING = "{}";

    private static List<Long> shape(String text) {
        return Arrays.stream(text.split(" x ")).map(Long::valueOf).toList();
    }

    private static Optional<List<Long>> shape(Operation operation, String source, String config) throws JsonException {
        return operation.shape(shape(source), 1, OriginalConfig.parse(config, "config.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, 4096 x 512, 4096 x 512",
        "ROPE, 4096 x 512, 4096 x 512",
        "TRANSPOSED, 768 x 2304, 2304 x 768",
        "TRANSPOSED, 8 x 64 x 32, 8 x 32 x 64",
        "TRANSPOSED, 768, 768",
        "FIRST_HALF, 16384 x 3072, 8192 x 3072",
        "SECOND_HALF, 8 x 64 x 32, 8 x 32 x 32",
        "EVEN_COLUMNS, 32 x 5760, 32 x 2880",
        "ODD_COLUMNS_TRANSPOSED, 32 x 2880 x 5760, 32 x 2880 x 2880",
        "FIRST_COLUMNS_TRANSPOSED, 16 x 5120 x 16384, 16 x 8192 x 5120",
        "LAST_COLUMNS_TRANSPOSED, 16 x 5120 x 16384, 16 x 8192 x 5120",
        "EVEN_COLUMNS_TRANSPOSED, 8 x 6 x 10, 8 x 5 x 6",
        "ODD_COLUMNS_TRANSPOSED, 8 x 6 x 10, 8 x 5 x 6",
        "COLUMN, 48, 48 x 1",
        "MINUS_EXP_COLUMN, 48, 48 x 1",
        "BY_GROUP, 3072, 1 x 3072",
        "VALUE_HEADS_AFTER_KEYS, 8192 x 1 x 4, 8192 x 4",
        "VALUE_HEAD_COLUMNS, 2048 x 4096, 2048 x 4096",
        "SQUEEZED, 1536 x 1 x 4, 1536 x 4"
    })
    void aShapeFollowsFromThatOfTheOriginal(Operation operation, String source, String made) throws JsonException {
        assertThat(shape(operation, source, NOTHING)).contains(shape(made));
    }

    @ParameterizedTest
    @CsvSource({"FIRST_HALF, 7 x 4", "FIRST_HALF, 8", "EVEN_COLUMNS, 4 x 7", "REPACKED, 4 x 8", "UNCHECKED, 4 x 8"})
    void anImpossibleShapeIsUnknown(Operation operation, String source) throws JsonException {
        assertThat(shape(operation, source, NOTHING)).isEmpty();
    }

    /** Qwen3-VL-30B-A3B, as published and as transformers 5 stores it. */
    @ParameterizedTest
    @CsvSource({
        "FIRST_COLUMNS_TRANSPOSED, 128 x 2048 x 1536, FIRST_COLUMNS_TRANSPOSED",
        "FIRST_COLUMNS_TRANSPOSED, 128 x 1536 x 2048, FIRST_HALF",
        "LAST_COLUMNS_TRANSPOSED, 128 x 2048 x 1536, LAST_COLUMNS_TRANSPOSED",
        "LAST_COLUMNS_TRANSPOSED, 128 x 1536 x 2048, SECOND_HALF",
        "TRANSPOSED, 128 x 768 x 2048, TRANSPOSED",
        "TRANSPOSED, 128 x 2048 x 768, IDENTITY",
        "TRANSPOSED, 128 x 2048 x 2048, TRANSPOSED",
        "TRANSPOSED, 2048 x 768, TRANSPOSED",
        "FIRST_HALF, 128 x 1536 x 2048, FIRST_HALF"
    })
    void theWidthOfTheModelShowsWhetherExpertsAreTransposed(Operation operation, String source, Operation actual)
            throws JsonException {
        OriginalConfig config = OriginalConfig.parse("{\"hidden_size\": 2048}", "config.json");

        assertThat(operation.of(shape(source), config)).isEqualTo(actual);
        assertThat(operation.of(shape(source), OriginalConfig.parse(NOTHING, "config.json")))
                .isEqualTo(operation);
    }

    @Test
    void onlyExpertsAreMadeFromSeveralTensors() throws JsonException {
        OriginalConfig config = OriginalConfig.parse(NOTHING, "config.json");

        assertThat(Operation.STACKED.shape(List.of(14336L, 4096L), 8, config)).contains(List.of(8L, 14336L, 4096L));
        assertThat(Operation.IDENTITY.shape(List.of(14336L, 4096L), 8, config)).isEmpty();
    }

    /** RoBERTa has 514 positions, the first two of which belong to padding with id 1. */
    @Test
    void positionsBeginAfterThePadding() throws JsonException {
        assertThat(shape(Operation.POSITIONS_CUT, "514 x 768", "{\"pad_token_id\": 1}"))
                .contains(List.of(512L, 768L));
        assertThat(shape(Operation.POSITIONS_CUT, "512 x 768", NOTHING)).contains(List.of(512L, 768L));
        assertThat(shape(Operation.POSITIONS_CUT, "514", "{\"pad_token_id\": 1}"))
                .contains(List.of(514L));
    }

    /** Falcon 7B has 71 heads of 64 rows, and one for keys and one for values. */
    @ParameterizedTest
    @CsvSource({"QUERY_PART, 4544", "KEY_PART, 64", "VALUE_PART, 64"})
    void aPartOfQueriesKeysAndValuesHasTheRowsOfItsHeads(Operation operation, long rows) throws JsonException {
        String heads = "{\"num_attention_heads\": 71, \"num_key_value_heads\": 1}";

        assertThat(shape(operation, "4672 x 4544", heads)).contains(List.of(rows, 4544L));
        assertThat(shape(operation, "4673 x 4544", heads)).isEmpty();
        assertThat(shape(operation, "4672 x 4544", NOTHING)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUERY_PART", "KEY_PART", "VALUE_PART"})
    void withoutANumberForKeysAllHeadsAreEqual(Operation operation) throws JsonException {
        assertThat(shape(operation, "2304 x 768", "{\"num_attention_heads\": 12}"))
                .contains(List.of(768L, 768L));
    }

    /** A config.json from elsewhere may state anything. */
    @ParameterizedTest
    @CsvSource({"0", "-12", "1e30"})
    void anImpossibleNumberOfHeadsMakesTheShapeUnknown(String heads) throws JsonException {
        assertThat(shape(Operation.QUERY_PART, "2304 x 768", "{\"num_attention_heads\": " + heads + "}"))
                .isEmpty();
    }

    /** Gemma 3n has no embeddings of the layers for the 256 tokens of images and sound. */
    @Test
    void paddedRowsAreThoseOfAllTokens() throws JsonException {
        String tokens = "{\"vocab_size\": 262400}";

        assertThat(shape(Operation.ROWS_PADDED, "262144 x 7680", tokens)).contains(List.of(262400L, 7680L));
        assertThat(shape(Operation.ROWS_PADDED, "262400 x 2048", tokens)).contains(List.of(262400L, 2048L));
        assertThat(shape(Operation.ROWS_PADDED, "262144 x 7680", NOTHING)).contains(List.of(262144L, 7680L));
        assertThat(shape(Operation.ROWS_PADDED, "262144", tokens)).isEmpty();
    }

    /** Mamba-Codestral 7B has 8 groups. */
    @Test
    void theNormOfAStateSpaceHasARowForEachGroup() throws JsonException {
        assertThat(shape(Operation.BY_GROUP, "8192", "{\"n_groups\": 8}")).contains(List.of(8L, 1024L));
        assertThat(shape(Operation.BY_GROUP, "8192", "{\"n_groups\": 3}")).isEmpty();
        assertThat(shape(Operation.BY_GROUP, "8192", "{\"n_groups\": 0}")).isEmpty();
        assertThat(shape(Operation.BY_GROUP, "64 x 128", "{\"n_groups\": 8}")).isEmpty();
    }

    /** Qwen3-Next 80B: 12288 rows, of which 4096 are the gate. */
    @Test
    void theRowsOfLinearAttentionFollowFromItsHeads() throws JsonException {
        String heads = "{\"linear_num_key_heads\": 16, \"linear_key_head_dim\": 128, \"linear_num_value_heads\": 32,"
                + " \"linear_value_head_dim\": 128}";

        assertThat(shape(Operation.QKV_PART, "12288 x 2048", heads)).contains(List.of(8192L, 2048L));
        assertThat(shape(Operation.Z_PART, "12288 x 2048", heads)).contains(List.of(4096L, 2048L));
        for (Operation operation : List.of(Operation.QKV_PART, Operation.Z_PART)) {
            assertThat(shape(operation, "12288 x 2048", NOTHING)).isEmpty();
            assertThat(shape(operation, "12288", heads)).isEmpty();
        }
        assertThat(shape(
                        Operation.QKV_PART,
                        "12288 x 2048",
                        "{\"linear_num_value_heads\": 32, \"linear_value_head_dim\": 128}"))
                .isEmpty();
    }

    /** 16 heads of 128 and 64 rows over a latent vector of 512 values, as in DeepSeek-V2-Lite with shorter values. */
    @Test
    void aLatentProjectionIsAMatrixPerHead() throws JsonException {
        String heads = "{\"num_attention_heads\": 16, \"qk_nope_head_dim\": 128, \"v_head_dim\": 64}";

        assertThat(shape(Operation.LATENT_KEY_PART, "3072 x 512", heads)).contains(List.of(16L, 512L, 128L));
        assertThat(shape(Operation.LATENT_VALUE_PART, "3072 x 512", heads)).contains(List.of(16L, 64L, 512L));
        for (Operation operation : List.of(Operation.LATENT_KEY_PART, Operation.LATENT_VALUE_PART)) {
            assertThat(shape(operation, "3072 x 512", "{\"num_attention_heads\": 16}"))
                    .isEmpty();
            assertThat(shape(operation, "3072 x 512", "{\"qk_nope_head_dim\": 128, \"v_head_dim\": 64}"))
                    .isEmpty();
            assertThat(shape(operation, "3072", heads)).isEmpty();
        }
    }

    @Test
    void aGgufFileHasTheFastestDimensionFirstAndNoTrailingOnes() {
        assertThat(Shapes.inGgufOrder(List.of(4096L, 512L))).containsExactly(512L, 4096L);
        assertThat(Shapes.inGgufOrder(List.of(1L, 1L, 512L))).containsExactly(512L);
        assertThat(Shapes.inGgufOrder(List.of(512L, 1L))).containsExactly(1L, 512L);
        assertThat(Shapes.withoutOnes(List.of(1L, 1L))).containsExactly(1L);
        assertThat(Shapes.withoutOnes(List.of())).containsExactly(1L);
    }

    @Test
    void anOperationIsNamedInAnyCase() {
        assertThat(Operation.named("plus_one")).isEqualTo(Operation.PLUS_ONE);
    }
}
