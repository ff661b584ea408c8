package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.TestData;
import io.github.modelconversion.input.tensor.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Tokens, as if read from a file. */
final class TokensFixture {

    private TokensFixture() {}

    static Tokens of(Path directory, int... ids) {
        try {
            return Tokens.read(TestData.writeInts(directory.resolve("tokens.bin"), ids), "tokens.bin");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
