package io.github.modelconversion.engine;

import io.github.modelconversion.input.file.InputFile;
import io.github.modelconversion.input.gguf.GgufModel;
import io.github.modelconversion.provenance.FileMark;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import io.github.modelconversion.text.Counted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The files that a tool wrote into a folder that was empty before, so that each of them is new.
 *
 * @param folder the folder
 * @param task the output that they are for
 */
record WrittenFiles(Path folder, OutputTask task) {

    private static final int MOST_NAMED = 5;

    /** The output's values as text, which llama-debug writes after the values themselves. */
    private static final String AS_TEXT = ".txt";

    /**
     * Checks that the output is there and whole.
     *
     * @throws RunFailedException if it is not; the message continues a sentence about the tool
     */
    void check() throws IOException, RunFailedException {
        String name = written() + OutputTask.VALUES;
        long values = count(name, "float32 values");
        OptionalLong vocabulary = vocabulary();
        if (vocabulary.isPresent() && vocabulary.getAsLong() != values) {
            throw new RunFailedException(
                    "wrote " + values + " values into " + name + ", and the model has a vocabulary of "
                            + vocabulary.getAsLong() + ": expected one value for each token");
        }
        if (task.engine().side() == Side.TEST) {
            count(written() + "-tokens.bin", "token ids");
            requireThere(written() + "-prompt.txt");
            requireLines(written() + AS_TEXT, values);
        }
    }

    private String written() {
        return task.engine().stem(task.model());
    }

    private long count(String name, String what) throws IOException, RunFailedException {
        requireThere(name);
        long bytes = Files.size(folder.resolve(name));
        if (bytes == 0 || bytes % Float.BYTES != 0) {
            throw new RunFailedException(
                    "wrote " + Counted.of(bytes, "byte") + " into " + name + ", which is not a whole" + " number of "
                            + what + " of 4 bytes: the file is cut. Is the disk full?");
        }
        return bytes / Float.BYTES;
    }

    private void requireThere(String name) throws IOException, RunFailedException {
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw new RunFailedException("did not write " + name + ", found " + found());
        }
    }

    private String found() throws IOException {
        if (!Files.isDirectory(folder)) {
            return "nothing";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
            return names.isEmpty() ? "nothing" : Counted.names(names, MOST_NAMED);
        }
    }

    /** Detects values that are cut at the end of one: the text has a line for each. */
    private void requireLines(String name, long values) throws IOException, RunFailedException {
        if (!Files.isRegularFile(folder.resolve(name))) {
            return;
        }
        long lines = 0;
        byte[] block = new byte[1 << 16];
        try (InputStream in = InputFile.stream(folder.resolve(name))) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                for (int i = 0; i < count; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
            }
        }
        if (lines != values) {
            throw new RunFailedException("wrote " + values + " values as numbers and " + lines + " as text (" + name
                    + "): a file is cut. Is the disk full?");
        }
    }

    /** Returns the number of logits; empty if it is unknown, as that of values of other kinds is. */
    private OptionalLong vocabulary() {
        boolean known = task.engine().side() == Side.TEST && task.engine().kind() == OutputKind.LOGITS;
        try {
            return known ? GgufModel.read(task.model()).vocabularySize() : OptionalLong.empty();
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }

    /**
     * Moves the files to their place, under the model's name. A file of an earlier run that has no successor is deleted.
     *
     * @return the marks of the moved files
     */
    List<FileMark> collect() throws IOException {
        Files.createDirectories(task.dataDirectory());
        List<FileMark> marks = new ArrayList<>();
        for (String ending : OutputTask.COMPANIONS) {
            move(ending, marks);
        }
        move(OutputTask.VALUES, marks);
        return marks;
    }

    private void move(String ending, List<FileMark> marks) throws IOException {
        Path from = folder.resolve(written() + ending);
        Path to = task.dataDirectory().resolve(task.stem() + ending);
        if (Files.isRegularFile(from)) {
            Files.move(file(from), to, StandardCopyOption.REPLACE_EXISTING);
            marks.add(FileMark.of(String.valueOf(to.getFileName()), to));
        } else {
            Files.deleteIfExists(to);
        }
    }

    /** A link would not outlive the folder that it points to. */
    private static Path file(Path written) throws IOException {
        return Files.isSymbolicLink(written)
                ? Files.copy(written, written.resolveSibling(written.getFileName() + ".copy"))
                : written;
    }
}
