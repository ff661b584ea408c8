package io.github.modelconversion.gate;

import io.github.modelconversion.gate.rows.ComparableRows;
import io.github.modelconversion.gate.rows.MeasuredRows;
import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.judge.evidence.Figures;
import io.github.modelconversion.judge.evidence.Padding;
import io.github.modelconversion.judge.evidence.RowFacts;
import io.github.modelconversion.measure.RowPeriod;
import io.github.modelconversion.measure.sample.ShapeTrials;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.plan.UnusedElementType;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Two opened outputs of values.
 *
 * @param subject the outputs
 * @param pair the requested comparison
 * @param conversion facts about the converted model
 * @param types detects an element type that was set although the files state their own
 * @param reference the reference, in its assumed rows
 * @param test the test, in its assumed rows
 */
record ValuePair(
        Subject subject,
        PairRequest pair,
        Conversion conversion,
        UnusedElementType types,
        OpenedOutput reference,
        OpenedOutput test)
        implements Opened {

    /** Returns the pair; a side without rows takes those of the other side. */
    static ValuePair of(
            Subject subject,
            PairRequest pair,
            Conversion conversion,
            UnusedElementType types,
            OpenedOutput reference,
            OpenedOutput test) {
        OpenedOutput testRows = inRows(test, test, pair, conversion);
        OpenedOutput referenceRows = inRows(reference, test, pair, conversion);
        return new ValuePair(
                subject, pair, conversion, types, referenceRows.inRowsOf(testRows), testRows.inRowsOf(referenceRows));
    }

    /** Cuts flat logits without a layout of their own into rows of the converted model's vocabulary size. */
    static OpenedOutput inRows(OpenedOutput side, OpenedOutput test, PairRequest pair, Conversion conversion) {
        return pair.layout().isOneRow() && side.shape().count() == test.shape().count()
                ? side.inRows(vocabulary(pair, conversion))
                : side;
    }

    /** Returns the number of logits per row if the converted model's file states it. */
    private static OptionalLong vocabulary(PairRequest pair, Conversion conversion) {
        return pair.kind() == OutputKind.LOGITS && conversion instanceof Conversion.OfFile file
                ? file.model().vocabularySize()
                : OptionalLong.empty();
    }

    @Override
    public Measured measure(Threads threads, Progress told) {
        Scope scope = Scope.of(reference.shape());
        try {
            Optional<Finding> unused = types.of(pair, reference.source(), test.source());
            return unused.isPresent()
                    ? new NotMeasured(known(), scope, List.of(unused.get()))
                    : measureValues(threads, told);
        } catch (IOException broken) {
            return new NotMeasured(
                    subject,
                    scope,
                    List.of(NotMeasured.whyBroken(
                            reference.entry().state(), test.entry().state(), broken)));
        }
    }

    /** Returns the subject with the contents of both files. */
    private Subject known() throws IOException {
        return subject.with(reference.output(), test.output());
    }

    private Measured measureValues(Threads threads, Progress told) throws IOException {
        Optional<ComparableRows> rows =
                ComparableRows.of(reference.file(), reference.shape(), test.file(), test.shape(), pair.kind());
        Figures figures = rows.isPresent() ? figures(rows.get(), threads, told) : otherShapes();
        return new MeasuredValues(known(), conversion, reference.facts(), test.facts(), isSameFile(), figures);
    }

    private Figures figures(ComparableRows overlap, Threads threads, Progress told) throws IOException {
        MeasuredRows rows = measureRows(overlap, threads, told);
        Figures.OfValues values =
                new Figures.OfValues(rows.measurement(), rows.sample(), overlap.tails(), facts(overlap, rows));
        Optional<Padding> padding = overlap.padding();
        return padding.isPresent() ? new Figures.OfCutRows(values, padding.get(), otherShapes()) : values;
    }

    private MeasuredRows measureRows(ComparableRows overlap, Threads threads, Progress told) throws IOException {
        Threads own = overlap.threads(threads);
        if (own.count() > 1) {
            reference.checksum().beside(threads);
            test.checksum().beside(threads);
        }
        long bytes = reference.bytes() + test.bytes();
        double bytesPerPair = (double) bytes / overlap.pairs();
        return MeasuredRows.of(
                overlap,
                pair.kind(),
                reference.facts().head(),
                test.facts().head(),
                own,
                done -> told.at((long) (done * bytesPerPair), bytes));
    }

    private Figures.OfOtherShapes otherShapes() throws IOException {
        return new Figures.OfOtherShapes(
                ShapeTrials.of(reference.file(), reference.shape(), test.file(), test.shape()));
    }

    private boolean isSameFile() throws IOException {
        return Files.isSameFile(reference.entry().file(), test.entry().file());
    }

    private RowFacts facts(ComparableRows overlap, MeasuredRows rows) throws IOException {
        boolean oneRow = pair.kind() == OutputKind.LOGITS
                && overlap.pairs() == overlap.width()
                && vocabulary(pair, conversion).isEmpty()
                && pair.layout().isOneRow();
        return new RowFacts(
                rows.probabilities(), rows.order(), oneRow ? RowPeriod.of(overlap.reference()) : OptionalLong.empty());
    }

    @Override
    public void close() {
        try (reference) {
            test.close();
        }
    }
}
