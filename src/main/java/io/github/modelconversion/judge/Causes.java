package io.github.modelconversion.judge;

import io.github.modelconversion.judge.cause.Cause;
import io.github.modelconversion.judge.cause.ConstantShift;
import io.github.modelconversion.judge.cause.FewOutliers;
import io.github.modelconversion.judge.cause.QuantizationNoise;
import io.github.modelconversion.judge.cause.Scaled;
import io.github.modelconversion.judge.cause.ScaledByRow;
import io.github.modelconversion.judge.cause.SignFlipped;
import io.github.modelconversion.judge.cause.SoftCapped;
import io.github.modelconversion.judge.cause.SoftmaxOutput;
import io.github.modelconversion.judge.cause.Unrelated;
import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Figures;
import io.github.modelconversion.judge.place.FewPositions;
import io.github.modelconversion.judge.place.FirstPositionOnly;
import io.github.modelconversion.judge.place.IndexOffset;
import io.github.modelconversion.judge.place.Permuted;
import io.github.modelconversion.judge.place.PositionGrowth;
import io.github.modelconversion.judge.place.Region;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.row.RowFigures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds why the two sides differ, as far as the data prove it. */
public final class Causes {

    /** Smallest NMSE worth explaining; below it both sides agree. */
    private static final double LEAST_NMSE = 1e-4;

    /** Fewest entries to look for causes in: fewer fit any relation. */
    private static final long LEAST_ENTRIES = 64;

    /** Fewest values in a row: with fewer, any relation fits, because two parameters fit two values. */
    private static final int LEAST_WIDTH = 3;

    private static final int MOST_FINDINGS = 3;

    /** Smallest NMSE of a flipped sign, of a softmax, and of rows that are compared at an offset or were reordered. */
    private static final double LEAST_OF_STRANGERS = 0.01;

    /**
     * Mean absolute error, in root mean square errors, above which more than half of the entries share the error: half of
     * them with 99 % of its squares reach √(0.5 · 0.99) + √(0.5 · 0.01). Normal noise has √(2 ÷ π), 0.798.
     */
    private static final double SPREAD = 0.775;

    /** Smallest share of the error that no line explains. A claim needs a line, or a curve near one, that leaves 0.1. */
    private static final double LEAST_BESIDE_A_LINE = 0.2;

    private Causes() {}

    /** Returns all causes, in order of preference among those that explain the same. */
    private static List<Cause> all() {
        return List.of(
                new SoftmaxOutput(Code.LOG_PROBABILITIES),
                new SoftmaxOutput(Code.PROBABILITIES),
                new SignFlipped(),
                new ConstantShift(),
                new Scaled(Scaled.Line.THROUGH_ZERO),
                new Scaled(Scaled.Line.ANY),
                new ScaledByRow(),
                new FewOutliers(),
                new SoftCapped(),
                new IndexOffset(),
                new Permuted(),
                new FirstPositionOnly(),
                new PositionGrowth(),
                new Region());
    }

    /** Returns whether there is a difference to explain. */
    public static boolean areAskedFor(Measurement measurement) {
        return measurement.metrics().value(Metric.NMSE).orElse(0) >= LEAST_NMSE
                && measurement.entries().compared() >= LEAST_ENTRIES
                && measurement.dominant().isEmpty();
    }

    /** Returns whether causes need a {@link RowSample}: there is a difference to explain, and the figures rule out none. */
    public static boolean needValues(Measurement measurement, OutputKind kind) {
        return areAskedFor(measurement) && !areRuledOut(measurement.metrics(), kind, measurement.rows());
    }

    /**
     * Returns whether the figures of a single row rule out all causes. Then the error is small, spread over more entries
     * than outliers, a region or exchanged entries have, and does not follow the reference, as it does if the test is
     * shifted, scaled or capped. The neighbours of an activation may resemble it, so an offset may leave such an error.
     */
    private static boolean areRuledOut(Metrics metrics, OutputKind kind, RowFigures rows) {
        double nmse = metrics.value(Metric.NMSE).orElse(Double.NaN);
        double spread = metrics.value(Metric.MEAN_ABSOLUTE_ERROR).orElse(Double.NaN)
                / Math.sqrt(metrics.value(Metric.MSE).orElse(Double.NaN));
        double slope = metrics.value(Metric.REGRESSION_SLOPE).orElse(Double.NaN);
        double besideLine = metrics.value(Metric.CENTERED_NMSE).orElse(Double.NaN) - (slope - 1) * (slope - 1);
        return rows.errors().count() == 1
                && kind != OutputKind.ACTIVATIONS
                && nmse < LEAST_OF_STRANGERS
                && spread >= SPREAD
                && besideLine >= LEAST_BESIDE_A_LINE * nmse;
    }

    /** Returns the causes that the data prove, at most three, the strongest first; else what the figures say. */
    public static List<Finding> of(Evidence evidence) {
        Optional<Figures.OfValues> values = evidence.figures().compared();
        boolean sampled = values.isPresent() && values.get().sample().isPresent();
        List<Finding> claims = sampled ? claimed(evidence, values.get().sample().get()) : List.of();
        if (!claims.isEmpty()) {
            return claims;
        }
        boolean asked = evidence.measurement().isPresent()
                && areAskedFor(evidence.measurement().get());
        for (Diagnosis diagnosis : asked
                ? List.of(new FewPositions(), new Unrelated(), new QuantizationNoise())
                : List.of(new FewPositions())) {
            Optional<Finding> finding = diagnosis.examine(evidence);
            if (finding.isPresent()) {
                return List.of(finding.get());
            }
        }
        return List.of();
    }

    private static List<Finding> claimed(Evidence evidence, RowSample sample) {
        RowSample few = sample.thinned();
        List<Claim> claims = (sample.width() < LEAST_WIDTH ? Stream.<Cause>empty() : all().stream())
                .filter(cause -> isPromising(cause, evidence, sample, few))
                .flatMap(cause -> cause.examine(evidence, sample).stream())
                .filter(claim -> claim.holds(evidence.largestUsualNmse()))
                .toList();
        if (claims.isEmpty()) {
            return List.of();
        }
        Claim strongest = strongest(claims);
        return Stream.concat(
                        Stream.of(strongest),
                        claims.stream().filter(claim -> claim.code() != strongest.code() && claim.matches(strongest)))
                .limit(MOST_FINDINGS)
                .map(claim -> claim.finding(sample))
                .toList();
    }

    private static boolean isPromising(Cause cause, Evidence evidence, RowSample sample, RowSample few) {
        return !cause.isSeenInSomeEntries()
                || few.size() == sample.size()
                || cause.examine(evidence, few).filter(Claim::isPromising).isPresent();
    }

    /** Picks the strongest claim. One with more parameters must explain far more than a simpler one to replace it. */
    private static Claim strongest(List<Claim> claims) {
        return claims.stream()
                .sorted(Comparator.comparingInt(Claim::parameters))
                .reduce((best, next) -> next.explainsMoreThan(best) ? next : best)
                .orElseThrow();
    }
}
