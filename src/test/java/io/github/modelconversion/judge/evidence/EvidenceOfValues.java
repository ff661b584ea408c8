package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.judge.Causes;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.util.List;
import java.util.Optional;

/** The evidence for values in memory, as if they were two explicitly named float32 files with no files next to them. */
public final class EvidenceOfValues {

    private EvidenceOfValues() {}

    /** Returns all values as a sample: a copy with NaN for masked entries. */
    public static RowSample sample(int width, double[] reference, double[] test) {
        long rows = reference.length / width;
        return new RowSample(RowSample.positions(rows, width), rows, width, reference.clone(), test.clone());
    }

    /**
     * Returns the evidence.
     *
     * @param width number of values in a row
     * @param measurement the measurement of these values
     * @param usual the largest usual NMSE
     */
    public static Evidence of(
            OutputKind kind, int width, double[] reference, double[] test, Measurement measurement, double usual) {
        Source source = new Source(
                "a.bin",
                Format.of(Container.RAW, ElementType.FLOAT32),
                new Shape(List.of((long) reference.length / width, (long) width)));
        return new Evidence(
                kind,
                EvidenceFixture.facts(source),
                EvidenceFixture.facts(source),
                false,
                Conversion.named("b"),
                new Figures.OfValues(
                        measurement,
                        Causes.areAskedFor(measurement)
                                ? Optional.of(sample(width, reference, test))
                                : Optional.empty(),
                        EvidenceFixture.NO_TAILS,
                        RowFacts.NONE),
                new Standards(Strictness.DEFAULT, false, Optional.empty(), usual, false));
    }
}
