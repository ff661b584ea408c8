package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.text.RoundedDecimal;

/** Whether a limit was kept, in a few words: {@code NMSE 0.231, limit 0.01 (default): 23 times the limit}. */
final class LimitWords {

    /** Smallest ratio to the limit to state as a factor; below it the excess is in percent. */
    private static final double FEW_TIMES = 1.1;

    /** Smallest ratio to the limit that a table shows as a factor. */
    private static final double MANY_TIMES = 2;

    private LimitWords() {}

    /** Returns the measured value and how it compares with the limit. */
    static String of(LimitResult result, Comparison comparison) {
        Limit limit = result.limit();
        String name = limit.bound() == Limit.Bound.MAX ? "limit " : "minimum ";
        String bound = bound(limit, comparison);
        String metric = limit.metric().label();
        if (result.measured().isEmpty()) {
            return metric + " not measured, " + name + bound;
        }
        String measured = metric + " " + Figures.brief(result.measured().getAsDouble(), limit.value());
        if (limit.bound() == Limit.Bound.MIN || !limit.hasShares()) {
            return measured + ", " + name + bound;
        }
        return result.verdict() == Verdict.PASS
                ? measured + ", " + Figures.used(result.strain()) + " of the limit " + bound
                : measured + ", limit " + bound + ": " + excess(result.strain());
    }

    /** Returns a kept limit as a clause: {@code NMSE 1.5e-5 is below the limit 0.01 (default)}. */
    static String kept(LimitResult result, Comparison comparison) {
        Limit limit = result.limit();
        return limit.metric().label() + " "
                + Figures.brief(result.measured().orElse(Double.NaN), limit.value())
                + (limit.bound() == Limit.Bound.MAX ? " is below the limit " : " reaches the minimum ")
                + bound(limit, comparison);
    }

    private static String bound(Limit limit, Comparison comparison) {
        return Figures.shortest(limit.value()) + " (" + origin(limit, comparison) + ")";
    }

    private static String excess(double strain) {
        if (strain == 1) {
            return "it must be below";
        }
        if (!(strain < FEW_TIMES)) {
            return Figures.times(strain) + " times the limit";
        }
        return Figures.used(strain - 1) + " above the limit";
    }

    /** Returns the used share of a limit and the metric, for a table: {@code 43 % (KL)}. */
    static String used(LimitResult result) {
        return share(result) + " (" + brief(result.limit().metric()) + ")";
    }

    /** Returns the used share of a limit: {@code 43 %}, {@code 12x}. */
    static String share(LimitResult result) {
        double strain = result.strain();
        if (result.measured().isEmpty()) {
            return "-";
        }
        if (!result.limit().hasShares() || !Double.isFinite(strain)) {
            return result.verdict() == Verdict.PASS ? "kept" : "broken";
        }
        if (strain >= MANY_TIMES) {
            return Figures.times(strain) + "x";
        }
        return strain > 1
                ? RoundedDecimal.plain(Math.max(101, 100 * strain), 0) + " %"
                : Figures.used(strain).replace("less than ", "<");
    }

    private static String brief(Metric metric) {
        return switch (metric) {
            case NMSE -> "NMSE";
            case CENTERED_NMSE -> "centered NMSE";
            case P90_ROW_NMSE -> "p90 row NMSE";
            case P999_ROW_NMSE -> "p99.9 row NMSE";
            case MEAN_KL_DIVERGENCE -> "KL";
            case MEDIAN_KL_DIVERGENCE -> "median KL";
            case P99_KL_DIVERGENCE -> "p99 KL";
            case MAX_KL_DIVERGENCE -> "largest KL";
            case TOP1_AGREEMENT -> "top-1";
            case TOP10_OVERLAP -> "top-10";
            case COSINE_SIMILARITY -> "cosine";
            case LOWEST_COSINE_SIMILARITY -> "lowest cosine";
            case MEAN_ABSOLUTE_ERROR -> "mean error";
            case MAX_ABSOLUTE_ERROR -> "max error";
            case RMS_TOP1_DELTA_P, RMS_DELTA_P -> "delta p";
            default -> metric.label();
        };
    }

    private static String origin(Limit limit, Comparison comparison) {
        String type = comparison.type().isPresent()
                ? comparison.type().get().quantization().toString()
                : "its type";
        return switch (limit.origin()) {
            case DEFAULT -> "default";
            case RECOMMENDED -> type + ", recommended";
            case CONFIGURATION -> "configured";
            case TYPE -> "configured for " + type;
            case BASELINE -> "baseline";
        };
    }
}
