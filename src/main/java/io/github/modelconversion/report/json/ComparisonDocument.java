package io.github.modelconversion.report.json;

import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.CosineGrade;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.NmseGrade;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Subject.Pooling;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Entries;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.result.row.RowFigures;
import io.github.modelconversion.store.Document;
import io.github.modelconversion.store.InvalidFieldException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A comparison in a report. */
record ComparisonDocument(
        Sides sides,
        Figures figures,
        Details details,
        List<LimitResult> limits,
        List<Finding> findings,
        Verdict verdict)
        implements Document<Comparison> {

    /** Metrics that are always present together with a mean over rows. */
    private static final Map<Metric, List<Metric>> TOGETHER = Map.of(
            Metric.MEAN_KL_DIVERGENCE,
            List.of(
                    Metric.MEDIAN_KL_DIVERGENCE,
                    Metric.P99_KL_DIVERGENCE,
                    Metric.MAX_KL_DIVERGENCE,
                    Metric.TOP1_AGREEMENT,
                    Metric.TOP10_OVERLAP),
            Metric.COSINE_SIMILARITY,
            List.of(Metric.LOWEST_COSINE_SIMILARITY));

    /** What was compared. The id follows from the rest; reports of earlier versions have none. */
    record Sides(
            Optional<String> id,
            OutputKind kind,
            Optional<String> data,
            Optional<Boolean> judged,
            List<Subject.Prompt> prompts,
            OutputDocument reference,
            OutputDocument.Converted test) {

        Pooling pooling() {
            return new Pooling(judged.orElse(true), prompts);
        }
    }

    /** The figures over all values, and their grades. */
    record Figures(
            OptionalLong compared,
            Metrics metrics,
            Optional<Place> largestError,
            Optional<NmseGrade> interpretation,
            Optional<CosineGrade> similarity) {}

    /** The largest error. */
    record Place(long position, long index, Optional<String> token, double reference, double test) {

        static Place of(LargestError largest, long width) {
            return new Place(
                    largest.index() / width,
                    largest.index() % width,
                    largest.token(),
                    largest.reference(),
                    largest.test());
        }
    }

    /** The figures of rows and shards. */
    record Details(
            List<RowFigure> worstRows, Optional<KldStatistics> statistics, List<Part> shards, Optional<Plots> plots) {}

    static ComparisonDocument of(Comparison comparison) {
        Optional<Measurement> measurement = comparison.measurement();
        return new ComparisonDocument(
                new Sides(
                        Optional.of(ComparisonNames.id(comparison)),
                        comparison.kind(),
                        comparison.dataDirectory(),
                        comparison.judged() ? Optional.empty() : Optional.of(false),
                        comparison.subject().pooling().prompts(),
                        OutputDocument.of(comparison.reference(), comparison),
                        OutputDocument.Converted.of(comparison)),
                new Figures(
                        measurement.isPresent()
                                ? OptionalLong.of(measurement.get().entries().compared())
                                : OptionalLong.empty(),
                        comparison.metrics(),
                        comparison.largestError().isPresent()
                                ? Optional.of(Place.of(comparison.largestError().get(), comparison.width()))
                                : Optional.empty(),
                        comparison.interpretation(),
                        comparison.similarity()),
                new Details(
                        comparison.rows().worst(),
                        comparison.statistics(),
                        comparison.parts(),
                        comparison.plots().isShown() ? Optional.of(comparison.plots()) : Optional.empty()),
                comparison.limits(),
                comparison.findings(),
                comparison.verdict());
    }

    @Override
    public Comparison content() {
        Output original = sides.reference().output("reference");
        Output converted = sides.test().output().output("test");
        Subject subject = new Subject(
                sides.kind(), sides.data(), original, converted, sides.test().type(), sides.pooling());
        Comparison comparison = new Comparison(
                subject,
                sides.test().usual(),
                figures.compared().isPresent() ? Optional.of(measurement(subject.width())) : Optional.empty(),
                details.statistics(),
                details.shards(),
                limits,
                findings);
        if (comparison.verdict() != verdict) {
            throw new InvalidFieldException(
                    "verdict", "the verdict that the rest gives, " + comparison.verdict() + ", found " + verdict);
        }
        return comparison;
    }

    private Measurement measurement(long width) {
        TOGETHER.forEach((mean, others) -> others.forEach(other -> {
            if (!details.worstRows().isEmpty()
                    && figures.metrics().value(mean).isPresent()
                    && figures.metrics().value(other).isEmpty()) {
                throw new InvalidFieldException("metrics." + other.key(), "a number, found null");
            }
        }));
        return new Measurement(
                Entries.finite(figures.compared().getAsLong()),
                figures.metrics(),
                figures.largestError()
                        .map(place -> new LargestError(
                                place.position() * width + place.index(),
                                place.token(),
                                place.reference(),
                                place.test())),
                false,
                Optional.empty(),
                RowFigures.of(details.worstRows()),
                details.plots().orElse(Plots.NONE));
    }
}
