package io.github.modelconversion.input.gguf;

import java.io.IOException;

/** A file is no GGUF that can be read; the message says what was expected, what was found, and where. */
public final class GgufException extends IOException {

    private static final long serialVersionUID = 1;

    GgufException(String message) {
        super(message);
    }
}
