package io.github.modelconversion.provenance;

import io.github.modelconversion.store.AtomicFile;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.store.RecordCodec;
import io.github.modelconversion.store.RecordTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What made an output. It is stored next to the output, in a file named after it: {@code llamacpp-tiny-run.json} for
 * {@code llamacpp-tiny.bin}.
 *
 * @param model the model's files before the run
 * @param prompt the prompt's text
 * @param tool the executable, its libraries or scripts
 * @param arguments the tool's arguments, with placeholders for the files of one machine
 * @param outputs the output and the files next to it
 */
public record RunRecord(
        List<FileMark> model, TextMark prompt, List<FileMark> tool, List<String> arguments, List<FileMark> outputs) {

    private static final String ENDING = "-run.json";

    /** Largest file in bytes; a model's file takes about 150. */
    private static final long MOST_BYTES = 1 << 24;

    /** Copies the lists. */
    public RunRecord {
        model = List.copyOf(model);
        tool = List.copyOf(tool);
        arguments = List.copyOf(arguments);
        outputs = List.copyOf(outputs);
    }

    /** Returns the place of an output's record, whether or not it exists. */
    public static Path beside(Path output) {
        String name = String.valueOf(output.getFileName());
        int dot = name.lastIndexOf('.');
        return output.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ENDING);
    }

    /** Reads the record of an output; empty if there is none, or none that can be read. */
    public static Optional<RunRecord> of(Path output) {
        Path file = beside(output);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec().read(JsonValue.read(file, String.valueOf(file.getFileName()), MOST_BYTES)));
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }

    /** Writes this record next to an output. */
    public void write(Path output) throws IOException {
        AtomicFile.write(beside(output), AtomicFile.of(codec().write(this)));
    }

    /** Returns whether a file is the output that this record is about, with the contents that the run gave it. */
    public boolean isOf(Path output) throws IOException {
        String name = String.valueOf(output.getFileName());
        for (FileMark mark : outputs) {
            if (mark.file().equals(name)) {
                return Files.isRegularFile(output) && mark.fits(output);
            }
        }
        return false;
    }

    private static RecordCodec<RunRecord> codec() {
        return new RecordCodec<>(RunRecord.class, 1, new RecordTypes().oneLine(FileMark.class, TextMark.class));
    }
}
