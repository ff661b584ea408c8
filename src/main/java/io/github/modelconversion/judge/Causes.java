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
import java.util.Comparator;
import java.util.List;
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

    /** All causes, in order of preference among those that explain the same. */
    private static final List<Cause> ALL = List.of(
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

    /** Diagnoses that are made only if no cause is found. */
    private static final List<Diagnosis> OTHERWISE =
            List.of(new FewPositions(), new Unrelated(), new QuantizationNoise());

    private Causes() {}

    /** Returns whether there is a difference to explain; only then do causes need a {@link RowSample} of the values. */
    public static boolean areAskedFor(Measurement measurement) {
        return measurement.metrics().value(Metric.NMSE).orElse(0) >= LEAST_NMSE
                && measurement.entries().compared() >= LEAST_ENTRIES
                && measurement.dominant().isEmpty();
    }

    /** Returns the causes that the data prove, at most three, the strongest first. */
    public static List<Finding> of(Evidence evidence) {
        List<Finding> claims = evidence.figures()
                .sample()
                .map(sample -> claimed(evidence, sample))
                .orElse(List.of());
        if (!claims.isEmpty()) {
            return claims;
        }
        List<Diagnosis> others = evidence.figures().sample().isPresent() ? OTHERWISE : List.of(new FewPositions());
        return others.stream()
                .flatMap(diagnosis -> diagnosis.examine(evidence).stream())
                .limit(1)
                .toList();
    }

    private static List<Finding> claimed(Evidence evidence, RowSample sample) {
        RowSample few = sample.thinned();
        List<Claim> claims = (sample.width() < LEAST_WIDTH ? Stream.<Cause>empty() : ALL.stream())
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
