package io.github.modelconversion.shard;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.gate.Shards;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Cuts runs into shards, and measures and merges them as the goals do.
 *
 * @param folder where all files are written
 */
record ShardFixture(Path folder) {

    static final LimitPolicy LIMITS = LimitPolicy.of(
            List.of(new Limit(Metric.MEAN_KL_DIVERGENCE, Limit.Bound.MAX, 0.5, Limit.Origin.CONFIGURATION)));

    /** Returns the bytes of a run over a random text. */
    static byte[] run(int chunks, long seedOfText, long seedOfModel) {
        Random text = new Random(seedOfText);
        int[] tokens =
                IntStream.range(0, chunks * 40).map(i -> text.nextInt(97)).toArray();
        Random model = new Random(seedOfModel);
        double[][] rows = IntStream.range(0, chunks * 19)
                .mapToObj(row -> IntStream.range(0, 97)
                        .mapToDouble(i -> 3 * model.nextGaussian())
                        .toArray())
                .toArray(double[][]::new);
        return KldFixture.encode(40, 97, tokens, rows);
    }

    Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** Writes chunks {@code [from, to)} of both sides and returns the request to compare them. */
    PairRequest pair(String name, byte[] reference, byte[] test, int from, int to) throws IOException {
        return pair(
                "f16",
                "Q4_0",
                file(name + "-reference.kld", KldFixture.chunks(reference, from, to)),
                file(name + "-test.kld", KldFixture.chunks(test, from, to)));
    }

    static PairRequest pair(String referenceModel, String testModel, Path reference, Path test) {
        return new PairRequest(
                Optional.empty(),
                OutputRequest.file(Side.REFERENCE, referenceModel, reference),
                OutputRequest.file(Side.TEST, testModel, test),
                Optional.empty(),
                Optional.empty(),
                OutputKind.LOGITS,
                Layout.ONE_ROW);
    }

    GateRequest request(PairRequest... pairs) {
        return new GateRequest(folder, Arrays.asList(pairs), LIMITS, Strictness.DEFAULT, GateRequest.Missing.FAIL, "");
    }

    Comparison whole(PairRequest pair) {
        return new Gate().check(request(pair)).comparisons().get(0);
    }

    /** Measures pairs, writes their state and returns its file. */
    Path state(String name, PairRequest... pairs) throws IOException {
        Path state = folder.resolve(name + ".state");
        try (OutputStream out = Files.newOutputStream(state)) {
            StateFile.write(new Gate().shards(request(pairs)).shards(), out);
        }
        return state;
    }

    Shards merge(Path... states) {
        return ShardMerge.merge(Arrays.asList(states), new BaseDirectory(folder), OptionalLong.empty());
    }

    /** Merges the states of one converted model. */
    Comparison merged(Path... states) {
        return merge(states).judge(LIMITS).comparisons().get(0);
    }
}
