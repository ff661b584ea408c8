package io.github.modelconversion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountedTest {

    @Test
    void onlyOneIsSingular() {
        assertThat(Counted.of(1, "tensor")).isEqualTo("1 tensor");
        assertThat(Counted.of(0, "tensor")).isEqualTo("0 tensors");
        assertThat(Counted.of(2, "entry", "entries")).isEqualTo("2 entries");
    }

    @Test
    void namesAreListedUpToANumber() {
        assertThat(Counted.names(List.of("a", "b"), 2)).isEqualTo("a, b");
        assertThat(Counted.names(List.of("a", "b", "c"), 1)).isEqualTo("a and 2 more");
    }
}
