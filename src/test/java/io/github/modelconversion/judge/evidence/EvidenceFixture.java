package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.input.tensor.Tail;
import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.measure.sample.ShapeTrials;
import io.github.modelconversion.result.measurement.DominantEntries;
import io.github.modelconversion.result.measurement.Entries;
import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.measurement.NonFinite;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import io.github.modelconversion.result.row.RowFigures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison without findings, and changes to it. Immutable. */
public record EvidenceFixture(
        OutputKind kind,
        OutputFacts reference,
        OutputFacts test,
        Optional<Measurement> measurement,
        RowFacts rows,
        Strictness rules) {

    private static final Head NO_HEAD = HeadFixture.none();

    /** No repeated value at the end of either side. */
    static final Tails NO_TAILS = new Tails(new Tail(1, 0), new Tail(1, 1), 0);

    /** Returns a comparison of two plain runs of 100 values each. */
    public static EvidenceFixture well() {
        Measurement measurement = Measurement.of(
                Entries.finite(100),
                Metrics.of(Map.of(Metric.NMSE, 1e-5)),
                Optional.of(new LargestError(7, 1.5, 1.25)),
                false);
        return new EvidenceFixture(
                OutputKind.LOGITS,
                facts(source("a.bin", 100L)),
                facts(source("b.bin", 100L)),
                Optional.of(measurement),
                RowFacts.NONE,
                Strictness.DEFAULT);
    }

    /** Returns the facts about an output that was named directly, with no files next to it. */
    public static OutputFacts facts(Source source) {
        return facts(source, prompt(source.file(), Optional.empty(), Optional.empty()));
    }

    private static OutputFacts facts(Source source, Prompt prompt) {
        return new OutputFacts(source, true, prompt, Optional.empty(), NO_HEAD);
    }

    static Prompt prompt(String file, Optional<Tokens> tokens, Optional<String> text) {
        return new Prompt(file.replace(".bin", "-tokens.bin"), tokens, List.of(), text);
    }

    /** Returns this comparison with the given prompts. */
    EvidenceFixture withPrompts(Prompt ofReference, Prompt ofTest) {
        return new EvidenceFixture(
                kind, facts(reference.source(), ofReference), facts(test.source(), ofTest), measurement, rows, rules);
    }

    public EvidenceFixture with(RowFacts changed) {
        return new EvidenceFixture(kind, reference, test, measurement, changed, rules);
    }

    EvidenceFixture with(Strictness changed) {
        return new EvidenceFixture(kind, reference, test, measurement, rows, changed);
    }

    private static Source source(String file, Long... dimensions) {
        Format format = file.endsWith(".txt") ? Format.TEXT : Format.of(Container.RAW, ElementType.FLOAT32);
        return new Source(file, format, new Shape(Arrays.asList(dimensions)));
    }

    public Evidence evidence() {
        return new Evidence(
                kind,
                reference,
                test,
                false,
                Conversion.named("b"),
                figures(),
                new Standards(rules, false, Optional.empty(), Standards.LARGEST_USUAL_NMSE, true));
    }

    private Figures figures() {
        return measurement.isPresent()
                ? new Figures.OfValues(measurement.get(), Optional.empty(), NO_TAILS, rows)
                : new Figures.OfOtherShapes(ShapeTrials.none());
    }

    public EvidenceFixture withReference(String file, Long... dimensions) {
        return new EvidenceFixture(kind, facts(source(file, dimensions)), test, measurement, rows, rules);
    }

    public EvidenceFixture withTest(String file, Long... dimensions) {
        return new EvidenceFixture(kind, reference, facts(source(file, dimensions)), measurement, rows, rules);
    }

    public EvidenceFixture withoutMeasurement() {
        return new EvidenceFixture(kind, reference, test, Optional.empty(), rows, rules);
    }

    public EvidenceFixture withCounts(long compared, long masked) {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                new Entries(
                        compared,
                        masked,
                        was.entries().nonFiniteReference(),
                        was.entries().nonFiniteTest()),
                was.metrics(),
                compared == 0 ? Optional.empty() : was.largestError(),
                was.constantReference(),
                was.dominant(),
                was.rows(),
                was.plots()));
    }

    public EvidenceFixture withNonFinite(Optional<NonFinite> inReference, Optional<NonFinite> inTest) {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                new Entries(
                        was.entries().compared(),
                        was.entries().masked(),
                        inReference.orElse(NonFinite.NONE),
                        inTest.orElse(NonFinite.NONE)),
                was.metrics(),
                was.largestError(),
                was.constantReference(),
                was.dominant(),
                was.rows(),
                was.plots()));
    }

    public EvidenceFixture withoutNmse() {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                was.entries(),
                Metrics.none(),
                was.largestError(),
                was.constantReference(),
                was.dominant(),
                was.rows(),
                was.plots()));
    }

    public EvidenceFixture withLargestError(double inReference, double inTest) {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                was.entries(),
                was.metrics(),
                Optional.of(new LargestError(0, inReference, inTest)),
                was.constantReference(),
                was.dominant(),
                was.rows(),
                was.plots()));
    }

    public EvidenceFixture withConstantReference() {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                was.entries(), Metrics.none(), was.largestError(), true, was.dominant(), was.rows(), was.plots()));
    }

    public EvidenceFixture withDominant(DominantEntries dominant) {
        return with(measurement.orElseThrow().withDominant(dominant));
    }

    public EvidenceFixture withRows(Metrics metrics, RowFigures rows) {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                was.entries(),
                metrics,
                was.largestError(),
                was.constantReference(),
                was.dominant(),
                rows,
                was.plots()));
    }

    public EvidenceFixture ofKind(OutputKind other) {
        return new EvidenceFixture(other, reference, test, measurement, rows, rules);
    }

    private EvidenceFixture with(Measurement changed) {
        return new EvidenceFixture(kind, reference, test, Optional.of(changed), rows, rules);
    }
}
