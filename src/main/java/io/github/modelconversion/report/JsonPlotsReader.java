package io.github.modelconversion.report;

import static io.github.modelconversion.report.JsonReportReader.checked;
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
import java.util.OptionalDouble;
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
        long pairs = plots.get("pairs").count();
        long of = plots.get("of").count();
        Optional<Histogram> errors = histogram(plots.find("errors"));
        Optional<Density> scatter = density(plots.find("scatter"));
        List<MagnitudeBin> magnitudes = list(plots.get("errorByMagnitude"), JsonPlotsReader::magnitude);
        Optional<RankedRow> top = top(plots.find("top"));
        List<PositionRun> positions = list(plots.get("byPosition"), JsonPlotsReader::run);
        Optional<Histogram> divergences = histogram(plots.find("klDivergences"));
        return checked(plots, () -> new Plots(pairs, of, errors, scatter, magnitudes, top, positions, divergences));
    }

    private static Optional<Histogram> histogram(Optional<JsonValue> histogram) throws JsonException {
        if (histogram.isEmpty()) {
            return Optional.empty();
        }
        List<Double> edges = list(histogram.get().get("edges"), JsonValue::number);
        List<Long> counts = list(histogram.get().get("counts"), JsonValue::count);
        return Optional.of(checked(histogram.get(), () -> new Histogram(edges, counts)));
    }

    private static Optional<Density> density(Optional<JsonValue> density) throws JsonException {
        if (density.isEmpty()) {
            return Optional.empty();
        }
        List<Double> edges = list(density.get().get("edges"), JsonValue::number);
        List<List<Long>> counts = list(density.get().get("counts"), line -> list(line, JsonValue::count));
        return Optional.of(checked(density.get(), () -> new Density(edges, counts)));
    }

    private static MagnitudeBin magnitude(JsonValue bin) throws JsonException {
        double from = bin.get("from").number();
        double to = bin.get("to").number();
        long pairs = bin.get("pairs").count();
        // Errors are finite, save where they exceed a double.
        double mean = number(bin, "meanAbsoluteError").orElse(Double.POSITIVE_INFINITY);
        double largest = number(bin, "maxAbsoluteError").orElse(Double.POSITIVE_INFINITY);
        return checked(bin, () -> new MagnitudeBin(from, to, pairs, mean, largest));
    }

    private static Optional<RankedRow> top(Optional<JsonValue> top) throws JsonException {
        return top.isEmpty()
                ? Optional.empty()
                : Optional.of(new RankedRow(
                        top.get().get("position").count(), list(top.get().get("entries"), JsonPlotsReader::entry)));
    }

    private static RankedEntry entry(JsonValue entry) throws JsonException {
        long index = entry.get("index").count();
        double reference = number(entry, "reference").orElse(Double.NaN);
        double test = number(entry, "test").orElse(Double.NaN);
        OptionalInt referenceRank = rank(entry.find("referenceRank"));
        OptionalInt testRank = rank(entry.find("testRank"));
        return checked(entry, () -> new RankedEntry(index, reference, test, referenceRank, testRank));
    }

    private static OptionalInt rank(Optional<JsonValue> rank) throws JsonException {
        return rank.isPresent() ? OptionalInt.of(rank.get().smallCount()) : OptionalInt.empty();
    }

    private static PositionRun run(JsonValue run) throws JsonException {
        long from = run.get("from").count();
        long to = run.get("to").count();
        OptionalDouble meanKlDivergence = number(run, "meanKlDivergence");
        OptionalDouble maxKlDivergence = number(run, "maxKlDivergence");
        OptionalDouble meanNmse = number(run, "meanNmse");
        OptionalDouble maxNmse = number(run, "maxNmse");
        return checked(run, () -> new PositionRun(from, to, meanKlDivergence, maxKlDivergence, meanNmse, maxNmse));
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
