package io.github.modelconversion.gate;

import io.github.modelconversion.gate.Pool.Single;
import io.github.modelconversion.judge.FirstDivergence;
import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.judge.OddPrompts;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.plan.Plan;
import io.github.modelconversion.plan.PlannedPair;
import io.github.modelconversion.plan.PlannedPool;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * The gate: plans the comparisons, then opens, measures and judges each pair, and reports. A violation or an unusable input
 * throws nothing; it becomes a finding in the report.
 */
public final class Gate {

    private final int threads;
    private final Progress progress;

    /** Creates a gate that uses one thread and reports no progress. */
    public Gate() {
        this(1, Progress.NONE);
    }

    /**
     * Creates a gate.
     *
     * @param threads most threads to use for one comparison; small comparisons use one
     * @param progress receives the progress of each comparison
     */
    public Gate(int threads, Progress progress) {
        this.threads = threads;
        this.progress = progress;
    }

    /** Runs and judges all comparisons of a request. */
    public GateReport check(GateRequest request) {
        return check(request, request.judge(List.of()));
    }

    /** Runs all comparisons of a request and judges them with the given judge. */
    public GateReport check(GateRequest request, Judge judge) {
        Plan plan = Plan.of(request);
        Opener opener = new Opener(request);
        if (!request.pools()) {
            List<Comparison> comparisons = each(tasks(plan, opener), measured -> measured.judge(judge));
            return judge.report(plan.marked(comparisons), plan.skipped());
        }
        List<Single> singles = each(tasks(plan, opener), measured -> Single.of(measured, measured.judge(judge)));
        List<Comparison> comparisons = new ArrayList<>(
                plan.marked(singles.stream().map(Single::comparison).toList()));
        for (List<PlannedPool> pools : plan.pools()) {
            List<Task> tasks =
                    pools.stream().map(pool -> task(pool, singles, opener)).toList();
            List<Comparison> pooled = each(tasks, measured -> measured.judge(judge));
            for (int i = 0; i < pooled.size(); i++) {
                List<Comparison> prompts =
                        pools.get(i).numbers().stream().map(comparisons::get).toList();
                pooled.set(i, OddPrompts.name(pooled.get(i), prompts));
            }
            comparisons.addAll(FirstDivergence.mark(pooled));
        }
        return judge.report(comparisons, plan.skipped());
    }

    /** Measures all pairs of a request, which must be logit files, without judging them. */
    public Shards shards(GateRequest request) {
        Plan plan = Plan.ofRuns(request);
        Opener opener = new Opener(request.judging(GateRequest.Judged.EACH));
        return new Shards(each(tasks(plan, opener), measured -> measured), plan.skipped());
    }

    private static List<Task> tasks(Plan plan, Opener opener) {
        List<Task> tasks = new ArrayList<>();
        for (PlannedPair pair : plan.pairs()) {
            tasks.add(new Task(
                    pair.names(),
                    pair.bytes(),
                    () -> opener.subject(pair),
                    pair.ofRuns() ? Scope.RUNS : Scope.UNOPENED,
                    () -> opener.open(pair)));
        }
        return tasks;
    }

    private static Task task(PlannedPool pool, List<Single> all, Opener opener) {
        List<Single> singles = pool.numbers().stream().map(all::get).toList();
        return new Task(
                pool.names(),
                pool.bytes(),
                () -> Pool.subject(pool, singles),
                Pool.scope(pool),
                () -> Pool.of(
                        pool, singles, opener.conversion(pool.pairs().get(0).pair())));
    }

    /** Runs small tasks in parallel, one thread each, and large ones one at a time, each on several threads. */
    private <T> List<T> each(List<Task> tasks, Function<Measured, T> then) {
        List<FutureTask<T>> begun = new ArrayList<>();
        try (Threads shared = Threads.start(threads)) {
            for (Task task : tasks) {
                boolean beside = tasks.size() > 1 && task.isSmall();
                Progress told = beside ? Progress.NONE : progress;
                FutureTask<T> one = new FutureTask<>(() -> task.measure(shared, told, then));
                begun.add(one);
                if (beside) {
                    shared.begin(one);
                }
            }
            List<T> results = new ArrayList<>();
            for (FutureTask<T> one : begun) {
                one.run(); // does nothing if another thread has started it
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while comparing");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
