package io.github.modelconversion.baseline;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.measurement.Entries;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Comparisons with the given metrics and no limits. */
final class ComparisonFixture {

    private ComparisonFixture() {}

    /** Returns the comparison of a variant in the folder {@code data}. */
    static Comparison comparison(String test, Map<Metric, Double> metrics, Finding... findings) {
        return comparison("data", test, OutputKind.LOGITS, "0a1b2c3d", Optional.of("4e5f6a7b"), metrics, findings);
    }

    static Comparison comparison(
            String data,
            String test,
            OutputKind kind,
            String crc32c,
            Optional<String> tokensCrc32c,
            Map<Metric, Double> metrics,
            Finding... findings) {
        Source source = new Source("x.bin", Format.TEXT, new Shape(List.of(512L)));
        Output.Content content = new Output.Content(source, 2048, crc32c, tokensCrc32c);
        return new Comparison(
                new Subject(
                        kind,
                        Optional.of(data),
                        new Output("tiny", "x.bin", Optional.empty(), Optional.of(content)),
                        new Output(test, "y.bin", Optional.empty(), Optional.of(content)),
                        Conversion.named(test).conversionType()),
                Optional.empty(),
                Optional.of(Measurement.of(Entries.finite(512), Metrics.of(metrics), Optional.empty(), false)),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(findings));
    }

    static GateReport report(Comparison... comparisons) {
        return new GateReport(List.of(comparisons), List.of());
    }

    static Baseline baseline(Comparison... comparisons) {
        return Baseline.of(report(comparisons), Baseline.empty());
    }
}
