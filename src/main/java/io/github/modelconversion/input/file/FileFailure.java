package io.github.modelconversion.input.file;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in words why a file could not be read or written. */
public final class FileFailure {

    /** What Java says around the system's words if a program cannot be started. */
    private static final Pattern NOT_STARTED =
            Pattern.compile("Cannot run program .*\\berror(?:=\\d+, |: \\d+ \\()([^)]*)\\)?\\s*");

    private FileFailure() {}

    /** Returns the reason as a clause without the file's path, such as {@code access is denied}. */
    public static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "there is no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        if (failure instanceof FileSystemLoopException) {
            return "symbolic links form a loop";
        }
        if (failure instanceof FileAlreadyExistsException inTheWay) {
            return name(inTheWay) + " is in the way";
        }
        if (failure instanceof DirectoryNotEmptyException full) {
            return "the directory " + name(full) + " is in the way";
        }
        if (failure instanceof EOFException) {
            return "the file ends too early";
        }
        if (failure instanceof CharacterCodingException) {
            return "the text is not UTF-8";
        }
        if (failure instanceof ClosedByInterruptException) {
            return "the build was interrupted";
        }
        return failure instanceof FileSystemException of ? words(of.getReason()) : words(failure.getMessage());
    }

    /** Returns the reason after the file's name without its folder, if the failure has one. */
    public static String named(IOException failure) {
        return failure instanceof FileSystemException of && of.getFile() != null
                ? name(of) + ": " + reason(failure)
                : reason(failure);
    }

    private static String name(FileSystemException failure) {
        return failure.getFile() == null
                ? "a file"
                : String.valueOf(Path.of(failure.getFile()).getFileName());
    }

    /** The system's own words begin with a capital letter, such as {@code No space left on device}. */
    private static String words(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "the system gives no reason";
        }
        String text = NOT_STARTED.matcher(message).replaceFirst("$1");
        boolean isSentence =
                text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1));
        return isSentence ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }
}
