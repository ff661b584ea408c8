package io.github.modelconversion.conversion.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.store.JsonException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hyper-parameters that decide which architecture a model of a class has. */
class ConditionTest {

    private static OriginalConfig config(String text) throws JsonException {
        return OriginalConfig.parse(text.replace('\'', '"'), "config.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"{'experts': 8} | true", "{'experts': 0} | false", "{} | false", "{'experts': 'many'} | false"})
    void aNumberIsStatedIfItIsPositive(String config, boolean stated) throws JsonException {
        assertThat(new Condition(true, "experts", "").holds(config(config))).isEqualTo(stated);
        assertThat(new Condition(false, "experts", "").holds(config(config))).isEqualTo(!stated);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'types': 'mamba'} | true",
                "{'types': ['attention', 'mamba']} | true",
                "{'types': 'attention'} | false",
                "{'types': ['attention', 7]} | false",
                "{'types': []} | false",
                "{} | false"
            })
    void aTextIsStatedByItselfOrInAList(String config, boolean stated) throws JsonException {
        assertThat(new Condition(true, "types", "mamba").holds(config(config))).isEqualTo(stated);
        assertThat(new Condition(false, "types", "mamba").holds(config(config))).isEqualTo(!stated);
    }

    @Test
    void modelsNeedOneOfTheClassesAndAllConditions() throws JsonException {
        Models models = new Models(
                "x",
                Set.of("A", "B"),
                List.of(new Condition(true, "experts", ""), new Condition(false, "types", "mamba")));

        assertThat(models.include(config("{'architectures': ['B'], 'experts': 8}")))
                .isTrue();
        assertThat(models.include(config("{'architectures': ['C'], 'experts': 8}")))
                .isFalse();
        assertThat(models.include(config("{'architectures': ['B']}"))).isFalse();
        assertThat(models.include(config("{'architectures': ['B'], 'experts': 8, 'types': ['mamba']}")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "mtp.layers.1.mlp.up_proj.weight, 48, model.layers.*.mlp.up_proj.weight, 49",
        "model.mtp.layers.0.mlp.up_proj.weight, 48, model.layers.*.mlp.up_proj.weight, 48",
        "mtp.norm.weight, 48, mtp.norm.weight, 48"
    })
    void predictingBlocksFollowTheOthers(String name, long blocks, String pattern, int block) {
        assertThat(NumberedName.of(name).afterBlocks(blocks)).isEqualTo(new NumberedName(pattern, block, -1));
    }
}
