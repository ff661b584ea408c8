package io.github.modelconversion.judge;

import io.github.modelconversion.judge.evidence.Standards;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses the limits of a comparison. Of several limits for one metric, the first of these applies: the one set for the
 * conversion's type, the one set for all types, the recommended one for the type, the default.
 *
 * @param explicit the limits that were set for all types
 * @param byType the upper limits that were set for single types
 * @param standard the limits to apply where none was set
 * @param referenceType the precision the reference was computed in; empty if not set
 */
public record LimitPolicy(
        List<Limit> explicit,
        Map<Metric, Map<Quantization, Double>> byType,
        Standard standard,
        Optional<Quantization> referenceType)
        implements LimitSource {

    /** Also the default for activations. */
    private static final Limit DEFAULT_FOR_LOGITS = new Limit(Metric.NMSE, Limit.Bound.MAX, 1e-2, Limit.Origin.DEFAULT);

    /** semantic_check.py accepts 0.70, which even outputs with wrong positions or missing biases reach. */
    private static final Limit DEFAULT_FOR_EMBEDDINGS =
            new Limit(Metric.COSINE_SIMILARITY, Limit.Bound.MIN, 0.95, Limit.Origin.DEFAULT);

    /** Catches a wrong row that the mean of the others hides. */
    private static final Limit DEFAULT_FOR_EACH_EMBEDDING =
            new Limit(Metric.LOWEST_COSINE_SIMILARITY, Limit.Bound.MIN, 0.8, Limit.Origin.DEFAULT);

    /** Metrics that can have a limit, in report order. */
    private static final List<Metric> JUDGED = List.of(
            Metric.NMSE,
            Metric.CENTERED_NMSE,
            Metric.P90_ROW_NMSE,
            Metric.P999_ROW_NMSE,
            Metric.MEAN_KL_DIVERGENCE,
            Metric.MAX_KL_DIVERGENCE,
            Metric.TOP1_AGREEMENT,
            Metric.TOP10_OVERLAP,
            Metric.COSINE_SIMILARITY,
            Metric.LOWEST_COSINE_SIMILARITY,
            Metric.MAX_ABSOLUTE_ERROR);

    /** Metrics that need a softmax of the rows. */
    private static final List<Metric> OF_PROBABILITIES =
            List.of(Metric.MEAN_KL_DIVERGENCE, Metric.MAX_KL_DIVERGENCE, Metric.TOP1_AGREEMENT, Metric.TOP10_OVERLAP);

    /** Those of them that .kld files have. */
    private static final List<Metric> OF_DISTRIBUTIONS =
            List.of(Metric.MEAN_KL_DIVERGENCE, Metric.MAX_KL_DIVERGENCE, Metric.TOP1_AGREEMENT);

    private static final List<Metric> RECOMMENDED =
            List.of(Metric.NMSE, Metric.CENTERED_NMSE, Metric.MEAN_KL_DIVERGENCE);

    /** Recommended only for several rows: for a single row they add nothing. */
    private static final List<Metric> RECOMMENDED_OF_ROWS =
            List.of(Metric.P90_ROW_NMSE, Metric.P999_ROW_NMSE, Metric.MAX_KL_DIVERGENCE);

    /** The limits to apply where none was set. */
    public enum Standard {
        /** One limit for all types. */
        DEFAULT,
        /** The limits recommended for the type, or the default if there are none. */
        RECOMMENDED
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a limit is for a metric that cannot be judged
     */
    public LimitPolicy {
        for (Limit limit : explicit) {
            if (!JUDGED.contains(limit.metric())) {
                throw new IllegalArgumentException("no limit can be set for " + limit.metric());
            }
        }
        explicit = List.copyOf(explicit);
        byType = Map.copyOf(byType);
    }

    /** Returns a policy of explicit limits and the default ones. */
    public static LimitPolicy of(List<Limit> explicit) {
        return new LimitPolicy(explicit, Map.of(), Standard.DEFAULT, Optional.empty());
    }

    /** Returns whether the limits depend on the conversion's type. */
    public boolean needsType() {
        return standard == Standard.RECOMMENDED || !byType.isEmpty();
    }

    /** Returns whether a limit that was set needs probabilities, which only logits have. */
    public boolean judgesProbabilities() {
        return Stream.concat(explicit.stream().map(Limit::metric), byType.keySet().stream())
                .anyMatch(OF_PROBABILITIES::contains);
    }

    @Override
    public List<Limit> limits(Subject subject, Scope scope) {
        Optional<Quantization> type = subject.type().map(ConversionType::quantization);
        if (scope.ofRuns()) {
            return limitsOfLogProbabilities(type);
        }
        return scope.tooFew() ? limitsOfFewValues(subject.kind(), type) : limits(subject.kind(), type, scope.rows());
    }

    /** Returns the limits for a comparison of one row, in the order of reports. */
    public List<Limit> limits(OutputKind kind, Optional<Quantization> type) {
        return limits(kind, type, 1);
    }

    /** Returns the limits for a comparison, in the order of reports. */
    public List<Limit> limits(OutputKind kind, Optional<Quantization> type, long rows) {
        List<Limit> limits = new ArrayList<>();
        for (Metric metric : JUDGED) {
            if (kind == OutputKind.ACTIVATIONS && OF_PROBABILITIES.contains(metric)) {
                continue;
            }
            Optional<Limit> limit = byType(metric, type);
            limit = limit.isPresent() ? limit : explicit(metric);
            limit = limit.isPresent() ? limit : recommended(metric, kind, type, rows);
            limit = limit.isPresent() ? limit : standard(metric, kind);
            if (limit.isPresent()) {
                limits.add(limit.get());
            }
        }
        return limits;
    }

    /**
     * Returns the limits for log-probabilities, which have no NMSE: only limits on distributions, and no default. None is
     * recommended for the largest divergence, which grows with the text's length.
     */
    List<Limit> limitsOfLogProbabilities(Optional<Quantization> type) {
        return limits(OutputKind.LOGITS, type).stream()
                .filter(limit -> OF_DISTRIBUTIONS.contains(limit.metric()))
                .toList();
    }

    /**
     * Returns the limits for outputs too small for a meaningful NMSE: only those that were set if one of them is on the
     * largest error; else all, none of which can be kept.
     */
    List<Limit> limitsOfFewValues(OutputKind kind, Optional<Quantization> type) {
        List<Limit> all = limits(kind, type);
        return all.stream().anyMatch(limit -> limit.metric() == Metric.MAX_ABSOLUTE_ERROR)
                ? all.stream()
                        .filter(limit ->
                                limit.origin() != Limit.Origin.DEFAULT && limit.origin() != Limit.Origin.RECOMMENDED)
                        .toList()
                : all;
    }

    private Optional<Limit> byType(Metric metric, Optional<Quantization> type) {
        Double value = type.isPresent() ? byType.getOrDefault(metric, Map.of()).get(type.get()) : null;
        return value == null
                ? Optional.empty()
                : Optional.of(new Limit(metric, Limit.Bound.MAX, value, Limit.Origin.TYPE));
    }

    private Optional<Limit> explicit(Metric metric) {
        for (Limit limit : explicit) {
            if (limit.metric() == metric) {
                return Optional.of(limit);
            }
        }
        return Optional.empty();
    }

    private Optional<Limit> recommended(Metric metric, OutputKind kind, Optional<Quantization> type, long rows) {
        boolean counts = RECOMMENDED.contains(metric) || (rows > 1 && RECOMMENDED_OF_ROWS.contains(metric));
        return standard == Standard.RECOMMENDED && counts
                ? type.flatMap(known -> bound(metric, kind, known, referenceType))
                        .map(value -> new Limit(metric, Limit.Bound.MAX, value, Limit.Origin.RECOMMENDED))
                : Optional.empty();
    }

    /**
     * Returns a type's bound, at least as high as that of the reference's precision: computing the reference in a type
     * rounds it as a conversion to that type does.
     */
    private static Optional<Double> bound(
            Metric metric, OutputKind kind, Quantization type, Optional<Quantization> precision) {
        Optional<Double> floor =
                precision.flatMap(known -> UsualErrors.of(kind, known, metric)).map(UsualError::limit);
        return UsualErrors.of(kind, type, metric).map(usual -> Math.max(usual.limit(), floor.orElse(0.0)));
    }

    private Optional<Limit> standard(Metric metric, OutputKind kind) {
        if (metric == Metric.LOWEST_COSINE_SIMILARITY) {
            return kind == OutputKind.EMBEDDINGS && !isLaxForEmbeddings()
                    ? Optional.of(DEFAULT_FOR_EACH_EMBEDDING)
                    : Optional.empty();
        }
        Limit standard = kind == OutputKind.EMBEDDINGS ? DEFAULT_FOR_EMBEDDINGS : DEFAULT_FOR_LOGITS;
        return standard.metric() == metric ? Optional.of(standard) : Optional.empty();
    }

    /** Returns whether a mean below the default was set; single rows are then not judged more strictly. */
    private boolean isLaxForEmbeddings() {
        return explicit(Metric.COSINE_SIMILARITY)
                .filter(limit -> limit.value() < DEFAULT_FOR_EMBEDDINGS.value())
                .isPresent();
    }

    /** Returns the usual NMSE for a comparison's type; empty if there is none. */
    public Optional<UsualError> usualNmse(Subject subject, Scope scope) {
        return scope.ofRuns() || !scope.opened()
                ? Optional.empty()
                : usualNmse(subject.kind(), subject.type().map(ConversionType::quantization));
    }

    /**
     * Returns the usual NMSE for a type. Its limit is no lower than that of the reference's precision; if not set, bfloat16
     * is assumed, in which most models are stored.
     */
    Optional<UsualError> usualNmse(OutputKind kind, Optional<Quantization> type) {
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Quantization known = type.get();
        Optional<Quantization> precision = Optional.of(referenceType.orElse(Quantization.BF16));
        return UsualErrors.of(kind, known, Metric.NMSE)
                .map(usual -> new UsualError(
                        known,
                        usual.measured(),
                        usual.estimated(),
                        bound(Metric.NMSE, kind, known, precision).orElseThrow()));
    }

    /**
     * Returns the largest NMSE measured for a good conversion to a type, with the same floor; the error that a cause leaves
     * unexplained is compared with it.
     */
    public double largestUsualNmse(OutputKind kind, Optional<Quantization> type) {
        Optional<Double> largest = type.isPresent() ? largestMeasured(kind, type.get()) : Optional.empty();
        return largest.isPresent()
                ? Math.max(
                        largest.get(),
                        largestMeasured(kind, referenceType.orElse(Quantization.BF16))
                                .orElse(0.0))
                : Standards.LARGEST_USUAL_NMSE;
    }

    private static Optional<Double> largestMeasured(OutputKind kind, Quantization type) {
        Optional<UsualError> usual = UsualErrors.of(kind, type, Metric.NMSE);
        return usual.isPresent() ? Optional.of(usual.get().measured().largest()) : Optional.empty();
    }
}
