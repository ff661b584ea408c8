package io.github.modelconversion.gate;

import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.metric.DeviationHistogram;
import io.github.modelconversion.metric.DominantEntriesPass;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.PairMoments;
import java.io.IOException;
import java.util.OptionalDouble;

/** Streams two files of equal length through the arithmetic, a block at a time. */
final class Measurer {

    private static final int BLOCK = 2048;

    private final LogitsFile reference;
    private final LogitsFile test;

    Measurer(LogitsFile reference, LogitsFile test) {
        this.reference = reference;
        this.test = test;
    }

    Measurement measure() throws IOException {
        PairMoments moments = new PairMoments();
        forEachBlock(moments::add);
        Measurement measurement = moments.measurement();
        boolean dominationPossible = measurement.metrics().value(Metric.NMSE).isPresent()
                && moments.largestDeviation() >= DeviationHistogram.POSSIBLE_FROM;
        return dominationPossible ? withDominantEntries(measurement, moments.referenceMean()) : measurement;
    }

    private Measurement withDominantEntries(Measurement measurement, double mean) throws IOException {
        DeviationHistogram histogram = new DeviationHistogram(mean);
        forEachBlock((referenceBlock, testBlock, count) -> histogram.add(referenceBlock, count));
        OptionalDouble from = histogram.dominantFrom();
        if (from.isEmpty()) {
            return measurement;
        }
        DominantEntriesPass pass = new DominantEntriesPass(mean, from.getAsDouble());
        forEachBlock(pass::add);
        return measurement.withDominant(pass.result());
    }

    private void forEachBlock(BlockConsumer consumer) throws IOException {
        double[] referenceBlock = new double[BLOCK];
        double[] testBlock = new double[BLOCK];
        long total = reference.source().shape().count();
        for (long first = 0; first < total; first += BLOCK) {
            int count = (int) Math.min(BLOCK, total - first);
            reference.read(first, referenceBlock, count);
            test.read(first, testBlock, count);
            consumer.accept(referenceBlock, testBlock, count);
        }
    }

    @FunctionalInterface
    private interface BlockConsumer {
        void accept(double[] referenceBlock, double[] testBlock, int count);
    }
}
