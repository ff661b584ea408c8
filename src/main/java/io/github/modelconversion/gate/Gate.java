package io.github.modelconversion.gate;

import io.github.modelconversion.gate.rows.ComparableRows;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.plan.Plan;
import io.github.modelconversion.plan.PlannedPair;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
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

    private static final int BYTES_PER_MEGABYTE = 1 << 20;

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
        List<Comparison> comparisons = each(plan.pairs(), new Opener(request), measured -> measured.judge(judge));
        return judge.report(plan.marked(comparisons), plan.skipped());
    }

    /** Measures all pairs of a request, which must be logit files, without judging them. */
    public Shards shards(GateRequest request) {
        Plan plan = Plan.ofRuns(request);
        return new Shards(each(plan.pairs(), new Opener(request), measured -> measured), plan.skipped());
    }

    /** Runs small pairs in parallel, one thread each, and large pairs one at a time, each on several threads. */
    private <T> List<T> each(List<PlannedPair> pairs, Opener opener, Function<Measured, T> then) {
        List<FutureTask<T>> tasks = new ArrayList<>();
        try (Threads shared = Threads.start(threads)) {
            for (PlannedPair pair : pairs) {
                boolean beside = pairs.size() > 1 && pair.bytes() < ComparableRows.PARALLEL_FROM * 2 * Float.BYTES;
                Progress told = beside ? Progress.NONE : progress;
                FutureTask<T> task = new FutureTask<>(() -> measure(pair, opener, shared, told, then));
                tasks.add(task);
                if (beside) {
                    shared.begin(task);
                }
            }
            List<T> results = new ArrayList<>();
            for (FutureTask<T> task : tasks) {
                task.run(); // does nothing if another thread has started it
                results.add(task.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while comparing");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static <T> T measure(
            PlannedPair pair, Opener opener, Threads threads, Progress told, Function<Measured, T> then) {
        try (Opened opened = opener.open(pair)) {
            return then.apply(opened.measure(threads, told));
        } catch (OutOfMemoryError full) {
            return then.apply(notMeasured(pair, opener, tooLittleMemory(pair)));
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException defect) {
            return then.apply(notMeasured(pair, opener, defect(pair, defect)));
        }
    }

    private static Measured notMeasured(PlannedPair pair, Opener opener, Finding reason) {
        Scope scope = pair.ofRuns() ? Scope.RUNS : Scope.UNOPENED;
        return new NotMeasured(opener.subject(pair), scope, List.of(reason));
    }

    /** The last barrier: whatever a file holds, the report names the file. */
    private static Finding defect(PlannedPair pair, RuntimeException thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        StackTraceElement[] trace = cause.getStackTrace();
        return Finding.unusable(new UnusableInputException(
                pair.names(),
                "expected files that this plugin can measure or refuse, found a defect of the plugin: " + cause
                        + (trace.length == 0 ? "" : " at " + trace[0]),
                "Report this message at https://github.com/modelconversion/model-conversion-maven-plugin/issues"));
    }

    /** Only the per-row figures grow with the file size. */
    private static Finding tooLittleMemory(PlannedPair pair) {
        return Finding.unusable(new UnusableInputException(
                pair.names(),
                "expected memory for the figures of all rows, found too little: the heap has "
                        + Runtime.getRuntime().maxMemory() / BYTES_PER_MEGABYTE + " MB",
                "Set width to the number of values in a row if rows are longer than assumed, or give"
                        + " Maven more memory, such as MAVEN_OPTS=-Xmx4g"));
    }
}
