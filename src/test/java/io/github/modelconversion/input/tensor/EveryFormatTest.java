package io.github.modelconversion.input.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.output.Container;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No format is left out by the tests that try all of them. */
class EveryFormatTest {

    @ParameterizedTest
    @EnumSource
    void theContractOfReadersIsTried(Container format) {
        assertThat(ValueFile.values())
                .as("ValueFile writes %s, so that ReaderContractTest tries its reader", format)
                .extracting(ValueFile::ending)
                .contains(format.ending().substring(1));
    }

    @ParameterizedTest
    @EnumSource
    void randomPairsHaveIt(Container format) {
        assertThat(Storage.ENDINGS)
                .as("Storage writes %s, so that random pairs are stored in it", format)
                .contains(format.ending());
    }
}
