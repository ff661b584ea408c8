package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.weight.WeightMatrix;
import io.github.modelconversion.weight.explanation.Explainer;
import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Library;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Suspect;
import io.github.modelconversion.weight.source.ConvertedTensor;
import io.github.modelconversion.weight.source.OpenFiles;
import io.github.modelconversion.weight.source.WeightValues;
import io.github.modelconversion.weight.type.UsualError;
import io.github.modelconversion.weight.view.HeldMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Explains wrong tensors by the weights of all tensors that the GGUF file should have. */
final class Explanations implements Library {

    private final ExpectedValues expected;
    private final Collection<TensorEntry> entries;
    private final OpenFiles files;
    private final Explainer explainer = new Explainer(this);
    private String lastRead = "";
    private WeightMatrix lastRows = new HeldMatrix(1);

    Explanations(ExpectedValues expected, Collection<TensorEntry> entries, OpenFiles files) {
        this.expected = expected;
        this.entries = entries;
        this.files = files;
    }

    /**
     * Returns the relation that the weights prove; empty if none is proven.
     *
     * @throws IOException if a file cannot be read
     */
    Optional<Relation> of(ComparedTensor tensor) throws IOException {
        TensorEntry entry = tensor.entry();
        ConvertedTensor converted = tensor.converted();
        int columns = columns(entry);
        try {
            return explainer.explain(new Suspect(
                    entry.name(),
                    entry.source(),
                    new RowsOf(expected.open(entry).orElseThrow(), columns),
                    new RowsOf(converted.open(files, converted.decoder().orElseThrow()), columns),
                    layout(entry),
                    converted.usualError().map(UsualError::failureNmse).orElse(0.0)));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private Layout layout(TensorEntry entry) {
        Layout.Step step = switch (entry.operation()) {
            case ROPE -> Layout.Step.ROPE;
            case PLUS_ONE -> Layout.Step.PLUS_ONE;
            case TRANSPOSED -> Layout.Step.TRANSPOSED;
            default -> Layout.Step.NONE;
        };
        int experts = entry.found().size() == 3 ? Math.toIntExact(entry.found().get(2)) : 0;
        return new Layout(
                step,
                expected.planned(entry).flatMap(PlannedValues::heads).orElse(0L).intValue(),
                experts);
    }

    @Override
    public List<Entry> ofShape(long rows, int columns) {
        List<Entry> found = new ArrayList<>();
        for (TensorEntry entry : entries) {
            if (entry.operation() != Operation.GENERATED
                    && !entry.sources().isEmpty()
                    && !entry.found().isEmpty()
                    && entry.verdict() != TensorEntry.Verdict.SHAPE_DIFFERS
                    && columns(entry) == columns
                    && entry.count() == rows * columns) {
                if (open(entry).isPresent()) {
                    found.add(new Entry(entry.name(), entry.source(), new Reopened(entry, columns)));
                }
            }
        }
        return found;
    }

    /** The rows of one of many tensors. Only the one that was read last is open, because an open tensor holds buffers. */
    private final class Reopened implements WeightMatrix {

        private final TensorEntry entry;
        private final int columns;

        Reopened(TensorEntry entry, int columns) {
            this.entry = entry;
            this.columns = columns;
        }

        @Override
        public long rows() {
            return entry.count() / columns;
        }

        @Override
        public int columns() {
            return columns;
        }

        @Override
        public void read(long first, int count, float[] into) throws IOException {
            if (!lastRead.equals(entry.name())) {
                lastRead = entry.name();
                lastRows = new RowsOf(expected.open(entry).orElseThrow(), columns);
            }
            lastRows.read(first, count, into);
        }
    }

    private Optional<WeightValues> open(TensorEntry entry) {
        try {
            return expected.open(entry);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int columns(TensorEntry entry) {
        return Math.toIntExact(entry.found().get(0));
    }
}
