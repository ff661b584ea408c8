package io.github.modelconversion.gate;

import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.judge.row.KldFindings;
import io.github.modelconversion.measure.runs.KldAccumulator;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Measurement;
import java.util.List;
import java.util.Optional;

/**
 * The figures of two llama-perplexity runs over one text: all of it, one shard, or several shards combined.
 *
 * @param subject what was compared
 * @param context tokens per chunk of the text
 * @param vocabulary values per row
 * @param chunks a fingerprint of each chunk of the text
 * @param rows the figures of the rows
 * @param findings findings about the files
 * @param parts the shards that were combined; none for a pair of files
 */
public record MeasuredRun(
        Subject subject,
        int context,
        int vocabulary,
        List<Long> chunks,
        KldAccumulator rows,
        List<Finding> findings,
        List<Part> parts)
        implements Measured {

    /** Copies the lists. */
    public MeasuredRun {
        chunks = List.copyOf(chunks);
        findings = List.copyOf(findings);
        parts = List.copyOf(parts);
    }

    @Override
    public Comparison judge(Judge judge) {
        KldStatistics statistics = rows.statistics();
        Measurement measurement = statistics.measurement(
                (long) rows.rows() * vocabulary, rows.logProbabilityNmse(), rows.plots(KldFile.rowsOfChunk(context)));
        List<LimitResult> limits = judge.limits(subject, Scope.RUNS, measurement.metrics());
        List<Finding> all = KldFindings.with(findings, limits);
        all.addAll(KldFindings.of(statistics, !limits.isEmpty()));
        return judge.complete(new Comparison(
                subject, Optional.empty(), Optional.of(measurement), Optional.of(statistics), parts, limits, all));
    }
}
