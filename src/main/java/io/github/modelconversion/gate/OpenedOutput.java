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
 * One side with its tensor open.
 *
 * @param planned the side
 * @param entry the tensor
 * @param file its values
 * @param facts what diagnoses need to know about it
 * @param checksum the file's CRC-32C
 */
record OpenedOutput(PlannedSide planned, TensorEntry entry, LogitsFile file, OutputFacts facts, FileChecksum checksum)
        implements AutoCloseable {

    String name() {
        return planned.name();
    }

    Shape shape() {
        return facts.shape();
    }

    /** Returns the file's name and format, and the rows assumed for it. */
    Source source() {
        return facts.source();
    }

    /** Returns the approximate size of the values in bytes. */
    long bytes() {
        return entry.bytes();
    }

    /**
     * Returns the report's description of this side.
     *
     * @throws IOException if the file can no longer be read or has changed since it was opened
     */
    Output output() throws IOException {
        Optional<Tokens> tokens = facts.prompt().tokens();
        Optional<String> tokensCrc32c =
                tokens.isPresent() ? Optional.of(tokens.get().crc32c()) : Optional.empty();
        Output.Content content = new Output.Content(source(), entry.state().size(), checksum.value(), tokensCrc32c);
        entry.state().requireSame();
        return planned.output().with(content);
    }

    /** Returns a copy of the subject that includes the contents of this side. */
    Subject in(Subject subject) throws IOException {
        return planned.request().side() == Side.REFERENCE
                ? subject.with(output(), subject.test())
                : subject.with(subject.reference(), output());
    }

    /**
     * Returns this output in the rows of the other if only the other has rows and this one holds as many values; else this
     * output.
     */
    OpenedOutput inRowsOf(OpenedOutput other) {
        long positions = other.shape().positions();
        if (shape().fits(other.shape()) || !shape().isFlat() || shape().count() % positions != 0) {
            return this;
        }
        return with(new Shape(List.of(positions, shape().count() / positions)));
    }

    /**
     * Returns this output in rows of the given width if it is flat and its values fill several of them; else this output.
     */
    OpenedOutput inRows(OptionalLong width) {
        long values = width.orElse(0);
        long count = shape().count();
        boolean several = values > 0 && shape().isFlat() && count > values && count % values == 0;
        return several ? with(new Shape(List.of(count / values, values))) : this;
    }

    private OpenedOutput with(Shape shape) {
        return new OpenedOutput(planned, entry, file, facts.in(shape), checksum);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException ignored) {
            // The file was only read, so nothing is lost.
        }
    }
}
