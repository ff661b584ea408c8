package io.github.modelconversion.gate;

import io.github.modelconversion.gate.rows.ComparableRows;
import io.github.modelconversion.gate.rows.MeasuredRows;
import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.input.tensor.JoinedRows;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.judge.evidence.Figures;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.judge.evidence.RowFacts;
import io.github.modelconversion.measure.runs.KldAccumulator;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.plan.PlannedPair;
import io.github.modelconversion.plan.PlannedPool;
import io.github.modelconversion.plan.PlannedSide;
import io.github.modelconversion.plan.request.TensorEntry;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Subject.Pooling;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The outputs of one model for all prompts, compared as one: as if one file held the rows of the first prompt, then those of
 * the second, and so on. The values are read once more, so the figures are those of that file to the last bit; the sums of
 * llama-perplexity's runs are exact and are combined.
 */
final class Pool implements Opened {

    private final PlannedPool planned;
    private final List<Single> singles;
    private final Conversion conversion;
    private final Subject subject;

    /**
     * The comparison of one prompt.
     *
     * @param comparison the judged comparison
     * @param run the measured run; empty for values
     */
    record Single(Comparison comparison, Optional<MeasuredRun> run) {

        static Single of(Measured measured, Comparison judged) {
            return new Single(judged, measured instanceof MeasuredRun run ? Optional.of(run) : Optional.empty());
        }
    }

    private Pool(PlannedPool planned, List<Single> singles, Conversion conversion) {
        this.planned = planned;
        this.singles = singles;
        this.conversion = conversion;
        this.subject = subject(planned, singles);
    }

    /** Returns the pool, or why the prompts cannot be compared as one. */
    static Opened of(PlannedPool planned, List<Single> singles, Conversion conversion) {
        Optional<Finding> obstacle = PoolObstacles.find(planned, singles);
        return obstacle.isPresent()
                ? Unusable.of(subject(planned, singles), scope(planned), List.of(obstacle.get()))
                : new Pool(planned, singles, conversion);
    }

    /** Returns the figures of a pool that is not measured. */
    static Scope scope(PlannedPool planned) {
        return planned.pairs().get(0).ofRuns() ? Scope.RUNS : Scope.UNOPENED;
    }

    /** Returns what is compared: the contents of both sides are known if those of all prompts are. */
    static Subject subject(PlannedPool planned, List<Single> singles) {
        Subject first = singles.get(0).comparison().subject();
        List<Subject.Prompt> prompts = new ArrayList<>();
        for (Single single : singles) {
            Comparison comparison = single.comparison();
            prompts.add(new Subject.Prompt(comparison.dataDirectory().orElse(""), comparison.positions()));
        }
        planned.gaps().forEach(prompt -> prompts.add(new Subject.Prompt(prompt, 0)));
        return new Subject(
                first.kind(),
                Optional.empty(),
                joined(singles, Comparison::reference),
                joined(singles, Comparison::test),
                first.type(),
                Pooling.of(prompts));
    }

    private static Output joined(List<Single> singles, Function<Comparison, Output> side) {
        long rows = 0;
        for (Single single : singles) {
            rows += single.comparison().positions();
        }
        long width = singles.get(0).comparison().width();
        List<Output> outputs =
                singles.stream().map(Single::comparison).map(side).toList();
        boolean known = width < Long.MAX_VALUE
                && outputs.stream().allMatch(output -> output.content().isPresent());
        return known ? Output.ofAll(outputs, new Shape(List.of(rows, width))) : Output.unopened(outputs);
    }

    @Override
    public Measured measure(Threads threads, Progress told) {
        if (singles.get(0).run().isPresent()) {
            return combined();
        }
        try {
            return measureValues(threads, told);
        } catch (IOException broken) {
            return new NotMeasured(subject, scope(planned), List.of(whyBroken(broken)));
        }
    }

    private Measured combined() {
        List<MeasuredRun> runs =
                singles.stream().flatMap(single -> single.run().stream()).toList();
        KldAccumulator rows = new KldAccumulator(Math.toIntExact(
                runs.stream().mapToLong(run -> run.rows().rows()).sum()));
        List<Long> chunks = new ArrayList<>();
        for (MeasuredRun run : runs) {
            rows.combine(run.rows());
            chunks.addAll(run.chunks());
        }
        MeasuredRun first = runs.get(0);
        return new MeasuredRun(subject, first.context(), first.vocabulary(), chunks, rows, List.of(), List.of());
    }

    private Measured measureValues(Threads threads, Progress told) throws IOException {
        JoinedRows reference = rows(subject.reference().file(), PlannedPair::reference, Comparison::reference);
        JoinedRows test = rows(subject.test().file(), PlannedPair::test, Comparison::test);
        long width = subject.width();
        ComparableRows rows = new ComparableRows(reference, test, width, Optional.empty());
        OutputFacts ofReference =
                facts(reference, subject.reference(), planned.pairs().get(0).reference());
        OutputFacts ofTest = facts(test, subject.test(), planned.pairs().get(0).test());
        double bytesPerPair = (double) planned.bytes() / rows.pairs();
        MeasuredRows measured = MeasuredRows.of(
                rows,
                subject.kind(),
                ofReference.head(),
                ofTest.head(),
                rows.threads(threads),
                done -> told.at((long) (done * bytesPerPair), planned.bytes()));
        Figures figures = new Figures.OfValues(
                measured.measurement(),
                measured.sample(),
                rows.tails(),
                new RowFacts(measured.probabilities(), measured.order(), OptionalLong.empty(), subject.pooling()));
        requireSame();
        return new MeasuredValues(subject, conversion, ofReference, ofTest, false, figures);
    }

    private JoinedRows rows(String name, Function<PlannedPair, PlannedSide> planned, Function<Comparison, Output> side)
            throws IOException {
        List<JoinedRows.Part> parts = new ArrayList<>();
        for (int i = 0; i < singles.size(); i++) {
            Comparison comparison = singles.get(i).comparison();
            long count = side.apply(comparison).shape().orElseThrow().count();
            parts.add(new JoinedRows.Part(
                    planned.apply(this.planned.pairs().get(i))
                            .tensor()
                            .orElseThrow()
                            .tensor(),
                    comparison.positions(),
                    count / comparison.positions()));
        }
        return JoinedRows.of(name, subject.width(), parts);
    }

    /** The companion files of each output were examined for its own comparison. */
    private static OutputFacts facts(JoinedRows rows, Output output, PlannedSide first) throws IOException {
        Source source = output.content().orElseThrow().source();
        Head head = Head.of(rows, first.tensor().orElseThrow().file());
        return new OutputFacts(source, true, Prompt.unknown(first.name()), Optional.empty(), head);
    }

    private void requireSame() throws IOException {
        for (PlannedPair pair : planned.pairs()) {
            for (PlannedSide side : List.of(pair.reference(), pair.test())) {
                Optional<TensorEntry> entry = side.tensor();
                if (entry.isPresent()) {
                    entry.get().state().requireSame();
                }
            }
        }
    }

    /** Returns why measuring was aborted. If a file changed meanwhile, that is the reason, whatever exception followed. */
    private Finding whyBroken(IOException reason) {
        try {
            requireSame();
            return Finding.unusable(UnusableInputException.of(planned.names(), reason));
        } catch (IOException changed) {
            return Finding.unusable(changed);
        }
    }

    @Override
    public void close() {
        // Files are open only while they are read.
    }
}
