package io.github.modelconversion.baseline;

import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.store.InvalidFieldException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifies the contents of a reference.
 *
 * @param crc32c the CRC-32C of its file, eight hexadecimal digits
 * @param bytes the size of its file
 * @param tokensCrc32c the CRC-32C of the token file next to it; empty if there was none
 */
record Reference(String crc32c, long bytes, Optional<String> tokensCrc32c) {

    private static final Pattern CRC = Pattern.compile("[0-9a-f]{8}");

    /** Checks the checksums. */
    Reference {
        check("crc32c", crc32c);
        tokensCrc32c.ifPresent(checksum -> check("tokensCrc32c", checksum));
    }

    private static void check(String field, String checksum) {
        if (!CRC.matcher(checksum).matches()) {
            throw new InvalidFieldException(field, "eight hexadecimal digits, found '" + checksum + "'");
        }
    }

    static Reference of(Output.Content content) {
        return new Reference(content.crc32c(), content.bytes(), content.tokensCrc32c());
    }

    /** Returns whether both are the same reference; tokens are compared only if known for both. */
    boolean isSame(Reference other) {
        boolean otherTokens =
                tokensCrc32c.isPresent() && other.tokensCrc32c.isPresent() && !tokensCrc32c.equals(other.tokensCrc32c);
        return crc32c.equals(other.crc32c) && bytes == other.bytes && !otherTokens;
    }

    /** Returns a description for messages. */
    String words() {
        return "CRC-32C " + crc32c + ", " + bytes + " bytes"
                + tokensCrc32c.map(", tokens "::concat).orElse("");
    }
}
