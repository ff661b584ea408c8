package io.github.modelconversion.gate;

import io.github.modelconversion.input.file.FileState;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.judge.file.IdenticalFiles;
import io.github.modelconversion.judge.file.SameFile;
import io.github.modelconversion.judge.row.KldFindings;
import io.github.modelconversion.measure.FileChecksum;
import io.github.modelconversion.measure.KldMeasurer;
import io.github.modelconversion.measure.SoftmaxRows;
import io.github.modelconversion.measure.runs.KldAccumulator;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.plan.PlannedPair;
import io.github.modelconversion.plan.UnusedElementType;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.TensorEntry;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A llama-perplexity logit file and its test: another such file, or the logits of its scored positions. */
final class RunPair implements Opened {

    private final Subject subject;
    private final FileState referenceState;
    private final FileState testState;
    private final KldFile reference;
    private final Test test;

    private RunPair(Subject subject, FileState referenceState, FileState testState, KldFile reference, Test test) {
        this.subject = subject;
        this.referenceState = referenceState;
        this.testState = testState;
        this.reference = reference;
        this.test = test;
    }

    /**
     * The test's side.
     *
     * @param file the test file
     * @param source the contents of that file
     * @param mismatches why its rows cannot be compared; none if they can
     * @param measurer supplies the measurer of its rows if they can be compared
     */
    private record Test(Closeable file, Source source, List<Finding> mismatches, Supplier<KldMeasurer> measurer) {}

    /** Opens both files. */
    static Opened open(PlannedPair planned, Subject subject, UnusedElementType types) {
        if (!planned.problems().isEmpty()) {
            return Unusable.of(subject, Scope.RUNS, planned.problems());
        }
        PairRequest pair = planned.pair();
        Path referencePath = pair.reference().found().orElseThrow();
        Path testPath = pair.test().found().orElseThrow();
        if (!KldFile.isNamed(referencePath)) {
            return Unusable.of(subject, Scope.RUNS, List.of(noRun(subject, testPath)));
        }
        try {
            FileState reference =
                    FileState.of(referencePath, subject.reference().file());
            FileState test = FileState.of(testPath, subject.test().file());
            try {
                return open(pair, subject, reference, test, types);
            } catch (IOException unusable) {
                return Unusable.of(subject, Scope.RUNS, List.of(NotMeasured.whyBroken(reference, test, unusable)));
            }
        } catch (IOException gone) {
            UnusableInputException reason = UnusableInputException.of(planned.names(), gone);
            return Unusable.of(subject, Scope.RUNS, List.of(Finding.unusable(reason)));
        }
    }

    private static Finding noRun(Subject subject, Path testPath) {
        String test = subject.test().file();
        return Finding.unusable(new UnusableInputException(
                subject.reference().file(),
                "expected a .kld file as the reference, since "
                        + (KldFile.isNamed(testPath)
                                ? "the test (" + test + ") is one"
                                : "only runs of llama-perplexity have shards")
                        + ", found another",
                "Write one with llama-perplexity --kl-divergence-base for the original, or compare logits"));
    }

    private static RunPair open(
            PairRequest pair, Subject subject, FileState referenceState, FileState testState, UnusedElementType types)
            throws IOException {
        KldFile reference = KldFile.open(referenceState.path(), referenceState.name());
        try {
            pair.layout().of(source(reference));
            Path path = testState.path();
            Test test = KldFile.isNamed(path)
                    ? run(pair, reference, KldFile.open(path, testState.name()), types)
                    : logits(pair, reference, testState.name());
            return new RunPair(subject, referenceState, testState, reference, test);
        } catch (IOException | OutOfMemoryError unusable) {
            reference.close();
            throw unusable;
        }
    }

    private static Test run(PairRequest pair, KldFile reference, KldFile test, UnusedElementType types)
            throws IOException {
        try {
            pair.tensors().requireNone(reference.name() + " and " + test.name());
            Optional<Finding> unused = types.of(pair, source(reference), source(test));
            Optional<Finding> mismatch = unused.isPresent() ? unused : KldFindings.mismatch(reference, test);
            return new Test(test, source(test), mismatch.stream().toList(), () -> KldMeasurer.of(reference, test));
        } catch (IOException | OutOfMemoryError unusable) {
            test.close();
            throw unusable;
        }
    }

    private static Test logits(PairRequest pair, KldFile reference, String name) throws IOException {
        List<TensorEntry> tensors = TensorEntry.list(pair.test(), file -> name).entries();
        LogitsFile test = pair.tensors().only(tensors, name).open();
        List<Finding> mismatches = SoftmaxRows.fit(reference, test)
                ? List.of()
                : List.of(KldFindings.otherRows(
                        reference, name, test.source().shape().count()));
        return new Test(test, test.source(), mismatches, () -> KldMeasurer.of(reference, test));
    }

    private static Source source(KldFile file) {
        return new Source(file.name(), Format.KLD, new Shape(List.of((long) file.rows(), (long) file.vocabulary())));
    }

    @Override
    public Measured measure(Threads threads, Progress told) {
        try {
            Measured measured = measureRows(threads, told);
            referenceState.requireSame();
            testState.requireSame();
            return measured;
        } catch (IOException broken) {
            return new NotMeasured(
                    subject, Scope.RUNS, List.of(NotMeasured.whyBroken(referenceState, testState, broken)));
        }
    }

    private Measured measureRows(Threads threads, Progress told) throws IOException {
        FileChecksum referenceSum = beside(referenceState, threads);
        FileChecksum testSum = beside(testState, threads);
        try {
            if (!test.mismatches().isEmpty()) {
                return new NotMeasured(known(referenceSum, testSum), Scope.RUNS, findings(referenceSum, testSum));
            }
            long bytes = referenceState.size() + testState.size();
            KldAccumulator rows = test.measurer()
                    .get()
                    .measure(threads, values -> told.at((long) ((double) values / values() * bytes), bytes));
            return new MeasuredRun(
                    known(referenceSum, testSum),
                    reference.context(),
                    reference.vocabulary(),
                    reference.text().fingerprints(),
                    rows,
                    findings(referenceSum, testSum),
                    List.of());
        } finally {
            referenceSum.end();
            testSum.end();
        }
    }

    /** Returns the subject with the contents of both files. Their tokens are part of them and covered by the checksums. */
    private Subject known(FileChecksum referenceSum, FileChecksum testSum) throws IOException {
        return subject.with(
                subject.reference()
                        .with(new Output.Content(source(reference), referenceState.size(), referenceSum.value())),
                subject.test().with(new Output.Content(test.source(), testState.size(), testSum.value())));
    }

    private List<Finding> findings(FileChecksum referenceSum, FileChecksum testSum) throws IOException {
        List<Finding> findings = new ArrayList<>(test.mismatches());
        if (Files.isSameFile(referenceState.path(), testState.path())) {
            findings.add(SameFile.finding(referenceState.name(), testState.name()));
        } else if (test.source().format().equals(Format.KLD)
                && referenceSum.value().equals(testSum.value())) {
            findings.add(IdenticalFiles.finding(referenceState.name(), testState.name(), values()));
        }
        return findings;
    }

    private long values() {
        return (long) reference.rows() * reference.vocabulary();
    }

    private static FileChecksum beside(FileState state, Threads threads) {
        FileChecksum checksum = new FileChecksum(state, Optional.empty());
        checksum.beside(threads);
        return checksum;
    }

    @Override
    public void close() {
        try (reference) {
            test.file().close();
        } catch (IOException ignored) {
            // The files were only read, so nothing is lost.
        }
    }
}
