package io.github.modelconversion.report;

import com.google.gson.stream.JsonWriter;
import io.github.modelconversion.report.words.Judgement;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.measurement.Better;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.store.JsonOutput;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Renders the errors for github-action-benchmark: one entry for each metric for which smaller is better. */
final class BenchmarkReport {

    private static final List<Metric> SMALLER_IS_BETTER = Arrays.stream(Metric.values())
            .filter(metric -> metric.better() == Better.LOWER)
            .toList();

    private BenchmarkReport() {}

    static String render(GateReport report) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonOutput(text)) {
            json.beginArray();
            for (Comparison comparison : report.comparisons()) {
                for (Metric metric : SMALLER_IS_BETTER) {
                    write(json, comparison, metric);
                }
            }
            json.endArray();
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text + "\n";
    }

    private static void write(JsonWriter json, Comparison comparison, Metric metric) throws IOException {
        OptionalDouble value = comparison.metrics().value(metric);
        if (value.isEmpty()) {
            return;
        }
        boolean divergence = metric.key().endsWith("KlDivergence");
        json.beginObject();
        json.name("name").value(Judgement.name(comparison) + ": " + metric.label());
        json.name("unit").value(divergence ? "nats" : "1");
        json.name("value").value(value.getAsDouble());
        json.endObject();
    }
}
