package io.github.modelconversion.gate;

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
    static final int MOST_THREADS = 64;

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
                each(plan.pairs().stream().map(PlannedPair::unopened).toList(), request, this::shard), plan.skipped());
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

    private Shard shard(PlannedPair planned, GateRequest request, Inputs inputs, Progress told) {
        KldPair pair = new KldPair(planned.pair(), request, inputs.conversion(planned.pair()));
        return OutOfMemory.orElse(planned, request, () -> pair.shard(threads, told), pair::unmeasured);
    }

    private Comparison compare(PlannedPair planned, GateRequest request, Inputs inputs, Progress told) {
        boolean ofLogProbabilities = planned.obstacle().isEmpty() && KldPair.isAsked(planned.pair());
        return OutOfMemory.orElse(
                planned,
                request,
                () -> ofLogProbabilities
                        ? shard(planned, request, inputs, told).judge(request.limits())
                        : new ValuePair(planned, request, inputs).compare(threads, told),
                finding -> new ValuePair(planned.hindered(finding), request, inputs).compare(threads, told));
    }
}
