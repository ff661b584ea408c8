package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.KldFindings;
import io.github.modelconversion.gguf.ConversionType;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.KldAccumulator;
import io.github.modelconversion.metric.KldStatistics;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pair of logit files that was measured and not yet judged: a whole run, a part of one, or several parts put together.
 *
 * @param dataDirectory the data directory, relative to the project; empty when the files were named outright
 * @param reference the output of the original model
 * @param test the output of the converted model
 * @param type what the converted model is stored as; empty where that is not known
 * @param measured what was measured; empty where an input is unusable or the sides do not fit
 * @param findings what the user must know of the files
 * @param parts the shards that it was put together from; none where it is a pair of files
 */
public record Shard(
        Optional<String> dataDirectory,
        Output reference,
        Output test,
        Optional<ConversionType> type,
        Optional<Measured> measured,
        List<Finding> findings,
        List<Part> parts) {

    /**
     * What was measured, and on which text.
     *
     * @param context how many tokens a chunk of the text has
     * @param vocabulary how many values a row has
     * @param chunks what tells each chunk of the text from others
     * @param rows the figures of the rows
     */
    public record Measured(int context, int vocabulary, List<Long> chunks, KldAccumulator rows) {

        /** Copies the list. */
        public Measured {
            chunks = List.copyOf(chunks);
        }

        long values() {
            return (long) rows.rows() * vocabulary;
        }
    }

    /** Copies the lists. */
    public Shard {
        findings = List.copyOf(findings);
        parts = List.copyOf(parts);
    }

    /** Judges what was measured. */
    Comparison judge(LimitPolicy policy) {
        List<Limit> limits = policy.limitsOfLogProbabilities(type.map(ConversionType::quantization));
        Optional<KldStatistics> statistics = measured.map(Measured::rows).map(KldAccumulator::statistics);
        Optional<Measurement> measurement = measured.flatMap(known -> statistics.map(
                figures -> figures.measurement(known.values(), known.rows().plots())));
        Metrics metrics = measurement.map(Measurement::metrics).orElse(Metrics.none());
        List<Finding> all = new ArrayList<>(findings);
        for (Limit limit : limits) {
            KldFindings.belowNoise(limit.metric(), limit.value()).ifPresent(all::add);
        }
        statistics.ifPresent(known -> all.addAll(KldFindings.of(known, !limits.isEmpty())));
        return new Comparison(
                OutputKind.LOGITS,
                dataDirectory,
                reference,
                test,
                type,
                Optional.empty(),
                measurement,
                statistics,
                parts,
                limits.stream().map(limit -> limit.judge(metrics)).toList(),
                all);
    }
}
