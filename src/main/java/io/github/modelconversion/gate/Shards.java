package io.github.modelconversion.gate;

import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Skipped;
import java.util.List;

/**
 * Logit files that were measured and not yet judged.
 *
 * @param shards what was measured, in the order of the report
 * @param skipped the comparisons that were left out on request
 */
public record Shards(List<Measured> shards, List<Skipped> skipped) {

    /** Copies the lists. */
    public Shards {
        shards = List.copyOf(shards);
        skipped = List.copyOf(skipped);
    }

    /** Judges each of them. */
    public GateReport judge(Judge judge) {
        return judge.report(shards.stream().map(shard -> shard.judge(judge)).toList(), skipped);
    }

    /** Judges each of them by one policy. */
    public GateReport judge(LimitPolicy limits) {
        return judge(Judge.of(limits));
    }
}
