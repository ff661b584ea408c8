package io.github.modelconversion.gate;

import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.metric.DeviationHistogram;
import io.github.modelconversion.metric.DominantEntriesPass;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.PairMoments;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;

/** Measures two files of equal length: one pass, and a second and third where entries may dominate the variance. */
final class Measurer {

    private final LogitsFile reference;
    private final LogitsFile test;
    private final long total;

    Measurer(LogitsFile reference, LogitsFile test) {
        this.reference = reference;
        this.test = test;
        this.total = reference.source().shape().count();
    }

    /**
     * Measures the pair.
     *
     * @param threads how many threads to use
     * @param done is told now and then how many pairs are done
     */
    Measurement measure(int threads, LongConsumer done) throws IOException {
        PairMoments moments = new Chunks(reference, test).measure(threads, done);
        Measurement measurement = moments.measurement();
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
