package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.plot.Svg.Anchor;
import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.report.words.Judgement;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.measurement.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Draws a measured metric and its limit on a scale whose passing part is green and failing part red. */
public final class ScalePlot {

    private static final double TOP = 34;
    private static final double HEIGHT = 22;
    private static final double BOTTOM = TOP + HEIGHT;
    private static final double LEFT = 14;

    /** Usual ends of an NMSE axis, which figures beyond them extend. */
    private static final double USUALLY_FROM = 1e-7;

    private static final double USUALLY_TO = 10;

    private ScalePlot() {}

    /** Returns one scale per limit, and one for the NMSE if it has no limit. */
    public static List<Plot> of(Comparison comparison) {
        List<Plot> plots = new ArrayList<>();
        OptionalDouble nmse = comparison.metrics().value(Metric.NMSE);
        boolean judged = false;
        for (LimitResult result : comparison.limits()) {
            judged |= result.limit().metric() == Metric.NMSE;
        }
        if (nmse.isPresent() && !judged) {
            plots.add(upper(Metric.NMSE.label(), nmse.getAsDouble(), Optional.empty()));
        }
        for (LimitResult result : comparison.limits()) {
            Limit limit = result.limit();
            if (result.measured().isPresent()) {
                double measured = result.measured().getAsDouble();
                plots.add(
                        limit.bound() == Limit.Bound.MAX
                                ? upper(limit.metric().label(), measured, Optional.of(result))
                                : lower(measured, result));
            }
        }
        return plots;
    }

    private static Plot upper(String name, double measured, Optional<LimitResult> result) {
        double limit = result.isPresent() ? result.get().limit().value() : 0;
        // Noise can make a divergence, and so a baseline's limit, 0 or negative, which the axis cannot show.
        double least = limit > 0 ? Math.max(Double.MIN_NORMAL, Math.min(USUALLY_FROM, limit / 100)) : USUALLY_FROM;
        double from = measured > 0 ? Math.max(Double.MIN_NORMAL, Math.min(least, measured / 2)) : least;
        double to = Math.min(Double.MAX_VALUE, Math.max(USUALLY_TO, Math.max(limit, measured) * 2));
        return draw(name, " (log scale)", Axis.logarithmic(from, to, LEFT, Chart.RIGHT), measured, result);
    }

    private static Plot lower(double measured, LimitResult result) {
        double limit = result.limit().value();
        double from = Math.max(-1, Math.min(1 - 2 * (1 - limit), 1 - 1.1 * (1 - measured)));
        Axis axis = Axis.linear(from < 1 ? from : 0, 1, LEFT, Chart.RIGHT);
        return draw(result.limit().metric().label(), "", axis, measured, Optional.of(result));
    }

    private static Plot draw(String name, String scale, Axis axis, double measured, Optional<LimitResult> result) {
        String words = result.isPresent() ? Judgement.limit(result.get()) : name + " " + Figures.scientific(measured);
        Svg svg = new Svg(Chart.WIDTH, (int) BOTTOM + Chart.FOOT, name, words);
        if (result.isPresent()) {
            limit(svg, axis, result.get().limit());
        }
        for (double tick : axis.ticks(9)) {
            svg.line(axis.at(tick), TOP, axis.at(tick), BOTTOM + 4, Paint.MUTED, 0.6, false);
            svg.text(axis.at(tick), BOTTOM + 16, Anchor.MIDDLE, Paint.MUTED, Figures.shortest(tick));
        }
        svg.text((LEFT + Chart.RIGHT) / 2, BOTTOM + 33, Anchor.MIDDLE, Paint.TEXT, name + scale);
        double at = axis.at(Math.min(axis.to(), Math.max(axis.from(), measured)));
        svg.circle(at, (TOP + BOTTOM) / 2, 6, Paint.TEXT);
        label(svg, at, 12, Paint.TEXT, "measured " + number(measured, result));
        return new Plot(name, svg.end(), List.of());
    }

    private static void limit(Svg svg, Axis axis, Limit limit) {
        double at = axis.at(Math.max(axis.from(), limit.value()));
        boolean upper = limit.bound() == Limit.Bound.MAX;
        svg.rectangle(LEFT, TOP, at - LEFT, HEIGHT, upper ? Paint.GOOD : Paint.BAD, 0.25);
        svg.rectangle(at, TOP, Chart.RIGHT - at, HEIGHT, upper ? Paint.BAD : Paint.GOOD, 0.25);
        svg.line(at, TOP - 6, at, BOTTOM, Paint.BAD, 2, false);
        label(svg, at, 26, Paint.BAD, "limit " + Figures.shortest(limit.value()));
    }

    private static String number(double measured, Optional<LimitResult> result) {
        if (result.isEmpty()) {
            return Judgement.measured(measured);
        }
        Limit limit = result.get().limit();
        return limit.bound() == Limit.Bound.MAX
                ? Judgement.measured(measured, limit.value())
                : Figures.decimal(measured, limit.value());
    }

    private static void label(Svg svg, double at, double y, Paint paint, String words) {
        double third = Chart.WIDTH / 3.0;
        Anchor anchor = at < third ? Anchor.START : at > 2 * third ? Anchor.END : Anchor.MIDDLE;
        svg.text(at, y, anchor, paint, words);
    }
}
