package io.github.modelconversion.gate;

import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Skipped;
import java.util.List;

/**
 * Measured logit files that are not yet judged.
 *
 * @param shards the measured shards, in report order
 * @param skipped the comparisons skipped on request
 */
public record Shards(List<Measured> shards, List<Skipped> skipped) {

    /** Copies the lists. */
    public Shards {
        shards = List.copyOf(shards);
        skipped = List.copyOf(skipped);
    }

    /** Judges each shard. */
    public GateReport judge(Judge judge) {
        return judge.report(shards.stream().map(shard -> shard.judge(judge)).toList(), skipped);
    }

    /** Judges each shard by one policy. */
    public GateReport judge(LimitPolicy limits) {
        return judge(Judge.of(limits));
    }
}
