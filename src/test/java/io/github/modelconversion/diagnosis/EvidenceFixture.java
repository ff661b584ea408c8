package io.github.modelconversion.diagnosis;

import io.github.modelconversion.gguf.Conversion;
import io.github.modelconversion.logits.Format;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.metric.DominantEntries;
import io.github.modelconversion.metric.LargestError;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.Metrics;
import io.github.modelconversion.metric.NonFinite;
import io.github.modelconversion.metric.RowFigures;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A comparison in which all is well, and changes to it. Immutable. */
record EvidenceFixture(OutputKind kind, Source reference, Source test, Optional<Measurement> measurement) {

    private static final NonFinite NONE = new NonFinite(0, 0, 0, 0);

    /** Returns a comparison of two plain runs of 100 values. */
    static EvidenceFixture well() {
        Measurement measurement = new Measurement(
                100,
                0,
                NONE,
                NONE,
                Metrics.of(Map.of(Metric.NMSE, 1e-5)),
                Optional.of(new LargestError(7, 1.5, 1.25)),
                false,
                Optional.empty(),
                RowFigures.NONE);
        return new EvidenceFixture(
                OutputKind.LOGITS, source("a.bin", 100L), source("b.bin", 100L), Optional.of(measurement));
    }

    private static Source source(String file, Long... dimensions) {
        Format format = file.endsWith(".txt") ? Format.TEXT : Format.RAW_FLOAT32;
        return new Source(file, format, new Shape(Arrays.asList(dimensions)));
    }

    Evidence evidence() {
        return new Evidence(
                kind,
                reference,
                test,
                OptionalLong.empty(),
                OptionalLong.empty(),
                measurement,
                Conversion.named("b"),
                false,
                Optional.empty());
    }

    EvidenceFixture withReference(String file, Long... dimensions) {
        return new EvidenceFixture(kind, source(file, dimensions), test, measurement);
    }

    EvidenceFixture withTest(String file, Long... dimensions) {
        return new EvidenceFixture(kind, reference, source(file, dimensions), measurement);
    }

    EvidenceFixture withoutMeasurement() {
        return new EvidenceFixture(kind, reference, test, Optional.empty());
    }

    EvidenceFixture withCounts(long compared, long masked) {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                compared,
                masked,
                was.nonFiniteReference(),
                was.nonFiniteTest(),
                was.metrics(),
                compared == 0 ? Optional.empty() : was.largestError(),
                was.constantReference(),
                was.dominant(),
                was.rows()));
    }

    EvidenceFixture withNonFinite(Optional<NonFinite> inReference, Optional<NonFinite> inTest) {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                was.compared(),
                was.masked(),
                inReference.orElse(NONE),
                inTest.orElse(NONE),
                was.metrics(),
                was.largestError(),
                was.constantReference(),
                was.dominant(),
                was.rows()));
    }

    EvidenceFixture withoutNmse() {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                was.compared(),
                was.masked(),
                was.nonFiniteReference(),
                was.nonFiniteTest(),
                Metrics.none(),
                was.largestError(),
                was.constantReference(),
                was.dominant(),
                was.rows()));
    }

    EvidenceFixture withLargestError(double inReference, double inTest) {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                was.compared(),
                was.masked(),
                was.nonFiniteReference(),
                was.nonFiniteTest(),
                was.metrics(),
                Optional.of(new LargestError(0, inReference, inTest)),
                was.constantReference(),
                was.dominant(),
                was.rows()));
    }

    EvidenceFixture withConstantReference() {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                was.compared(),
                was.masked(),
                was.nonFiniteReference(),
                was.nonFiniteTest(),
                Metrics.none(),
                was.largestError(),
                true,
                was.dominant(),
                was.rows()));
    }

    EvidenceFixture withDominant(DominantEntries dominant) {
        return with(measurement.orElseThrow().withDominant(dominant));
    }

    EvidenceFixture withRows(Metrics metrics, RowFigures rows) {
        Measurement was = measurement.orElseThrow();
        return with(new Measurement(
                was.compared(),
                was.masked(),
                was.nonFiniteReference(),
                was.nonFiniteTest(),
                metrics,
                was.largestError(),
                was.constantReference(),
                was.dominant(),
                rows));
    }

    EvidenceFixture ofKind(OutputKind other) {
        return new EvidenceFixture(other, reference, test, measurement);
    }

    private EvidenceFixture with(Measurement changed) {
        return new EvidenceFixture(kind, reference, test, Optional.of(changed));
    }
}
