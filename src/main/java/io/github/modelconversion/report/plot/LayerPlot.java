package io.github.modelconversion.report.plot;

import io.github.modelconversion.report.plot.Svg.Anchor;
import io.github.modelconversion.report.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Draws the NMSE of tensors in their order, which goes from layer to layer. */
public final class LayerPlot {

    private static final double BOTTOM = 190;

    /** Most tensors whose points have words and lead to their comparison. */
    private static final int MOST_EXPLAINED = 1000;

    /** Most characters of a name next to the first divergence. */
    private static final int LONGEST_NAME = 48;

    /** Ratio of the ends of the axis; smaller figures are on it. Without errors of weights only those of arithmetic remain. */
    private static final double LARGEST_RANGE = 1e12;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    private LayerPlot() {}

    /**
     * A tensor.
     *
     * @param name its name
     * @param nmse its NMSE; empty if not compared
     * @param usual the usual NMSE of its type; empty if there is none
     * @param limit the NMSE that it must stay below; empty if there is none
     * @param verdict how it is drawn
     * @param id the id on the page that its point leads to; empty if there is none
     */
    public record Tensor(
            String name, OptionalDouble nmse, OptionalDouble usual, OptionalDouble limit, Verdict verdict, String id) {}

    /** How a tensor is drawn. */
    public enum Verdict {
        /** It is as expected. */
        GOOD(Paint.DATA),
        /** It is wrong. */
        WRONG(Paint.BAD),
        /** It is wrong, and those before it are not. */
        FIRST_WRONG(Paint.BAD);

        private final Paint paint;

        Verdict(Paint paint) {
            this.paint = paint;
        }
    }

    /** Returns the plot; empty if no tensor has an NMSE above 0. */
    public static Optional<Plot> of(String title, List<Tensor> tensors) {
        double[] range = tensors.stream()
                .flatMap(tensor -> Stream.of(tensor.nmse(), tensor.usual(), tensor.limit()))
                .flatMapToDouble(OptionalDouble::stream)
                .filter(value -> value > 0 && Double.isFinite(value))
                .sorted()
                .toArray();
        List<Tensor> compared =
                tensors.stream().filter(tensor -> tensor.nmse().orElse(0) > 0).toList();
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        Axis x = Axis.linear(-0.5, tensors.size() - 0.5, Chart.LEFT, Chart.WIDE_RIGHT);
        Axis y = Axis.logarithmic(
                Math.max(Double.MIN_NORMAL, Math.max(range[0] / 2, range[range.length - 1] / LARGEST_RANGE)),
                Math.min(Double.MAX_VALUE, range[range.length - 1] * 2),
                BOTTOM,
                Chart.TOP);
        Map<Double, String> layers = layers(tensors, x);
        Chart chart = new Chart(
                title,
                "NMSE of " + tensors.size() + " tensors in their order; those on the axis have a smaller one, or none",
                x,
                layers,
                layers.isEmpty() ? "tensors in their order" : "layer",
                y,
                "NMSE (log scale)");
        chart.legend(Paint.DATA, 1, "tensor");
        if (tensors.stream().anyMatch(tensor -> tensor.verdict() != Verdict.GOOD)) {
            chart.legend(Paint.BAD, 1, "wrong");
        }
        if (tensors.stream().anyMatch(tensor -> tensor.usual().isPresent())) {
            chart.legend(Paint.GOOD, 1, "usual for its type");
            chart.svg().curve(levels(tensors, Tensor::usual, x, y), Paint.GOOD, 2);
        }
        if (tensors.stream().anyMatch(tensor -> tensor.limit().isPresent())) {
            chart.legend(Paint.SECOND, 1, "limit");
            chart.svg().curve(levels(tensors, Tensor::limit, x, y), Paint.SECOND, 1.2);
        }
        points(chart.svg(), tensors, x, y);
        first(chart.svg(), tensors, x);
        return Optional.of(new Plot(title, chart.svg().end(), numbers(compared), List.of()));
    }

    /** Returns the places where the layer's number changes, as many as have room, with the number. */
    private static Map<Double, String> layers(List<Tensor> tensors, Axis x) {
        Map<Double, String> layers = new LinkedHashMap<>();
        String before = "";
        double free = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < tensors.size(); i++) {
            Matcher number = NUMBER.matcher(tensors.get(i).name());
            String layer = number.find() ? number.group() : "";
            if (!layer.isEmpty() && !layer.equals(before) && x.at(i) - Svg.widthOf(layer) / 2 > free) {
                layers.put((double) i, layer);
                free = x.at(i) + Svg.widthOf(layer) / 2 + Svg.WIDTH_OF_CHARACTER;
            }
            before = layer.isEmpty() ? before : layer;
        }
        return layers;
    }

    /** Returns a level line for each run of tensors with the same figure. */
    private static String levels(List<Tensor> tensors, Function<Tensor, OptionalDouble> figure, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        double before = 0;
        for (int i = 0; i < tensors.size(); i++) {
            double value = figure.apply(tensors.get(i)).orElse(0);
            if (value > 0 && value != before) {
                path.append('M').append(Svg.coordinate(x.at(i - 0.4)));
                path.append(' ').append(Svg.coordinate(y.at(value)));
            }
            boolean ends =
                    i + 1 == tensors.size() || figure.apply(tensors.get(i + 1)).orElse(0) != value;
            if (value > 0 && ends) {
                path.append('H').append(Svg.coordinate(x.at(i + 0.4)));
            }
            before = value;
        }
        return path.toString();
    }

    private static void points(Svg svg, List<Tensor> tensors, Axis x, Axis y) {
        for (Verdict verdict : Verdict.values()) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < tensors.size(); i++) {
                Tensor tensor = tensors.get(i);
                double nmse = tensor.nmse().orElse(0);
                double at = nmse > y.from() ? y.at(Math.min(nmse, y.to())) : BOTTOM;
                if (tensor.verdict() == verdict && tensors.size() <= MOST_EXPLAINED) {
                    svg.point(x.at(i), at, 3, verdict.paint, tensor.id(), tensor.name() + ": " + words(tensor));
                } else if (tensor.verdict() == verdict) {
                    path.append('M').append(Svg.coordinate(x.at(i)));
                    path.append(' ').append(Svg.coordinate(at)).append("h0");
                }
            }
            svg.curve(path, verdict.paint, 3);
        }
    }

    private static String words(Tensor tensor) {
        return tensor.nmse().isPresent() ? "NMSE " + Figures.brief(tensor.nmse().getAsDouble()) : "not compared";
    }

    private static void first(Svg svg, List<Tensor> tensors, Axis x) {
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).verdict() == Verdict.FIRST_WRONG) {
                svg.line(x.at(i), Chart.TOP - 4, x.at(i), BOTTOM, Paint.BAD, 1, true);
                String name = tensors.get(i).name();
                String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "\u2026" : name;
                boolean left = x.at(i) > Chart.WIDE / 2.0;
                svg.text(
                        x.at(i) + (left ? -6 : 6),
                        Chart.TOP + 8,
                        left ? Anchor.END : Anchor.START,
                        Paint.BAD,
                        "first divergence: " + shown);
                return;
            }
        }
    }

    private static String numbers(List<Tensor> compared) {
        List<Tensor> sorted = new ArrayList<>(compared);
        sorted.sort(Comparator.comparingDouble(tensor -> tensor.nmse().getAsDouble()));
        Tensor largest = sorted.get(sorted.size() - 1);
        return "NMSE: smallest " + Figures.brief(sorted.get(0).nmse().getAsDouble()) + ", median "
                + Figures.brief(sorted.get(sorted.size() / 2).nmse().getAsDouble()) + ", largest "
                + Figures.brief(largest.nmse().getAsDouble()) + " (" + largest.name()
                + "). Points on the axis have a smaller NMSE, or none.";
    }
}
