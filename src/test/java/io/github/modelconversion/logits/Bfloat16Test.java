package io.github.modelconversion.logits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Bfloat16Test {

    @Test
    void decodesEveryBitPattern(@TempDir Path directory) throws IOException {
        Path path = LogitsFixture.write(directory, "a.bin", BitPatterns.bytes(ByteOrder.LITTLE_ENDIAN));
        try (LogitsFile file = Container.RAW
                        .tensors(path, "a.bin", ElementType.BFLOAT16)
                        .get(0)
                        .open();
                ValueReader reader = file.reader()) {
            assertThat(Arrays.equals(
                            LogitsFixture.read(reader, 0, BitPatterns.COUNT),
                            BitPatterns.values(0x1p-133, 1 << 7, 0x7f80)))
                    .isTrue();
        }
    }
}
