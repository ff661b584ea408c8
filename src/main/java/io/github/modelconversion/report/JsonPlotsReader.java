package io.github.modelconversion.report;

import static io.github.modelconversion.report.JsonReportReader.number;

import io.github.modelconversion.json.JsonException;
import io.github.modelconversion.json.JsonValue;
import io.github.modelconversion.metric.Density;
import io.github.modelconversion.metric.Histogram;
import io.github.modelconversion.metric.MagnitudeBin;
import io.github.modelconversion.metric.Plots;
import io.github.modelconversion.metric.PositionRun;
import io.github.modelconversion.metric.RankedEntry;
import io.github.modelconversion.metric.RankedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what {@link JsonPlots} writes. */
final class JsonPlotsReader {

    private JsonPlotsReader() {}

    /** Returns the plots of a comparison. */
    static Plots read(JsonValue comparison) throws JsonException {
        Optional<JsonValue> found = comparison.find("plots");
        if (found.isEmpty()) {
            return Plots.NONE;
        }
        JsonValue plots = found.get();
        return new Plots(
                plots.get("pairs").count(),
                plots.get("of").count(),
                histogram(plots.find("errors")),
                density(plots.find("scatter")),
                list(plots.get("errorByMagnitude"), JsonPlotsReader::magnitude),
                top(plots.find("top")),
                list(plots.get("byPosition"), JsonPlotsReader::run),
                histogram(plots.find("klDivergences")));
    }

    private static Optional<Histogram> histogram(Optional<JsonValue> histogram) throws JsonException {
        if (histogram.isEmpty()) {
            return Optional.empty();
        }
        List<Double> edges = list(histogram.get().get("edges"), JsonValue::number);
        List<Long> counts = list(histogram.get().get("counts"), JsonValue::count);
        requireCells(histogram.get(), edges, counts);
        return Optional.of(new Histogram(edges, counts));
    }

    private static Optional<Density> density(Optional<JsonValue> density) throws JsonException {
        if (density.isEmpty()) {
            return Optional.empty();
        }
        List<Double> edges = list(density.get().get("edges"), JsonValue::number);
        List<List<Long>> counts = list(density.get().get("counts"), line -> list(line, JsonValue::count));
        requireCells(density.get(), edges, counts);
        for (List<Long> line : counts) {
            requireCells(density.get(), edges, line);
        }
        return Optional.of(new Density(edges, counts));
    }

    private static void requireCells(JsonValue json, List<Double> edges, List<?> counts) throws JsonException {
        if (edges.size() != counts.size() + 1) {
            throw json.problem("expected one edge more than counts, found " + edges.size() + " and " + counts.size());
        }
    }

    private static MagnitudeBin magnitude(JsonValue bin) throws JsonException {
        return new MagnitudeBin(
                bin.get("from").number(),
                bin.get("to").number(),
                bin.get("pairs").count(),
                // Errors are finite, save where they exceed a double.
                number(bin, "meanAbsoluteError").orElse(Double.POSITIVE_INFINITY),
                number(bin, "maxAbsoluteError").orElse(Double.POSITIVE_INFINITY));
    }

    private static Optional<RankedRow> top(Optional<JsonValue> top) throws JsonException {
        return top.isEmpty()
                ? Optional.empty()
                : Optional.of(new RankedRow(
                        top.get().get("position").count(), list(top.get().get("entries"), JsonPlotsReader::entry)));
    }

    private static RankedEntry entry(JsonValue entry) throws JsonException {
        return new RankedEntry(
                entry.get("index").count(),
                number(entry, "reference").orElse(Double.NaN),
                number(entry, "test").orElse(Double.NaN),
                rank(entry.find("referenceRank")),
                rank(entry.find("testRank")));
    }

    private static OptionalInt rank(Optional<JsonValue> rank) throws JsonException {
        return rank.isPresent() ? OptionalInt.of(rank.get().smallCount()) : OptionalInt.empty();
    }

    private static PositionRun run(JsonValue run) throws JsonException {
        return new PositionRun(
                run.get("from").count(),
                run.get("to").count(),
                number(run, "meanKlDivergence"),
                number(run, "maxKlDivergence"),
                number(run, "meanNmse"),
                number(run, "maxNmse"));
    }

    private static <T> List<T> list(JsonValue json, Item<T> item) throws JsonException {
        List<T> items = new ArrayList<>();
        for (JsonValue each : json.items()) {
            items.add(item.read(each));
        }
        return items;
    }

    @FunctionalInterface
    private interface Item<T> {
        T read(JsonValue item) throws JsonException;
    }
}
