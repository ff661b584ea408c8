package io.github.modelconversion.judge;

import io.github.modelconversion.judge.evidence.Standards;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import io.github.modelconversion.result.output.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which limits judge a comparison. Of several limits for one metric the first of these counts: one for the type of the
 * conversion, one for all types, the recommended one for the type, the default.
 *
 * @param explicit the limits that were set for all types
 * @param byType the upper limits that were set for single types
 * @param standard what judges where nothing was set
 * @param referenceType in what precision the reference was computed; empty where nobody said it
 */
public record LimitPolicy(
        List<Limit> explicit,
        Map<Metric, Map<Quantization, Double>> byType,
        Standard standard,
        Optional<Quantization> referenceType)
        implements LimitSource {

    /** The default for activations, too. */
    private static final Limit DEFAULT_FOR_LOGITS = new Limit(Metric.NMSE, Limit.Bound.MAX, 1e-2, Limit.Origin.DEFAULT);

    /** semantic_check.py accepts 0.70, which wrong positions and missing biases reach. */
    private static final Limit DEFAULT_FOR_EMBEDDINGS =
            new Limit(Metric.COSINE_SIMILARITY, Limit.Bound.MIN, 0.95, Limit.Origin.DEFAULT);

    /** Where the mean of most rows hides one that is wrong. */
    private static final Limit DEFAULT_FOR_EACH_EMBEDDING =
            new Limit(Metric.LOWEST_COSINE_SIMILARITY, Limit.Bound.MIN, 0.8, Limit.Origin.DEFAULT);

    /** What can have a limit, in the order of reports. */
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

    /** What needs a softmax of the rows. */
    private static final List<Metric> OF_PROBABILITIES =
            List.of(Metric.MEAN_KL_DIVERGENCE, Metric.MAX_KL_DIVERGENCE, Metric.TOP1_AGREEMENT, Metric.TOP10_OVERLAP);

    /** What .kld files have of it. */
    private static final List<Metric> OF_DISTRIBUTIONS =
            List.of(Metric.MEAN_KL_DIVERGENCE, Metric.MAX_KL_DIVERGENCE, Metric.TOP1_AGREEMENT);

    private static final List<Metric> RECOMMENDED =
            List.of(Metric.NMSE, Metric.CENTERED_NMSE, Metric.MEAN_KL_DIVERGENCE);

    /** Recommended where there are several rows: of one row they say nothing more. */
    private static final List<Metric> RECOMMENDED_OF_ROWS =
            List.of(Metric.P90_ROW_NMSE, Metric.P999_ROW_NMSE, Metric.MAX_KL_DIVERGENCE);

    /** What judges where nothing was set. */
    public enum Standard {
        /** One limit for all types. */
        DEFAULT,
        /** The limits recommended for the type; where there are none, the default. */
        RECOMMENDED
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when a limit is for a metric that nothing judges
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

    /** Returns whether the type of a conversion matters. */
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
        return scope.shape().filter(Shape::isTooFew).isPresent()
                ? limitsOfFewValues(subject.kind(), type)
                : limits(
                        subject.kind(),
                        type,
                        scope.shape().map(Shape::positions).orElse(1L));
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
            byType(metric, type)
                    .or(() -> explicit(metric))
                    .or(() -> recommended(metric, kind, type, rows))
                    .or(() -> standard(metric, kind))
                    .ifPresent(limits::add);
        }
        return limits;
    }

    /**
     * Returns the limits for log-probabilities, of which there is no NMSE: only those on distributions, and no default. None is
     * recommended for the largest divergence, which grows with the length of the text.
     */
    List<Limit> limitsOfLogProbabilities(Optional<Quantization> type) {
        return limits(OutputKind.LOGITS, type).stream()
                .filter(limit -> OF_DISTRIBUTIONS.contains(limit.metric()))
                .toList();
    }

    /**
     * Returns the limits for a few values, of which an NMSE says nothing: those that were set, where the largest error is judged;
     * else all, which nothing keeps.
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
        return type.map(byType.getOrDefault(metric, Map.of())::get)
                .map(value -> new Limit(metric, Limit.Bound.MAX, value, Limit.Origin.TYPE));
    }

    private Optional<Limit> explicit(Metric metric) {
        return explicit.stream().filter(limit -> limit.metric() == metric).findFirst();
    }

    private Optional<Limit> recommended(Metric metric, OutputKind kind, Optional<Quantization> type, long rows) {
        boolean counts = RECOMMENDED.contains(metric) || (rows > 1 && RECOMMENDED_OF_ROWS.contains(metric));
        return standard == Standard.RECOMMENDED && counts
                ? type.flatMap(known -> bound(metric, kind, known, referenceType))
                        .map(value -> new Limit(metric, Limit.Bound.MAX, value, Limit.Origin.RECOMMENDED))
                : Optional.empty();
    }

    /** Computing the reference in a type rounds it as a conversion to that type does. */
    private static Optional<Double> bound(
            Metric metric, OutputKind kind, Quantization type, Optional<Quantization> precision) {
        Optional<Double> floor =
                precision.flatMap(known -> UsualErrors.of(kind, known, metric)).map(UsualError::limit);
        return UsualErrors.of(kind, type, metric).map(usual -> Math.max(usual.limit(), floor.orElse(0.0)));
    }

    private Optional<Limit> standard(Metric metric, OutputKind kind) {
        if (metric == Metric.LOWEST_COSINE_SIMILARITY) {
            return Optional.of(DEFAULT_FOR_EACH_EMBEDDING)
                    .filter(limit -> kind == OutputKind.EMBEDDINGS && !isLaxForEmbeddings());
        }
        Limit standard = kind == OutputKind.EMBEDDINGS ? DEFAULT_FOR_EMBEDDINGS : DEFAULT_FOR_LOGITS;
        return standard.metric() == metric ? Optional.of(standard) : Optional.empty();
    }

    /** Returns whether a mean was set that is below the default one: rows are not judged more strictly than that. */
    private boolean isLaxForEmbeddings() {
        return explicit(Metric.COSINE_SIMILARITY)
                .filter(limit -> limit.value() < DEFAULT_FOR_EMBEDDINGS.value())
                .isPresent();
    }

    /** Returns the NMSE that is usual for the type of a comparison; empty where it has none. */
    public Optional<UsualError> usualNmse(Subject subject, Scope scope) {
        return scope.ofRuns() || !scope.opened()
                ? Optional.empty()
                : usualNmse(subject.kind(), subject.type().map(ConversionType::quantization));
    }

    /**
     * Returns the NMSE that is usual for a type. Its limit has the floor of the reference's precision; where nobody said
     * which one that is, of bfloat16, in which most models are stored.
     */
    Optional<UsualError> usualNmse(OutputKind kind, Optional<Quantization> type) {
        Optional<Quantization> precision = Optional.of(referenceType.orElse(Quantization.BF16));
        return type.flatMap(known -> UsualErrors.of(kind, known, Metric.NMSE)
                .map(usual -> new UsualError(
                        known,
                        usual.measured(),
                        usual.estimated(),
                        bound(Metric.NMSE, kind, known, precision).orElseThrow())));
    }

    /**
     * Returns the largest NMSE measured for a right conversion of a type, with the same floor: what a cause may leave
     * unexplained is set against it.
     */
    public double largestUsualNmse(OutputKind kind, Optional<Quantization> type) {
        double floor =
                largestMeasured(kind, referenceType.orElse(Quantization.BF16)).orElse(0.0);
        return type.flatMap(known -> largestMeasured(kind, known))
                .map(largest -> Math.max(largest, floor))
                .orElse(Standards.LARGEST_USUAL_NMSE);
    }

    private static Optional<Double> largestMeasured(OutputKind kind, Quantization type) {
        return UsualErrors.of(kind, type, Metric.NMSE)
                .map(usual -> usual.measured().largest());
    }
}
