package io.github.modelconversion.shard;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.gate.MeasuredRun;
import io.github.modelconversion.gate.NotMeasured;
import io.github.modelconversion.gate.Output;
import io.github.modelconversion.gate.Scope;
import io.github.modelconversion.gate.Subject;
import io.github.modelconversion.gguf.ConversionType;
import io.github.modelconversion.gguf.Quantization;
import io.github.modelconversion.logits.Format;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.logits.UnusableInputException;
import io.github.modelconversion.metric.KldAccumulator;
import io.github.modelconversion.metric.KldTotals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@link StateWriter} writes, and believes none of it before it is checked. */
public final class StateReader {

    private final StateFile in;

    private StateReader(StateFile in) {
        this.in = in;
    }

    /**
     * Reads the shards of a file.
     *
     * @param path the file
     * @param name its name in messages
     * @throws UnusableInputException when it is no such file, or a damaged one
     * @throws IOException when it cannot be read
     */
    public static List<Measured> read(Path path, String name) throws IOException {
        try (StateFile in = StateFile.open(path, name)) {
            return new StateReader(in).shards();
        }
    }

    private List<Measured> shards() throws IOException {
        int count = in.count("shards", 1);
        List<Measured> shards = new ArrayList<>();
        while (shards.size() < count) {
            shards.add(shard());
        }
        in.expectEnd();
        return shards;
    }

    private Measured shard() throws IOException {
        Optional<String> dataDirectory = optionalText();
        Output reference = output();
        Output test = output();
        Optional<Quantization> type = optionalName(Quantization.class);
        Optional<ConversionType.Origin> origin = optionalName(ConversionType.Origin.class);
        List<Finding> findings = new ArrayList<>();
        for (int left = in.count("findings", 1); left > 0; left--) {
            findings.add(finding());
        }
        Subject subject = new Subject(
                OutputKind.LOGITS,
                dataDirectory,
                reference,
                test,
                type.flatMap(known -> origin.map(from -> new ConversionType(known, from))));
        return in.flag() ? run(subject, findings) : new NotMeasured(subject, Scope.RUNS, findings);
    }

    private Output output() throws IOException {
        String model = in.text();
        String file = in.text();
        return new Output(model, file, Optional.empty(), in.flag() ? Optional.of(content(file)) : Optional.empty());
    }

    private Output.Content content(String file) throws IOException {
        Format format = new Format(in.text(), in.text());
        List<Long> dimensions = new ArrayList<>();
        for (int left = in.count("dimensions", Long.BYTES); left > 0; left--) {
            dimensions.add(in.whole());
        }
        try {
            return new Output.Content(
                    new Source(file, format, new Shape(dimensions)), in.whole(), in.text(), optionalText());
        } catch (IllegalArgumentException | ArithmeticException impossible) {
            throw in.damaged("the dimensions of an array, found " + dimensions);
        }
    }

    private Finding finding() throws IOException {
        Finding.Code code = in.name(Finding.Code.class);
        Severity severity = in.name(Severity.class);
        String message = in.text();
        Map<String, Number> evidence = new LinkedHashMap<>();
        for (int left = in.count("numbers", 1); left > 0; left--) {
            String name = in.text();
            evidence.put(name, in.flag() ? (Number) in.whole() : (Number) in.number());
        }
        return new Finding(code, severity, message, evidence);
    }

    private MeasuredRun run(Subject subject, List<Finding> findings) throws IOException {
        int context = in.count("tokens of context", 0);
        int vocabulary = in.count("vocabulary entries", 0);
        List<Long> chunks = new ArrayList<>();
        for (int left = in.count("chunks", Long.BYTES); left > 0; left--) {
            chunks.add(in.whole());
        }
        KldTotals totals = totals();
        int rows = in.count("rows", 2 * Double.BYTES);
        double[] divergences = in.numbers(rows);
        double[] deltaPs = in.numbers(rows);
        if (rows == 0 || totals.values() != (long) rows * vocabulary) {
            throw in.damaged(
                    "rows of " + vocabulary + " values, " + totals.values() + " together, found " + rows + " rows");
        }
        try {
            KldAccumulator figures = KldAccumulator.of(divergences, deltaPs, totals);
            return new MeasuredRun(subject, context, vocabulary, chunks, figures, findings, List.of());
        } catch (IllegalArgumentException impossible) {
            throw in.damaged(String.valueOf(impossible.getMessage()));
        }
    }

    private KldTotals totals() throws IOException {
        long sameTop = in.whole();
        long clippedReferenceTargets = in.whole();
        long clippedTestTargets = in.whole();
        long values = in.whole();
        List<List<Double>> sums = new ArrayList<>();
        while (sums.size() < KldTotals.SUMS) {
            List<Double> digits = new ArrayList<>();
            for (int left = in.count("digits", Double.BYTES); left > 0; left--) {
                digits.add(in.number());
            }
            sums.add(digits);
        }
        return new KldTotals(sameTop, clippedReferenceTargets, clippedTestTargets, values, sums);
    }

    private Optional<String> optionalText() throws IOException {
        return Optional.of(in.text()).filter(text -> !text.isEmpty());
    }

    private <E extends Enum<E>> Optional<E> optionalName(Class<E> type) throws IOException {
        Optional<String> text = optionalText();
        return text.isEmpty() ? Optional.empty() : Optional.of(in.constant(type, text.get()));
    }
}
