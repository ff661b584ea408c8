package io.github.modelconversion.report;

import io.github.modelconversion.metric.Density;
import io.github.modelconversion.metric.Histogram;
import io.github.modelconversion.metric.MagnitudeBin;
import io.github.modelconversion.metric.Plots;
import io.github.modelconversion.metric.PositionRun;
import io.github.modelconversion.metric.RankedEntry;
import io.github.modelconversion.metric.RankedRow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes what pictures need as JSON: a series, a bin or an entry in one line. */
final class JsonPlots {

    private final SameJson json;

    JsonPlots(SameJson json) {
        this.json = json;
    }

    void write(Plots plots) throws IOException {
        if (plots.equals(Plots.NONE)) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("pairs").value(plots.pairs());
        json.name("of").value(plots.of());
        histogram("errors", plots.errors());
        scatter(plots.scatter());
        list("errorByMagnitude", plots.errorByMagnitude(), this::write);
        top(plots.top());
        list("byPosition", plots.byPosition(), this::write);
        histogram("klDivergences", plots.klDivergences());
        json.endObject();
    }

    private void histogram(String name, Optional<Histogram> histogram) throws IOException {
        json.name(name);
        if (histogram.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("edges");
        json.line(histogram.get().edges());
        json.name("counts");
        json.line(histogram.get().counts());
        json.endObject();
    }

    private void scatter(Optional<Density> density) throws IOException {
        json.name("scatter");
        if (density.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("edges");
        json.line(density.get().edges());
        list("counts", density.get().counts(), json::line);
        json.endObject();
    }

    private void top(Optional<RankedRow> top) throws IOException {
        json.name("top");
        if (top.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("position").value(top.get().position());
        list("entries", top.get().entries(), this::write);
        json.endObject();
    }

    private void write(MagnitudeBin bin) throws IOException {
        beginLine();
        json.figure("from", bin.from());
        json.figure("to", bin.to());
        json.name("pairs").value(bin.pairs());
        json.figure("meanAbsoluteError", bin.meanAbsoluteError());
        json.figure("maxAbsoluteError", bin.maxAbsoluteError());
        endLine();
    }

    private void write(PositionRun run) throws IOException {
        beginLine();
        json.name("from").value(run.from());
        json.name("to").value(run.to());
        json.figure("meanKlDivergence", run.meanKlDivergence());
        json.figure("maxKlDivergence", run.maxKlDivergence());
        json.figure("meanNmse", run.meanNmse());
        json.figure("maxNmse", run.maxNmse());
        endLine();
    }

    private void write(RankedEntry entry) throws IOException {
        beginLine();
        json.name("index").value(entry.index());
        json.figure("reference", entry.reference());
        json.figure("test", entry.test());
        rank("referenceRank", entry.referenceRank());
        rank("testRank", entry.testRank());
        endLine();
    }

    private void beginLine() throws IOException {
        json.beginObject();
        json.setIndent("");
    }

    private void endLine() throws IOException {
        json.endObject();
        json.setIndent(SameJson.INDENT);
    }

    private void rank(String name, OptionalInt rank) throws IOException {
        json.name(name);
        if (rank.isPresent()) {
            json.value(rank.getAsInt());
        } else {
            json.nullValue();
        }
    }

    private <T> void list(String name, List<T> items, Item<T> item) throws IOException {
        json.name(name).beginArray();
        for (T each : items) {
            item.write(each);
        }
        json.endArray();
    }

    private interface Item<T> {
        void write(T item) throws IOException;
    }
}
