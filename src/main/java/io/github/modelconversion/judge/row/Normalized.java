package io.github.modelconversion.judge.row;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.row.RowNormRanges;
import java.util.Locale;
import java.util.Optional;

/** Rows of embeddings have unit length on one side only; they differ in length, not in direction. */
public final class Normalized implements Diagnosis {

    /** Largest deviation from 1 of the length of a row that was normalized in float32 or float16. */
    private static final double UNIT = 1e-3;

    /** Lowest cosine similarity of rows that differ only in length; after scaling, an NMSE of at most about 2 % remains. */
    private static final double SAME_DIRECTION = 0.99;

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.kind() == OutputKind.EMBEDDINGS
                ? evidence.measurement()
                        .filter(measurement -> measurement
                                        .metrics()
                                        .value(Metric.LOWEST_COSINE_SIMILARITY)
                                        .orElse(0)
                                >= SAME_DIRECTION)
                        .flatMap(measurement -> examine(measurement.rows().norms()))
                : Optional.empty();
    }

    private static Optional<Finding> examine(RowNormRanges norms) {
        boolean reference = norms.reference().isAround(1, UNIT);
        boolean test = norms.test().isAround(1, UNIT);
        return reference == test ? Optional.empty() : Optional.of(finding(reference ? "reference" : "test", norms));
    }

    private static Finding finding(String side, RowNormRanges norms) {
        double lowest = norms.ratio().lowest();
        double highest = norms.ratio().highest();
        return new Finding(
                Code.NORMALIZED,
                Severity.INFO,
                String.format(
                        Locale.ROOT,
                        "only the rows of the %s have unit length: rows of the test are %s times as long as the"
                                + " reference's and point the same way, so the cosine similarity judges them and the NMSE"
                                + " says nothing. To compare values, normalize both sides or neither",
                        side,
                        lowest == highest
                                ? String.format(Locale.ROOT, "%.6g", lowest)
                                : String.format(Locale.ROOT, "%.6g to %.6g", lowest, highest)),
                Numbers.of("lowestRatio", lowest).and("highestRatio", highest).map());
    }
}
