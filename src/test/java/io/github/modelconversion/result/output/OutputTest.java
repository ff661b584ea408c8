package io.github.modelconversion.result.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputTest {

    private static final Format RAW = Format.of(Container.RAW, ElementType.FLOAT32);

    private static Output output(String file, String crc32c) {
        Source source = new Source(file, RAW, Shape.flat(4));
        return new Output("model", file, Optional.of("logits"), Optional.of(new Output.Content(source, 16, crc32c)));
    }

    @Test
    void oneOutputStaysAsItIs() {
        Output only = output("a.bin", "0a1b2c3d");

        assertThat(Output.ofAll(List.of(only), Shape.flat(4))).isEqualTo(only);
        assertThat(Output.unopened(List.of(only))).isEqualTo(only);
    }

    /** The CRC-32C of "0a1b2c3d4e5f6a7b" was computed bit by bit with Python. */
    @Test
    void severalOutputsAreNamedAfterTheFirstAndHaveAChecksumOfTheirChecksums() {
        Shape shape = new Shape(List.of(2L, 4L));

        Output all = Output.ofAll(List.of(output("a.bin", "0a1b2c3d"), output("b.bin", "4e5f6a7b")), shape);

        assertThat(all.model()).isEqualTo("model");
        assertThat(all.file()).isEqualTo("a.bin and 1 more");
        assertThat(all.tensor()).contains("logits");
        assertThat(all.content())
                .contains(new Output.Content(new Source("a.bin and 1 more", RAW, shape), 32, "deed014b"));
    }
}
