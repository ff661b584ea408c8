package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Causes;
import io.github.modelconversion.diagnosis.Diagnosis;
import io.github.modelconversion.diagnosis.Evidence;
import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Rules;
import io.github.modelconversion.diagnosis.Sample;
import io.github.modelconversion.diagnosis.Surroundings;
import io.github.modelconversion.diagnosis.UsualError;
import io.github.modelconversion.diagnosis.Vocabulary;
import io.github.modelconversion.gguf.Conversion;
import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * The gate: has each pair of outputs opened, measured and diagnosed, and judges it against the limits. It throws nothing
 * for a violation or an unusable input; the report says it.
 */
public final class Gate {

    /** From so many pairs on several threads pay for starting them: two files of 64 MB. */
    static final long PARALLEL_FROM = 1L << 24;

    /** Each thread takes half a megabyte for its buffers. */
    private static final int MOST_THREADS = 64;

    private final int threads;
    private final Progress progress;

    /** Creates a gate that uses one thread and tells nobody how far it is. */
    public Gate() {
        this(1, Progress.NONE);
    }

    /**
     * Creates a gate.
     *
     * @param threads the most threads to use for a comparison; small ones use one
     * @param progress is told how far a comparison is
     */
    public Gate(int threads, Progress progress) {
        this.threads = threads;
        this.progress = progress;
    }

    /** Makes all comparisons of a request. */
    public GateReport check(GateRequest request) {
        Plan plan = Plan.of(request);
        List<TensorPlan> outputs =
                plan.pairs().stream().map(pair -> TensorPlan.of(pair, request)).toList();
        List<Skipped> skipped = new ArrayList<>(plan.skipped());
        outputs.forEach(output -> skipped.addAll(output.skipped()));
        List<Comparison> all =
                each(outputs.stream().flatMap(output -> output.pairs().stream()).toList(), request, this::compare);
        List<Comparison> comparisons = new ArrayList<>();
        for (TensorPlan output : outputs) {
            int from = comparisons.size();
            comparisons.addAll(
                    FirstDivergence.mark(all.subList(from, from + output.pairs().size())));
        }
        return new GateReport(comparisons, skipped);
    }

    /** Measures all pairs of a request, which must be logit files, without judging them. */
    public Shards shards(GateRequest request) {
        Plan plan = Plan.of(request);
        return new Shards(
                each(
                        plan.pairs().stream().map(PlannedPair::unopened).toList(),
                        request,
                        (planned, asked, inputs, told) ->
                                kldPair(planned.pair(), asked, inputs).shard(threads, told)),
                plan.skipped());
    }

    /** Which pairs are compared, and which are left out. */
    private record Plan(List<PairRequest> pairs, List<Skipped> skipped) {

        static Plan of(GateRequest request) {
            Plan plan = new Plan(new ArrayList<>(), new ArrayList<>());
            for (PairRequest pair : request.pairs()) {
                Optional<String> missing =
                        request.missing() == GateRequest.Missing.SKIP ? pair.missing(request) : Optional.empty();
                missing.ifPresentOrElse(
                        reason -> plan.skipped.add(new Skipped(
                                pair.dataDirectory().map(request::nameOf),
                                pair.reference().model(),
                                pair.test().model(),
                                Optional.empty(),
                                reason)),
                        () -> plan.pairs.add(pair));
            }
            return plan;
        }
    }

    /** What becomes of a pair. */
    @FunctionalInterface
    private interface Work<T> {
        T of(PlannedPair planned, GateRequest request, Inputs inputs, Progress told);
    }

    /** Small pairs are worked on beside each other, large ones in this thread, each on several threads of its own. */
    private <T> List<T> each(List<PlannedPair> pairs, GateRequest request, Work<T> work) {
        Inputs inputs = new Inputs(request);
        List<FutureTask<T>> tasks = new ArrayList<>();
        ExecutorService beside = Executors.newFixedThreadPool(Math.min(threads, MOST_THREADS));
        try {
            for (PlannedPair pair : pairs) {
                boolean small = pair.bytes() < PARALLEL_FROM * 2 * Float.BYTES;
                Progress told = small && pairs.size() > 1 ? Progress.NONE : progress;
                FutureTask<T> task = new FutureTask<>(() -> work.of(pair, request, inputs, told));
                tasks.add(task);
                if (small && pairs.size() > 1) {
                    beside.execute(task);
                }
            }
            List<T> results = new ArrayList<>();
            for (FutureTask<T> task : tasks) {
                task.run(); // does nothing where another thread has begun it
                results.add(task.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while comparing");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            beside.shutdownNow();
        }
    }

    private static KldPair kldPair(PairRequest pair, GateRequest request, Inputs inputs) {
        return new KldPair(pair, request, inputs.conversion(pair));
    }

    private Comparison compare(PlannedPair planned, GateRequest request, Inputs inputs, Progress told) {
        PairRequest pair = planned.pair();
        Conversion conversion = inputs.conversion(pair);
        if (planned.obstacle().isPresent()) {
            return notCompared(planned, request, conversion);
        }
        if (KldPair.isAsked(pair)) {
            return kldPair(pair, request, inputs).shard(threads, told).judge(request.limits());
        }
        // One missing file is enough to say it.
        String hint = request.missingFileHint();
        try (OpenedOutput reference = OpenedOutput.open(Side.REFERENCE, planned, request, inputs, hint);
                OpenedOutput test = OpenedOutput.open(
                        Side.TEST, planned, request, inputs, reference.problem().isEmpty() ? hint : "")) {
            return compare(reference.inRowsOf(test), test.inRowsOf(reference), pair, request, conversion, told);
        }
    }

    private static Comparison notCompared(PlannedPair planned, GateRequest request, Conversion conversion) {
        return new Comparison(
                planned.kind(),
                planned.pair().dataDirectory().map(request::nameOf),
                planned.output(Side.REFERENCE, request),
                planned.output(Side.TEST, request),
                conversion.conversionType(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                judge(request.limits().limits(planned.kind(), conversion.type()), Optional.empty()),
                planned.obstacle().stream().toList());
    }

    private Comparison compare(
            OpenedOutput reference,
            OpenedOutput test,
            PairRequest pair,
            GateRequest request,
            Conversion conversion,
            Progress told) {
        List<Limit> bounds = request.limits().limits(pair.kind(), conversion.type());
        List<Finding> findings = new ArrayList<>();
        Optional<Measured> measured = Optional.empty();
        Output referenceOutput = reference.withoutContent();
        Output testOutput = test.withoutContent();
        try {
            if (reference.file().isPresent() && test.file().isPresent()) {
                measured = Optional.of(measure(reference, test, pair.kind(), request.rules(), bounds, told));
            }
            referenceOutput = reference.output();
            testOutput = test.output();
        } catch (IOException broken) {
            findings.add(OpenedOutput.unusable(broken));
        }
        Optional<Measurement> measurement = measured.flatMap(Measured::measurement);
        List<LimitResult> limits = judge(bounds, measurement);
        Optional<UsualError> usualNmse = request.limits().usualNmse(pair.kind(), conversion.type());
        if (measured.isPresent() && findings.isEmpty()) {
            findings.addAll(Diagnosis.all(new Evidence(
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
                    request.limits().largestUsualNmse(pair.kind(), conversion.type()))));
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
    private Measured measure(
            OpenedOutput reference, OpenedOutput test, OutputKind kind, Rules rules, List<Limit> limits, Progress told)
            throws IOException {
        Optional<Overlap> overlap = Overlap.of(reference, test, kind);
        Optional<Measurement> measurement = Optional.empty();
        if (overlap.isPresent()) {
            Measurement measured = measure(overlap.get(), reference, test, kind, told);
            boolean counts = !overlap.get().isCut()
                    || rules.vocabulary() == Vocabulary.COMMON
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
                                reference.path().orElseThrow(), test.path().orElseThrow()),
                        compared.isPresent() ? compared.get().padding() : Optional.empty(),
                        compared.isPresent() ? Optional.of(compared.get().tails()) : Optional.empty()),
                measurement.filter(Causes::areAskedFor).isPresent()
                        ? SampleReader.read(
                                overlap.get().reference(),
                                overlap.get().test(),
                                overlap.get().width())
                        : Optional.empty());
    }

    private Measurement measure(
            Overlap overlap, OpenedOutput reference, OpenedOutput test, OutputKind kind, Progress told)
            throws IOException {
        long pairs = overlap.pairs();
        int lanes = threadsFor(pairs, overlap.reference(), overlap.test());
        if (lanes > 1) {
            reference.checksum().beside();
            test.checksum().beside();
        }
        double bytesPerPair = (double) (reference.bytes() + test.bytes()) / pairs;
        return new Measurer(overlap.reference(), overlap.test(), overlap.width(), kind)
                .measure(lanes, done -> told.at((long) (done * bytesPerPair), reference.bytes() + test.bytes()));
    }

    /** What can only be read from its beginning takes one: several threads would each read all of it. */
    private int threadsFor(long pairs, LogitsFile reference, LogitsFile test) {
        boolean sequential = reference.isSequential() || test.isSequential();
        return sequential || pairs < PARALLEL_FROM ? 1 : Math.min(threads, MOST_THREADS);
    }
}
