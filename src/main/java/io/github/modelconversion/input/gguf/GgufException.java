package io.github.modelconversion.input.gguf;

import java.io.IOException;

/** Thrown if a file is not a readable GGUF file. The message says what was expected, what was found, and where. */
public final class GgufException extends IOException {

    private static final long serialVersionUID = 1;

    GgufException(String message) {
        super(message);
    }
}
