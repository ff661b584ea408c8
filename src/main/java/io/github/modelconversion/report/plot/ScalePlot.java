package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.plot.Svg.Anchor;
import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.report.words.Judgement;
import io.github.modelconversion.report.words.NextStep;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.measurement.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws a measured metric and its limit on a scale whose passing part is green and failing part red. */
public final class ScalePlot {

    private static final double TOP = 34;
    private static final double HEIGHT = 22;
    private static final double BOTTOM = TOP + HEIGHT;
    private static final double LEFT = 14;
    private static final double USUAL_HEIGHT = 6;

    /** Height of the line that names the usual range. */
    private static final int LINE = 16;

    /** Usual ends of an NMSE axis, which figures beyond them extend. */
    private static final double USUALLY_FROM = 1e-7;

    private static final double USUALLY_TO = 10;

    private ScalePlot() {}

    /** Returns one scale per limit, after one for the NMSE {@linkplain #isNmseUnlimited if it has none}. */
    public static List<Plot> of(Comparison comparison) {
        List<Plot> plots = new ArrayList<>();
        if (isNmseUnlimited(comparison)) {
            double nmse = comparison.metrics().value(Metric.NMSE).getAsDouble();
            plots.add(upper(Metric.NMSE.label(), nmse, Optional.empty(), comparison));
        }
        for (LimitResult result : comparison.limits()) {
            plots.add(of(result, comparison));
        }
        return plots;
    }

    /** Returns whether the NMSE was measured and has no limit. */
    public static boolean isNmseUnlimited(Comparison comparison) {
        for (LimitResult result : comparison.limits()) {
            if (result.limit().metric() == Metric.NMSE) {
                return false;
            }
        }
        return comparison.metrics().value(Metric.NMSE).isPresent();
    }

    private static Plot of(LimitResult result, Comparison comparison) {
        Limit limit = result.limit();
        if (result.measured().isEmpty()) {
            return new Plot(Judgement.limit(result), "", List.of());
        }
        double measured = result.measured().getAsDouble();
        return limit.bound() == Limit.Bound.MAX
                ? upper(limit.metric().label(), measured, Optional.of(result), comparison)
                : lower(measured, result);
    }

    private static Plot upper(String name, double measured, Optional<LimitResult> result, Comparison comparison) {
        double limit = result.isPresent() ? result.get().limit().value() : 0;
        // Noise can make a divergence, and so a baseline's limit, 0 or negative, which the axis cannot show.
        double least = limit > 0 ? Math.max(Double.MIN_NORMAL, Math.min(USUALLY_FROM, limit / 100)) : USUALLY_FROM;
        double from = measured > 0 ? Math.max(Double.MIN_NORMAL, Math.min(least, measured / 2)) : least;
        double to = Math.min(Double.MAX_VALUE, Math.max(USUALLY_TO, Math.max(limit, measured) * 2));
        Optional<UsualError> usual = name.equals(Metric.NMSE.label()) ? comparison.usualNmse() : Optional.empty();
        return draw(name, " (log scale)", Axis.logarithmic(from, to, LEFT, Chart.RIGHT), measured, result, usual);
    }

    private static Plot lower(double measured, LimitResult result) {
        double limit = result.limit().value();
        double from = Math.max(-1, Math.min(1 - 2 * (1 - limit), 1 - 1.1 * (1 - measured)));
        Axis axis = Axis.linear(from < 1 ? from : 0, 1, LEFT, Chart.RIGHT);
        return draw(result.limit().metric().label(), "", axis, measured, Optional.of(result), Optional.empty());
    }

    private static Plot draw(
            String name,
            String scale,
            Axis axis,
            double measured,
            Optional<LimitResult> result,
            Optional<UsualError> usual) {
        String words = result.isPresent() ? Judgement.limit(result.get()) : name + " " + Judgement.measured(measured);
        int height = (int) BOTTOM + Chart.FOOT + (usual.isPresent() ? LINE : 0);
        Svg svg = new Svg(Chart.WIDTH, height, name, words);
        if (result.isPresent()) {
            limit(svg, axis, result.get().limit());
        }
        if (usual.isPresent()) {
            usual(svg, axis, usual.get());
        }
        for (double tick : axis.labeled(9)) {
            svg.line(axis.at(tick), TOP, axis.at(tick), BOTTOM + 4, Paint.MUTED, 0.6, false);
            svg.text(axis.at(tick), BOTTOM + 16, Anchor.MIDDLE, Paint.MUTED, Figures.shortest(tick));
        }
        svg.text((LEFT + Chart.RIGHT) / 2, BOTTOM + 33, Anchor.MIDDLE, Paint.TEXT, name + scale);
        double at = axis.at(within(axis, measured));
        svg.circle(at, (TOP + BOTTOM) / 2, 6, Paint.TEXT);
        label(svg, at, 12, Paint.TEXT, "measured " + number(measured, result));
        return new Plot(words, svg.end(), List.of());
    }

    /** Draws the usual range at the lower edge of the scale, and names it below the axis. */
    private static void usual(Svg svg, Axis axis, UsualError usual) {
        double from = axis.at(within(axis, usual.measured().smallest()));
        double to = axis.at(within(axis, usual.measured().largest()));
        svg.rectangle(from, BOTTOM - USUAL_HEIGHT, to - from, USUAL_HEIGHT, Paint.DATA, 1);
        svg.rectangle(LEFT, BOTTOM + Chart.FOOT, Chart.KEY, Chart.KEY, Paint.DATA, 1);
        svg.text(
                LEFT + Chart.KEY + 4,
                BOTTOM + Chart.FOOT + Chart.KEY - 1,
                Anchor.START,
                Paint.TEXT,
                "usual for " + usual.type() + ": " + NextStep.range(usual.measured()));
    }

    private static double within(Axis axis, double value) {
        return Math.min(axis.to(), Math.max(axis.from(), value));
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
