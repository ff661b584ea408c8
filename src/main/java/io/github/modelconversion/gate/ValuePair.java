package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Causes;
import io.github.modelconversion.diagnosis.Diagnoses;
import io.github.modelconversion.diagnosis.Evidence;
import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.RowFacts;
import io.github.modelconversion.diagnosis.Sample;
import io.github.modelconversion.diagnosis.Surroundings;
import io.github.modelconversion.diagnosis.UsualError;
import io.github.modelconversion.diagnosis.Vocabulary;
import io.github.modelconversion.diagnosis.shape.ShapeTrials;
import io.github.modelconversion.gguf.Conversion;
import io.github.modelconversion.gguf.GgufModel;
import io.github.modelconversion.logits.Layout;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.logits.UnusableInputException;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Opens two outputs of values, measures them, says what is wrong with them and judges them. */
final class ValuePair {

    /** More than any memory holds the figures of. */
    private static final long MOST_ROWS = 1L << 30;

    private final PlannedPair planned;
    private final PairRequest pair;
    private final GateRequest request;
    private final Inputs inputs;
    private final Conversion conversion;

    ValuePair(PlannedPair planned, GateRequest request, Inputs inputs) {
        this.planned = planned;
        this.pair = planned.pair();
        this.request = request;
        this.inputs = inputs;
        this.conversion = inputs.conversion(pair);
    }

    Comparison compare(int threads, Progress told) {
        if (planned.obstacle().isPresent()) {
            return notCompared();
        }
        // One missing file is enough to say it.
        String hint = request.missingFileHint();
        try (OpenedOutput reference = OpenedOutput.open(Side.REFERENCE, planned, request, inputs, hint);
                OpenedOutput test = OpenedOutput.open(
                        Side.TEST, planned, request, inputs, reference.problem().isEmpty() ? hint : "")) {
            OpenedOutput testRows = inRows(test, test);
            OpenedOutput referenceRows = inRows(reference, test);
            return compare(referenceRows.inRowsOf(testRows), testRows.inRowsOf(referenceRows), threads, told);
        }
    }

    /** Without a layout of their own, flat logits make rows of the converted model's vocabulary. */
    private OpenedOutput inRows(OpenedOutput side, OpenedOutput test) {
        return pair.layout().equals(Layout.ONE_ROW) && side.count() == test.count() ? side.inRows(vocabulary()) : side;
    }

    private Comparison notCompared() {
        return new Comparison(
                pair.kind(),
                pair.dataDirectory().map(request::nameOf),
                planned.output(Side.REFERENCE, request),
                planned.output(Side.TEST, request),
                conversion.conversionType(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                judge(request.limits().limits(pair.kind(), conversion.type()), Optional.empty()),
                planned.obstacle().stream().toList());
    }

    private Comparison compare(OpenedOutput reference, OpenedOutput test, int threads, Progress told) {
        long rows = reference.source().map(source -> source.shape().positions()).orElse(1L);
        boolean tooFew =
                reference.source().map(Source::shape).filter(Shape::isTooFew).isPresent();
        List<Limit> bounds = tooFew
                ? request.limits().limitsOfFewValues(pair.kind(), conversion.type())
                : request.limits().limits(pair.kind(), conversion.type(), rows);
        List<Finding> findings = new ArrayList<>();
        Optional<Measured> measured = Optional.empty();
        Output referenceOutput = reference.withoutContent();
        Output testOutput = test.withoutContent();
        try {
            if (reference.file().isPresent() && test.file().isPresent()) {
                UnusedElementType.of(
                                request,
                                pair,
                                reference.source().orElseThrow(),
                                test.source().orElseThrow())
                        .ifPresent(findings::add);
                measured = findings.isEmpty()
                        ? Optional.of(measure(reference, test, bounds, threads, told))
                        : Optional.empty();
            }
            referenceOutput = reference.output();
            testOutput = test.output();
        } catch (IOException broken) {
            findings.add(OpenedOutput.broken(reference, test, broken));
            measured = Optional.empty();
        }
        Optional<Measurement> measurement = measured.flatMap(Measured::measurement);
        List<LimitResult> limits = judge(bounds, measurement);
        Optional<UsualError> usualNmse = request.limits().usualNmse(pair.kind(), conversion.type());
        if (measured.isPresent() && findings.isEmpty()) {
            findings.addAll(Diagnoses.all(new Evidence(
                    pair.kind(),
                    reference.source().orElseThrow(),
                    test.source().orElseThrow(),
                    measured.get().surroundings(),
                    measurement,
                    conversion,
                    request.limits().needsType(),
                    usualNmse.filter(usual -> passesByDefault(limits)),
                    request.rules(),
                    measured.get().sample(),
                    request.limits().largestUsualNmse(pair.kind(), conversion.type()),
                    keepsAll(limits))));
        }
        reference.problem().ifPresent(findings::add);
        test.problem().ifPresent(findings::add);
        return new Comparison(
                pair.kind(),
                pair.dataDirectory().map(request::nameOf),
                referenceOutput,
                testOutput,
                conversion.conversionType(),
                usualNmse,
                measurement,
                Optional.empty(),
                List.of(),
                limits,
                findings);
    }

    private static List<LimitResult> judge(List<Limit> limits, Optional<Measurement> measurement) {
        Metrics metrics = measurement.map(Measurement::metrics).orElse(Metrics.none());
        return limits.stream().map(limit -> limit.judge(metrics)).toList();
    }

    private static boolean keepsAll(List<LimitResult> limits) {
        return Verdict.worst(limits.stream().map(LimitResult::verdict).toList()) == Verdict.PASS;
    }

    private static boolean passesByDefault(List<LimitResult> limits) {
        return limits.stream()
                .anyMatch(result -> result.limit().metric() == Metric.NMSE
                        && result.limit().origin() == Limit.Origin.DEFAULT
                        && result.verdict() == Verdict.PASS);
    }

    /** What was measured, and what else is known of the pair. */
    private record Measured(Optional<Measurement> measurement, Surroundings surroundings, Optional<Sample> sample) {}

    /** Nothing is measured where the shapes do not fit, or where rows are longer on one side and what both have differs. */
    private Measured measure(OpenedOutput reference, OpenedOutput test, List<Limit> limits, int threads, Progress told)
            throws IOException {
        Optional<Overlap> overlap = Overlap.of(reference, test, pair.kind());
        Optional<Measurement> measurement = Optional.empty();
        boolean probabilities = false;
        if (overlap.isPresent()) {
            Measurement measured = measure(overlap.get(), reference, test, threads, told);
            probabilities = pair.kind().hasDistributions()
                    && ProbabilityRows.areOnBothSides(
                            reference, test, overlap.get(), measured.rows().errors());
            if (probabilities) {
                measured = ProbabilityRows.withDivergences(
                        measured, overlap.get(), pair.kind(), lanes(overlap.get(), threads), done -> {});
            }
            boolean counts = !overlap.get().isCut()
                    || request.rules().vocabulary() == Vocabulary.COMMON
                    || keepsAll(judge(limits, Optional.of(measured)));
            measurement = Optional.of(measured).filter(all -> counts);
        }
        Optional<Overlap> compared = measurement.isPresent() ? overlap : Optional.empty();
        return new Measured(
                measurement,
                new Surroundings(
                        reference.circumstances().orElseThrow(),
                        test.circumstances().orElseThrow(),
                        Files.isSameFile(
                                reference.state().orElseThrow().path(),
                                test.state().orElseThrow().path()),
                        compared.isPresent() ? compared.get().padding() : Optional.empty(),
                        compared.isPresent() ? Optional.of(compared.get().tails()) : Optional.empty(),
                        compared.isPresent() ? Optional.empty() : Optional.of(trials(reference, test)),
                        compared.isPresent()
                                ? rows(compared.get(), measurement.orElseThrow(), probabilities)
                                : RowFacts.NONE),
                measurement.filter(Causes::areAskedFor).isPresent()
                        ? SampleReader.read(
                                overlap.get().reference(),
                                overlap.get().test(),
                                overlap.get().width(),
                                measurement.orElseThrow().rows().errors())
                        : Optional.empty());
    }

    private static ShapeTrials trials(OpenedOutput reference, OpenedOutput test) throws IOException {
        return ShapeTrials.of(
                reference.file().orElseThrow(),
                reference.source().orElseThrow().shape(),
                test.file().orElseThrow(),
                test.source().orElseThrow().shape());
    }

    private RowFacts rows(Overlap overlap, Measurement measurement, boolean probabilities) throws IOException {
        boolean oneRow = pair.kind() == OutputKind.LOGITS
                && overlap.pairs() == overlap.width()
                && vocabulary().isEmpty()
                && pair.layout().equals(Layout.ONE_ROW);
        return new RowFacts(
                probabilities,
                RowOrderReader.read(overlap, pair.kind(), measurement),
                oneRow ? RowPeriod.of(overlap.reference()) : OptionalLong.empty());
    }

    /** Returns how many logits a row has, where the converted model's file says it. */
    private OptionalLong vocabulary() {
        return pair.kind() == OutputKind.LOGITS
                ? conversion.model().map(GgufModel::vocabularySize).orElse(OptionalLong.empty())
                : OptionalLong.empty();
    }

    private Measurement measure(Overlap overlap, OpenedOutput reference, OpenedOutput test, int threads, Progress told)
            throws IOException {
        long pairs = overlap.pairs();
        requireRows(pairs / overlap.width(), test);
        int lanes = lanes(overlap, threads);
        if (lanes > 1) {
            reference.checksum().beside();
            test.checksum().beside();
        }
        double bytesPerPair = (double) (reference.bytes() + test.bytes()) / pairs;
        return new Measurer(overlap.reference(), overlap.test(), overlap.width(), pair.kind())
                .measure(lanes, done -> told.at((long) (done * bytesPerPair), reference.bytes() + test.bytes()));
    }

    /** Each row has figures of its own, which are kept. */
    private static void requireRows(long rows, OpenedOutput test) throws UnusableInputException {
        if (rows > MOST_ROWS) {
            throw new UnusableInputException(
                    test.name(),
                    "expected at most " + MOST_ROWS + " rows, found " + rows,
                    "Set width to the number of values in a row, or compare fewer rows at once");
        }
    }

    /** What can only be read from its beginning takes one: several threads would each read all of it. */
    private static int lanes(Overlap overlap, int threads) {
        boolean sequential =
                overlap.reference().isSequential() || overlap.test().isSequential();
        return sequential || overlap.pairs() < Gate.PARALLEL_FROM ? 1 : Math.min(threads, Gate.MOST_THREADS);
    }
}
