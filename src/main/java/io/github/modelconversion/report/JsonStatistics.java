package io.github.modelconversion.report;

import io.github.modelconversion.metric.Distribution;
import io.github.modelconversion.metric.Estimate;
import io.github.modelconversion.metric.KldStatistics;
import java.io.IOException;

/** Writes the statistics of logit files, the {@code statistics} of a comparison. */
final class JsonStatistics {

    private final SameJson json;

    JsonStatistics(SameJson json) {
        this.json = json;
    }

    void write(KldStatistics statistics) throws IOException {
        json.beginObject();
        json.name("rows").value(statistics.rows());
        write("klDivergence", statistics.divergence());
        write("klDivergences", statistics.divergences());
        json.name("worstRow").value(statistics.worstRow());
        write("deltaP", statistics.deltaP());
        write("rmsDeltaP", statistics.rmsDeltaP());
        write("deltaPs", statistics.deltaPs());
        write("sameTop", statistics.sameTop());
        write("referencePerplexity", statistics.referencePerplexity());
        write("testPerplexity", statistics.testPerplexity());
        write("lnPerplexityRatio", statistics.lnPerplexityRatio());
        write("perplexityRatio", statistics.perplexityRatio());
        write("perplexityDifference", statistics.perplexityDifference());
        json.figure("lossCorrelation", statistics.lossCorrelation());
        json.name("clippedReferenceTargets").value(statistics.clippedReferenceTargets());
        json.name("clippedTestTargets").value(statistics.clippedTestTargets());
        json.endObject();
    }

    private void write(String name, Estimate estimate) throws IOException {
        json.name(name).beginObject();
        json.figure("value", estimate.value());
        json.figure("uncertainty", estimate.uncertainty());
        json.endObject();
    }

    private void write(String name, Distribution distribution) throws IOException {
        json.name(name).beginObject();
        json.name("maximum").value(distribution.maximum());
        json.name("p999").value(distribution.p999());
        json.name("p99").value(distribution.p99());
        json.name("p95").value(distribution.p95());
        json.name("p90").value(distribution.p90());
        json.name("p75").value(distribution.p75());
        json.name("median").value(distribution.median());
        json.name("p25").value(distribution.p25());
        json.name("p10").value(distribution.p10());
        json.name("p5").value(distribution.p5());
        json.name("p1").value(distribution.p1());
        json.name("p01").value(distribution.p01());
        json.name("minimum").value(distribution.minimum());
        json.endObject();
    }
}
