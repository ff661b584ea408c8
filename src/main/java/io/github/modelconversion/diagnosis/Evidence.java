package io.github.modelconversion.diagnosis;

import io.github.modelconversion.logits.Source;
import io.github.modelconversion.metric.Measurement;
import java.util.Optional;

/**
 * What the diagnoses look at.
 *
 * @param reference the reference's file
 * @param test the test's file
 * @param measurement what was measured; empty when the shapes do not fit
 */
public record Evidence(Source reference, Source test, Optional<Measurement> measurement) {

    /** Returns an index over all values as people are told it: with its position where there are several. */
    String place(long index) {
        long width = Math.min(reference.shape().width(), test.shape().width());
        boolean rows = reference.shape().positions() > 1 || test.shape().positions() > 1;
        return rows ? "position " + index / width + ", index " + index % width : "index " + index;
    }
}
