package io.github.modelconversion.judge;

import io.github.modelconversion.judge.evidence.Standards;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.measurement.Better;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.util.ArrayList;
import java.util.EnumMap;
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

    /** Metrics that need a softmax of the rows. */
    private static final List<Metric> OF_PROBABILITIES =
            List.of(Metric.MEAN_KL_DIVERGENCE, Metric.MAX_KL_DIVERGENCE, Metric.TOP1_AGREEMENT, Metric.TOP10_OVERLAP);

    /** Those of them that .kld files have. */
    private static final List<Metric> OF_DISTRIBUTIONS =
            List.of(Metric.MEAN_KL_DIVERGENCE, Metric.MAX_KL_DIVERGENCE, Metric.TOP1_AGREEMENT);

    private static final List<Metric> RECOMMENDED =
            List.of(Metric.NMSE, Metric.CENTERED_NMSE, Metric.MEAN_KL_DIVERGENCE);

    /** Recommended for several rows; for a single row the others add nothing. */
    private static final List<Metric> RECOMMENDED_OF_ROWS = List.of(
            Metric.NMSE,
            Metric.CENTERED_NMSE,
            Metric.P90_ROW_NMSE,
            Metric.P999_ROW_NMSE,
            Metric.MEAN_KL_DIVERGENCE,
            Metric.MAX_KL_DIVERGENCE);

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
     * @throws IllegalArgumentException if a limit is for a metric that is neither an error nor a similarity
     */
    public LimitPolicy {
        for (Limit limit : explicit) {
            if (limit.metric().better() == Better.NEITHER) {
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

    /** Returns whether a metric is measured on log-probabilities, and so judged if it has a limit. */
    public static boolean isOfLogProbabilities(Metric metric) {
        return OF_DISTRIBUTIONS.contains(metric);
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
        Optional<Quantization> type =
                subject.type().isPresent() ? Optional.of(subject.type().get().quantization()) : Optional.empty();
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
        Map<Metric, Limit> strongest = new EnumMap<>(Metric.class);
        addOfType(strongest, type);
        for (Limit limit : explicit) {
            strongest.putIfAbsent(limit.metric(), limit);
        }
        addRecommended(strongest, kind, type, rows);
        for (Limit limit : defaults(kind)) {
            strongest.putIfAbsent(limit.metric(), limit);
        }
        List<Limit> limits = new ArrayList<>();
        for (Limit limit : strongest.values()) {
            if (kind != OutputKind.ACTIVATIONS || !OF_PROBABILITIES.contains(limit.metric())) {
                limits.add(limit);
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

    private void addOfType(Map<Metric, Limit> limits, Optional<Quantization> type) {
        if (type.isPresent()) {
            byType.forEach((metric, values) -> {
                Double value = values.get(type.get());
                if (value != null) {
                    limits.putIfAbsent(metric, new Limit(metric, Limit.Bound.MAX, value, Limit.Origin.TYPE));
                }
            });
        }
    }

    private void addRecommended(Map<Metric, Limit> limits, OutputKind kind, Optional<Quantization> type, long rows) {
        if (standard == Standard.DEFAULT || type.isEmpty()) {
            return;
        }
        for (Metric metric : rows > 1 ? RECOMMENDED_OF_ROWS : RECOMMENDED) {
            UsualErrors.of(kind, type.get(), metric)
                    .map(usual -> limit(usual, kind, metric, referenceType))
                    .map(value -> new Limit(metric, Limit.Bound.MAX, value, Limit.Origin.RECOMMENDED))
                    .ifPresent(limit -> limits.putIfAbsent(metric, limit));
        }
    }

    /** Returns the default limits. If a mean below that of embeddings was set, single rows are not judged more strictly. */
    private List<Limit> defaults(OutputKind kind) {
        if (kind != OutputKind.EMBEDDINGS) {
            return List.of(DEFAULT_FOR_LOGITS);
        }
        boolean lax = explicit.stream()
                .anyMatch(limit ->
                        limit.metric() == Metric.COSINE_SIMILARITY && limit.value() < DEFAULT_FOR_EMBEDDINGS.value());
        return lax ? List.of(DEFAULT_FOR_EMBEDDINGS) : List.of(DEFAULT_FOR_EMBEDDINGS, DEFAULT_FOR_EACH_EMBEDDING);
    }

    /**
     * Returns a type's limit, at least as high as that of the reference's precision: computing the reference in a type rounds
     * it as a conversion to that type does.
     */
    private static double limit(UsualError usual, OutputKind kind, Metric metric, Optional<Quantization> precision) {
        double floor = precision
                .flatMap(known -> UsualErrors.of(kind, known, metric))
                .map(UsualError::limit)
                .orElse(0.0);
        return Math.max(usual.limit(), floor);
    }

    /**
     * Returns the usual NMSE for a comparison's type; empty if there is none. Its limit is no lower than that of the
     * reference's precision; if not set, bfloat16 is assumed, in which most models are stored.
     */
    public Optional<UsualError> usualNmse(Subject subject, Scope scope) {
        OutputKind kind = subject.kind();
        if (subject.type().isEmpty() || !scope.opened() || scope.ofRuns()) {
            return Optional.empty();
        }
        Optional<Quantization> precision = Optional.of(referenceType.orElse(Quantization.BF16));
        return UsualErrors.of(kind, subject.type().get().quantization(), Metric.NMSE)
                .map(usual -> new UsualError(
                        usual.type(), usual.measured(), usual.estimated(), limit(usual, kind, Metric.NMSE, precision)));
    }

    /**
     * Returns the largest NMSE measured for a good conversion to a type, with the same floor; the error that a cause leaves
     * unexplained is compared with it.
     */
    public double largestUsualNmse(OutputKind kind, Optional<Quantization> type) {
        return type.isPresent() && UsualErrors.of(kind, type.get(), Metric.NMSE).isPresent()
                ? Math.max(
                        largestMeasured(kind, type.get()),
                        largestMeasured(kind, referenceType.orElse(Quantization.BF16)))
                : Standards.LARGEST_USUAL_NMSE;
    }

    /** Returns the largest NMSE measured for a type; 0 if none was. */
    private static double largestMeasured(OutputKind kind, Quantization type) {
        return UsualErrors.of(kind, type, Metric.NMSE)
                .map(usual -> usual.measured().largest())
                .orElse(0.0);
    }
}
