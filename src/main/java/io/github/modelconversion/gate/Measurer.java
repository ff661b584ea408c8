package io.github.modelconversion.gate;

import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.DeviationHistogram;
import io.github.modelconversion.metric.DominantEntriesPass;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.PairMoments;
import io.github.modelconversion.metric.RowRun;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;

/** Measures two files of equal length: one pass, and a second and third where entries may dominate the variance. */
final class Measurer {

    private final LogitsFile reference;
    private final LogitsFile test;
    private final long width;
    private final OutputKind kind;
    private final long total;

    Measurer(LogitsFile reference, LogitsFile test, long width, OutputKind kind) {
        this.reference = reference;
        this.test = test;
        this.width = width;
        this.kind = kind;
        this.total = reference.source().shape().count();
    }

    /**
     * Measures the pair.
     *
     * @param threads how many threads to use
     * @param done is told now and then how many pairs are done
     */
    Measurement measure(int threads, LongConsumer done) throws IOException {
        RowRun run = new Chunks(reference, test, width, kind).measure(threads, done);
        PairMoments moments = run.moments();
        Measurement measurement = run.measurement();
        boolean dominationPossible = measurement.metrics().value(Metric.NMSE).isPresent()
                && moments.largestDeviation() >= DeviationHistogram.POSSIBLE_FROM;
        return dominationPossible ? withDominantEntries(measurement, moments.referenceMean()) : measurement;
    }

    private Measurement withDominantEntries(Measurement measurement, double mean) throws IOException {
        try (Lane lane = Lane.over(reference, test)) {
            DeviationHistogram histogram = new DeviationHistogram(mean);
            lane.forEachBlock(0, total, (referenceBlock, testBlock, count) -> histogram.add(referenceBlock, count));
            OptionalDouble from = histogram.dominantFrom();
            if (from.isEmpty()) {
                return measurement;
            }
            DominantEntriesPass pass = new DominantEntriesPass(mean, from.getAsDouble(), total);
            lane.forEachBlock(0, total, pass::add);
            return measurement.withDominant(pass.result());
        }
    }
}
