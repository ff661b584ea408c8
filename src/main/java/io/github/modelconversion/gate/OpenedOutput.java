package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Circumstances;
import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.logits.Gzip;
import io.github.modelconversion.logits.Head;
import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Prompt;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.logits.Tokens;
import io.github.modelconversion.logits.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A side whose file was looked for and opened, or the reason why it could not be.
 *
 * @param model the model's name
 * @param name the file's name, relative to the project
 * @param tensor the tensor of the file; empty for a file without names
 * @param file the opened file; empty when there is a problem
 * @param source the file's name, format and rows; empty when there is a problem
 * @param state the file, as it was before it was read; empty when there is a problem
 * @param circumstances what else is known of it; empty when there is a problem
 * @param bytes about how many bytes the values take; 0 when there is a problem
 * @param checksum the file's CRC-32C; never asked for where there is a problem
 * @param problem why the file cannot be used
 */
record OpenedOutput(
        String model,
        String name,
        Optional<String> tensor,
        Optional<LogitsFile> file,
        Optional<Source> source,
        Optional<FileState> state,
        Optional<Circumstances> circumstances,
        long bytes,
        FileChecksum checksum,
        Optional<Finding> problem)
        implements AutoCloseable {

    static OpenedOutput open(Side side, PlannedPair planned, GateRequest gate, Inputs inputs, String hint) {
        OutputRequest request = planned.pair().output(side);
        Optional<TensorEntry> entry = side == Side.REFERENCE ? planned.reference() : planned.test();
        Optional<Path> found = entry.map(TensorEntry::file).or(request::found);
        String name = gate.nameOf(found.orElse(request.candidates().get(0)));
        Optional<String> label = entry.flatMap(TensorEntry::optionalLabel);
        Optional<Finding> missing = missing(request, found, planned.kind(), gate, hint);
        if (found.isEmpty() || missing.isPresent()) {
            return unopened(request, name, label, missing);
        }
        try {
            if (entry.isPresent()) {
                return opened(request, planned.pair(), gate, inputs, entry.get(), name);
            }
            // One of the sides could not be looked into. If it is the other, what this one holds is still told.
            List<TensorEntry> tensors =
                    TensorEntry.list(found.get(), request.elementType(), gate).entries();
            return tensors.size() == 1
                    ? opened(request, planned.pair(), gate, inputs, tensors.get(0), name)
                    : unopened(request, name, label, Optional.empty());
        } catch (IOException unreadable) {
            return unopened(request, name, label, Optional.of(unusable(UnusableInputException.of(name, unreadable))));
        }
    }

    private static OpenedOutput opened(
            OutputRequest request, PairRequest pair, GateRequest gate, Inputs inputs, TensorEntry entry, String name)
            throws IOException {
        Path path = entry.file();
        LogitsFile file = entry.tensor().open();
        try {
            return new OpenedOutput(
                    request.model(),
                    name,
                    entry.optionalLabel(),
                    Optional.of(file),
                    Optional.of(pair.layout().of(file.source())),
                    Optional.of(entry.state()),
                    Optional.of(new Circumstances(
                            !request.isByName(),
                            entry.tokens()
                                    .map(tokens -> Prompt.in(path, name, tokens))
                                    .orElseGet(() -> Prompt.beside(path, name)),
                            pair.model(request.side())
                                    .flatMap(model -> ModelAge.newerThan(path, model))
                                    .map(gate::nameOf),
                            Head.of(file, path))),
                    entry.bytes(),
                    inputs.checksum(path),
                    Optional.empty());
        } catch (IOException unfit) {
            file.close();
            throw unfit;
        }
    }

    private static Optional<String> obstacle(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of("is a directory");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("is not a regular file");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("is not readable");
    }

    /** Returns why there is nothing to open; empty where there is a file. */
    static Optional<Finding> missing(
            OutputRequest request, Optional<Path> found, OutputKind kind, GateRequest gate, String hint) {
        Optional<String> obstacle = found.map(OpenedOutput::obstacle).orElse(Optional.of("does not exist"));
        return obstacle.map(what -> missing(request, kind, gate, found, what, hint));
    }

    private static Finding missing(
            OutputRequest request,
            OutputKind kind,
            GateRequest gate,
            Optional<Path> found,
            String obstacle,
            String hint) {
        String lookedFor = request.candidates().stream()
                .skip(1)
                .filter(candidate -> !Gzip.isNamed(candidate))
                .map(String::valueOf)
                .map(other -> ", " + other.substring(other.lastIndexOf('.')))
                .collect(Collectors.joining("", gate.nameOf(request.candidates().get(0)), ""));
        String what = found.map(path -> ", " + gate.nameOf(path) + " " + obstacle)
                .or(() -> absentDirectory(request)
                        .map(directory -> " in the directory " + gate.nameOf(directory) + ", which does not exist"))
                .orElse(", found none of: " + lookedFor);
        String parameter = request.candidates().size() > 1
                ? "set dataDirectory to the folder that it wrote to"
                : "correct " + request.side().label() + "File";
        return new Finding(
                Code.MISSING_FILE,
                Severity.WARNING,
                "expected the " + request.side().label() + " output of " + request.model() + what + ". "
                        + request.side().origin(kind) + " first, or " + parameter + "."
                        + (found.isPresent() ? Optional.<String>empty() : Lookalikes.of(request, kind, gate))
                                .map(lookalike -> " " + lookalike + ".")
                                .orElse("")
                        + (hint.isEmpty() ? "" : " " + hint),
                Map.of());
    }

    private static Optional<Path> absentDirectory(OutputRequest request) {
        return Optional.ofNullable(request.candidates().get(0).toAbsolutePath().getParent())
                .filter(directory -> !Files.exists(directory));
    }

    static Finding unusable(UnusableInputException reason) {
        return new Finding(Code.UNUSABLE_INPUT, Severity.WARNING, String.valueOf(reason.getMessage()), Map.of());
    }

    /** Returns why a comparison broke off: where a file was changed, that explains whatever came of it. */
    static Finding broken(OpenedOutput reference, OpenedOutput test, IOException reason) {
        try {
            reference.requireSame();
            test.requireSame();
            return unusable(UnusableInputException.of(reference.name + " or " + test.name, reason));
        } catch (UnusableInputException changed) {
            return unusable(changed);
        }
    }

    private void requireSame() throws UnusableInputException {
        if (state.isPresent()) {
            state.get().requireSame(name);
        }
    }

    private static OpenedOutput unopened(
            OutputRequest request, String name, Optional<String> label, Optional<Finding> problem) {
        return new OpenedOutput(
                request.model(),
                name,
                label,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                new FileChecksum(request.candidates().get(0), name),
                problem);
    }

    /**
     * Returns what the report says of this side.
     *
     * @throws IOException when the file can no longer be read, or was changed since
     */
    Output output() throws IOException {
        if (source.isEmpty()) {
            return withoutContent();
        }
        Optional<String> tokens =
                circumstances.flatMap(known -> known.prompt().tokens()).map(Tokens::crc32c);
        FileState before = state.orElseThrow();
        Output.Content content = new Output.Content(source.get(), before.size(), checksum.value(), tokens);
        requireSame();
        return new Output(model, name, tensor, Optional.of(content));
    }

    /** Returns this output in the rows of the other where only that one has rows, and this one's values make as many. */
    OpenedOutput inRowsOf(OpenedOutput other) {
        if (source.isEmpty() || other.source.isEmpty()) {
            return this;
        }
        Shape shape = source.get().shape();
        Shape others = other.source.get().shape();
        long positions = others.positions();
        if (shape.fits(others) || !shape.isFlat() || shape.count() % positions != 0) {
            return this;
        }
        return with(new Shape(List.of(positions, shape.count() / positions)));
    }

    /** Returns how many values the file has; 0 when there is a problem. */
    long count() {
        return source.map(known -> known.shape().count()).orElse(0L);
    }

    /** Returns this output in rows of a width, where it is flat and its values make several of them. */
    OpenedOutput inRows(OptionalLong width) {
        if (source.isEmpty() || width.isEmpty()) {
            return this;
        }
        Shape shape = source.get().shape();
        long values = width.getAsLong();
        boolean several = values > 0 && shape.isFlat() && shape.count() > values && shape.count() % values == 0;
        return several ? with(new Shape(List.of(shape.count() / values, values))) : this;
    }

    private OpenedOutput with(Shape shape) {
        Source inRows = new Source(source.orElseThrow().file(), source.get().format(), shape);
        return new OpenedOutput(
                model, name, tensor, file, Optional.of(inRows), state, circumstances, bytes, checksum, problem);
    }

    /** Returns what the report says of this side when its contents cannot be told. */
    Output withoutContent() {
        return new Output(model, name, tensor, Optional.empty());
    }

    @Override
    public void close() {
        file.ifPresent(opened -> {
            try {
                opened.close();
            } catch (IOException ignored) {
                // It was only read: nothing is lost.
            }
        });
    }
}
