package io.github.modelconversion.original.tokenizer;

import io.github.modelconversion.input.file.InputFile;
import io.github.modelconversion.input.file.NotDataException;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A tokenizer file of an original.
 *
 * @param path its path
 * @param name its name in messages
 * @param mostBytes largest size in bytes
 */
record TokenizerFile(Path path, String name, long mostBytes) {

    private static final String REMEDY = "Download the file again, or restore it";

    /**
     * Opens it.
     *
     * @throws UnusableInputException if it is not a regular file, only a pointer to the data, or too large
     * @throws IOException if it cannot be read
     */
    InputStream open() throws IOException {
        FileChannel channel;
        try {
            channel = InputFile.open(path);
        } catch (NotDataException other) {
            throw new UnusableInputException(name, other.problem(), other.remedy());
        }
        long bytes = channel.size();
        if (bytes > mostBytes) {
            channel.close();
            throw problem("expected a file of at most " + mostBytes + " bytes, found " + bytes);
        }
        return Channels.newInputStream(channel);
    }

    /** Opens it as text. On bytes that are not UTF-8, the reader throws a {@link CharacterCodingException}. */
    BufferedReader openText() throws IOException {
        return new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes((int) Math.min(mostBytes, Integer.MAX_VALUE));
        }
    }

    String text() throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException foreign) {
            throw problem("expected text in UTF-8, found other bytes");
        }
    }

    UnusableInputException problem(String problem) {
        return new UnusableInputException(name, problem, REMEDY);
    }
}
