package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.IdenticalFiles;
import io.github.modelconversion.diagnosis.KldFindings;
import io.github.modelconversion.diagnosis.SameFile;
import io.github.modelconversion.logits.Format;
import io.github.modelconversion.logits.KldFile;
import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.logits.UnusableInputException;
import io.github.modelconversion.metric.KldAccumulator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A logit file of llama-perplexity and what is compared with it: another one, or the logits of its scored positions. */
final class RunPair implements Opened {

    private final Subject subject;
    private final States states;
    private final KldFile reference;
    private final Test test;

    private RunPair(Subject subject, States states, KldFile reference, Test test) {
        this.subject = subject;
        this.states = states;
        this.reference = reference;
        this.test = test;
    }

    /** Both files, as they were before they were read. */
    private record States(FileState reference, FileState test) {

        static States of(Path reference, Path test) throws IOException {
            return new States(FileState.of(reference), FileState.of(test));
        }

        long bytes() {
            return reference.size() + test.size();
        }

        /** Returns why a comparison broke off: where a file was changed, that explains whatever came of it. */
        Finding whyBroken(Subject subject, IOException reason) {
            try {
                requireSame(subject);
                return finding(subject, reason);
            } catch (UnusableInputException changed) {
                return Unusable.finding(changed);
            }
        }

        void requireSame(Subject subject) throws UnusableInputException {
            reference.requireSame(subject.reference().file());
            test.requireSame(subject.test().file());
        }
    }

    /**
     * The test's side.
     *
     * @param file its file
     * @param source what that holds
     * @param mismatch why its rows cannot be compared; empty where they can
     * @param measurer measures its rows; empty where they cannot be compared
     */
    private record Test(Closeable file, Source source, Optional<Finding> mismatch, Optional<KldMeasurer> measurer) {}

    /** Returns whether a side is such a file. */
    static boolean isAsked(PairRequest pair) {
        return pair.reference().found().filter(KldFile::isNamed).isPresent()
                || pair.test().found().filter(KldFile::isNamed).isPresent();
    }

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
        States states;
        try {
            states = States.of(referencePath, testPath);
        } catch (IOException gone) {
            return Unusable.of(subject, Scope.RUNS, List.of(finding(subject, gone)));
        }
        try {
            return open(pair, subject, states, types);
        } catch (IOException unusable) {
            return Unusable.of(subject, Scope.RUNS, List.of(states.whyBroken(subject, unusable)));
        }
    }

    private static Finding noRun(Subject subject, Path testPath) {
        String test = subject.test().file();
        return Unusable.finding(new UnusableInputException(
                subject.reference().file(),
                "expected a .kld file as the reference, since "
                        + (KldFile.isNamed(testPath)
                                ? "the test (" + test + ") is one"
                                : "only runs of llama-perplexity have shards")
                        + ", found another",
                "Write one with llama-perplexity --kl-divergence-base for the original, or compare logits"));
    }

    private static Finding finding(Subject subject, IOException reason) {
        return Unusable.finding(UnusableInputException.of(
                subject.reference().file() + " or " + subject.test().file(), reason));
    }

    private static RunPair open(PairRequest pair, Subject subject, States states, UnusedElementType types)
            throws IOException {
        KldFile reference =
                KldFile.open(states.reference().path(), subject.reference().file());
        try {
            pair.layout().of(source(reference));
            Path path = states.test().path();
            Test test = KldFile.isNamed(path)
                    ? run(pair, reference, KldFile.open(path, subject.test().file()), types)
                    : logits(pair, reference, path, subject.test().file());
            return new RunPair(subject, states, reference, test);
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
            return new Test(
                    test,
                    source(test),
                    mismatch,
                    mismatch.isPresent() ? Optional.empty() : Optional.of(KldMeasurer.of(reference, test)));
        } catch (IOException | OutOfMemoryError unusable) {
            test.close();
            throw unusable;
        }
    }

    private static Test logits(PairRequest pair, KldFile reference, Path path, String name) throws IOException {
        List<TensorEntry> tensors =
                TensorEntry.list(path, file -> name, pair.test().elementType()).entries();
        LogitsFile test = pair.tensors().only(tensors, name).open();
        return SoftmaxRows.fit(reference, test)
                ? new Test(test, test.source(), Optional.empty(), Optional.of(KldMeasurer.of(reference, test)))
                : new Test(
                        test,
                        test.source(),
                        Optional.of(KldFindings.otherRows(
                                reference, name, test.source().shape().count())),
                        Optional.empty());
    }

    private static Source source(KldFile file) {
        return new Source(file.name(), Format.KLD, new Shape(List.of((long) file.rows(), (long) file.vocabulary())));
    }

    @Override
    public Measured measure(int threads, Progress told) {
        try {
            Measured measured = measureRows(threads, told);
            states.requireSame(subject);
            return measured;
        } catch (IOException broken) {
            return new NotMeasured(subject, Scope.RUNS, List.of(states.whyBroken(subject, broken)));
        }
    }

    private Measured measureRows(int threads, Progress told) throws IOException {
        FileChecksum referenceSum = beside(states.reference(), subject.reference());
        FileChecksum testSum = beside(states.test(), subject.test());
        Optional<KldAccumulator> rows;
        try {
            rows = rows(threads, told);
        } finally {
            referenceSum.end();
            testSum.end();
        }
        Subject known = subject.with(
                output(subject.reference(), source(reference), states.reference(), referenceSum),
                output(subject.test(), test.source(), states.test(), testSum));
        List<Finding> findings = new ArrayList<>();
        test.mismatch().ifPresent(findings::add);
        if (Files.isSameFile(states.reference().path(), states.test().path())) {
            findings.add(
                    SameFile.finding(subject.reference().file(), subject.test().file()));
        } else if (test.source().format().equals(Format.KLD)
                && referenceSum.value().equals(testSum.value())) {
            findings.add(IdenticalFiles.finding(
                    subject.reference().file(), subject.test().file(), values()));
        }
        return rows.isPresent()
                ? new MeasuredRun(
                        known,
                        reference.context(),
                        reference.vocabulary(),
                        reference.text().fingerprints(),
                        rows.get(),
                        findings,
                        List.of())
                : new NotMeasured(known, Scope.RUNS, findings);
    }

    private Optional<KldAccumulator> rows(int threads, Progress told) throws IOException {
        if (test.measurer().isEmpty()) {
            return Optional.empty();
        }
        LongConsumer done = values -> told.at((long) ((double) values / values() * states.bytes()), states.bytes());
        return Optional.of(test.measurer().get().measure(threads, done));
    }

    private long values() {
        return (long) reference.rows() * reference.vocabulary();
    }

    private static FileChecksum beside(FileState state, Output side) {
        FileChecksum checksum = new FileChecksum(state.path(), side.file());
        checksum.beside();
        return checksum;
    }

    /** The tokens are part of the file, and of its checksum. */
    private static Output output(Output side, Source source, FileState before, FileChecksum checksum)
            throws IOException {
        Output.Content content = new Output.Content(source, before.size(), checksum.value(), Optional.empty());
        return new Output(side.model(), side.file(), Optional.empty(), Optional.of(content));
    }

    @Override
    public void close() {
        try (reference) {
            test.file().close();
        } catch (IOException ignored) {
            // They were only read: nothing is lost.
        }
    }
}
