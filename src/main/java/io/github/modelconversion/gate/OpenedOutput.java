package io.github.modelconversion.gate;

import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.measure.FileChecksum;
import io.github.modelconversion.plan.PlannedSide;
import io.github.modelconversion.plan.request.TensorEntry;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Side;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A side whose tensor was opened.
 *
 * @param planned the side
 * @param entry the tensor
 * @param file its values
 * @param source the file's name and format, and the rows that it is taken for
 * @param circumstances what else is known of it
 * @param checksum the file's CRC-32C
 */
record OpenedOutput(
        PlannedSide planned,
        TensorEntry entry,
        LogitsFile file,
        Source source,
        OutputFacts circumstances,
        FileChecksum checksum)
        implements AutoCloseable {

    String name() {
        return planned.name();
    }

    Shape shape() {
        return source.shape();
    }

    /** Returns about how many bytes the values take. */
    long bytes() {
        return entry.bytes();
    }

    /**
     * Returns what the report says of this side.
     *
     * @throws IOException when the file can no longer be read, or was changed since
     */
    Output output() throws IOException {
        Optional<String> tokens = circumstances.prompt().tokens().map(Tokens::crc32c);
        Output.Content content = new Output.Content(source, entry.state().size(), checksum.value(), tokens);
        entry.state().requireSame();
        Output known = planned.output();
        return new Output(known.model(), known.file(), known.tensor(), Optional.of(content));
    }

    /** Returns a subject with what is known of this side. */
    Subject in(Subject subject) throws IOException {
        return planned.request().side() == Side.REFERENCE
                ? subject.with(output(), subject.test())
                : subject.with(subject.reference(), output());
    }

    /** Returns this output in the rows of the other where only that one has rows, and this one's values make as many. */
    OpenedOutput inRowsOf(OpenedOutput other) {
        long positions = other.shape().positions();
        if (shape().fits(other.shape()) || !shape().isFlat() || shape().count() % positions != 0) {
            return this;
        }
        return with(new Shape(List.of(positions, shape().count() / positions)));
    }

    /** Returns this output in rows of a width, where it is flat and its values make several of them. */
    OpenedOutput inRows(OptionalLong width) {
        long values = width.orElse(0);
        long count = shape().count();
        boolean several = values > 0 && shape().isFlat() && count > values && count % values == 0;
        return several ? with(new Shape(List.of(count / values, values))) : this;
    }

    private OpenedOutput with(Shape shape) {
        return new OpenedOutput(
                planned, entry, file, new Source(source.file(), source.format(), shape), circumstances, checksum);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException ignored) {
            // It was only read: nothing is lost.
        }
    }
}
