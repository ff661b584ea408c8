package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.IdenticalFiles;
import io.github.modelconversion.diagnosis.KldFindings;
import io.github.modelconversion.diagnosis.SameFile;
import io.github.modelconversion.gguf.Conversion;
import io.github.modelconversion.gguf.ConversionType;
import io.github.modelconversion.logits.Format;
import io.github.modelconversion.logits.KldFile;
import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.logits.UnusableInputException;
import io.github.modelconversion.metric.KldAccumulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Measures a logit file of llama-perplexity beside another one, or beside the logits of its scored positions. */
final class KldPair {

    private final PairRequest pair;
    private final GateRequest request;
    private final Optional<ConversionType> type;
    private final List<Finding> findings = new ArrayList<>();
    private Output reference;
    private Output test;
    private Optional<Shard.Measured> measured = Optional.empty();

    KldPair(PairRequest pair, GateRequest request, Conversion conversion) {
        this.pair = pair;
        this.request = request;
        this.type = conversion.conversionType();
        this.reference = withoutContent(pair.reference());
        this.test = withoutContent(pair.test());
    }

    /** Returns whether a side is such a file. */
    static boolean isAsked(PairRequest pair) {
        return pair.reference().found().filter(KldFile::isNamed).isPresent()
                || pair.test().found().filter(KldFile::isNamed).isPresent();
    }

    private Output withoutContent(OutputRequest side) {
        return new Output(
                side.model(),
                request.nameOf(side.found().orElse(side.candidates().get(0))),
                Optional.empty(),
                Optional.empty());
    }

    Shard shard(int threads, Progress progress) {
        for (OutputRequest side : List.of(pair.reference(), pair.test())) {
            OpenedOutput.missing(side, side.found(), pair.kind(), request, request.missingFileHint())
                    .ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            try {
                measure(threads, progress);
            } catch (IOException unusable) {
                measured = Optional.empty();
                findings.add(OpenedOutput.unusable(
                        UnusableInputException.of(reference.file() + " or " + test.file(), unusable)));
            }
        }
        return shard(measured, findings);
    }

    /** Returns what is said of a pair that cannot be measured. */
    Shard unmeasured(Finding reason) {
        return shard(Optional.empty(), List.of(reason));
    }

    private Shard shard(Optional<Shard.Measured> figures, List<Finding> said) {
        return new Shard(pair.dataDirectory().map(request::nameOf), reference, test, type, figures, said, List.of());
    }

    private void measure(int threads, Progress progress) throws IOException {
        Path referencePath = pair.reference().found().orElseThrow();
        Path testPath = pair.test().found().orElseThrow();
        if (!KldFile.isNamed(referencePath)) {
            throw new UnusableInputException(
                    reference.file(),
                    "expected a .kld file as the reference, since "
                            + (KldFile.isNamed(testPath)
                                    ? "the test (" + test.file() + ") is one"
                                    : "only runs of llama-perplexity have shards")
                            + ", found another",
                    "Write one with llama-perplexity --kl-divergence-base for the original, or compare logits");
        }
        FileState referenceState = FileState.of(referencePath);
        FileState testState = FileState.of(testPath);
        try {
            measure(referenceState, testState, threads, progress);
        } finally {
            // Where a file was changed, that explains whatever came of it.
            referenceState.requireSame(reference.file());
            testState.requireSame(test.file());
        }
    }

    private void measure(FileState referenceState, FileState testState, int threads, Progress progress)
            throws IOException {
        Path referencePath = referenceState.path();
        Path testPath = testState.path();
        try (KldFile ofReference = KldFile.open(referencePath, reference.file())) {
            pair.layout().of(source(ofReference));
            long bytes = referenceState.size() + testState.size();
            long values = (long) ofReference.rows() * ofReference.vocabulary();
            LongConsumer told = done -> progress.at((long) ((double) done / values * bytes), bytes);
            FileChecksum referenceSum = beside(referencePath, reference);
            FileChecksum testSum = beside(testPath, test);
            Source testSource;
            try {
                testSource = KldFile.isNamed(testPath)
                        ? measureRuns(ofReference, testPath, threads, told)
                        : measureLogits(ofReference, testPath, threads, told);
            } finally {
                referenceSum.end();
                testSum.end();
            }
            reference = output(reference, source(ofReference), referenceState, referenceSum);
            test = output(test, testSource, testState, testSum);
            boolean sameFile = Files.isSameFile(referencePath, testPath);
            if (sameFile) {
                findings.add(SameFile.finding(reference.file(), test.file()));
            } else if (testSource.format().equals(Format.KLD)
                    && referenceSum.value().equals(testSum.value())) {
                findings.add(IdenticalFiles.finding(reference.file(), test.file(), values));
            }
        }
    }

    private Source measureRuns(KldFile ofReference, Path testPath, int threads, LongConsumer told) throws IOException {
        pair.tensors().requireNone(reference.file() + " and " + test.file());
        try (KldFile ofTest = KldFile.open(testPath, test.file())) {
            Optional<Finding> unused = UnusedElementType.of(request, pair, source(ofReference), source(ofTest));
            Optional<Finding> mismatch = unused.isPresent() ? unused : KldFindings.mismatch(ofReference, ofTest);
            mismatch.ifPresent(findings::add);
            if (mismatch.isEmpty()) {
                measured = Optional.of(measured(
                        ofReference, KldMeasurer.of(ofReference, ofTest).measure(threads, told)));
            }
            return source(ofTest);
        }
    }

    private Source measureLogits(KldFile ofReference, Path testPath, int threads, LongConsumer told)
            throws IOException {
        List<TensorEntry> tensors =
                TensorEntry.list(testPath, pair.test().elementType(), request).entries();
        try (LogitsFile ofTest = pair.tensors().only(tensors, test.file()).open()) {
            if (SoftmaxRows.fit(ofReference, ofTest)) {
                measured = Optional.of(measured(
                        ofReference, KldMeasurer.of(ofReference, ofTest).measure(threads, told)));
            } else {
                findings.add(KldFindings.otherRows(
                        ofReference, test.file(), ofTest.source().shape().count()));
            }
            return ofTest.source();
        }
    }

    private static Shard.Measured measured(KldFile file, KldAccumulator rows) throws IOException {
        return new Shard.Measured(file.context(), file.vocabulary(), file.text().fingerprints(), rows);
    }

    private static Source source(KldFile file) {
        return new Source(file.name(), Format.KLD, new Shape(List.of((long) file.rows(), (long) file.vocabulary())));
    }

    private static FileChecksum beside(Path path, Output side) {
        FileChecksum checksum = new FileChecksum(path, side.file());
        checksum.beside();
        return checksum;
    }

    /** The tokens are part of the file, and of its checksum. */
    private static Output output(Output side, Source source, FileState before, FileChecksum checksum)
            throws IOException {
        Output.Content content = new Output.Content(source, before.size(), checksum.value(), Optional.empty());
        return new Output(side.model(), side.file(), Optional.empty(), Optional.of(content));
    }
}
