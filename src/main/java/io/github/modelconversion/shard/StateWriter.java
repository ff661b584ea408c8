package io.github.modelconversion.shard;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.gate.MeasuredRun;
import io.github.modelconversion.gate.Output;
import io.github.modelconversion.gate.Subject;
import io.github.modelconversion.metric.KldTotals;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Writes shards as the page {@code shards.md} of the site describes it; {@link StateReader} reads them. */
public final class StateWriter {

    static final String MAGIC = "_shards_";
    static final int VERSION = 1;

    private final DataOutputStream out;

    private StateWriter(DataOutputStream out) {
        this.out = out;
    }

    /**
     * Writes shards that are pairs of files: the same bytes for the same shards.
     *
     * @throws IOException when writing fails
     */
    public static void write(List<Measured> shards, OutputStream to) throws IOException {
        CRC32C checksum = new CRC32C();
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(to, checksum)));
        out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
        out.writeInt(VERSION);
        out.writeInt(shards.size());
        for (Measured shard : shards) {
            new StateWriter(out).write(shard);
        }
        out.flush();
        out.writeInt((int) checksum.getValue());
        out.flush();
    }

    private void write(Measured shard) throws IOException {
        Subject subject = shard.subject();
        text(subject.dataDirectory().orElse(""));
        output(subject.reference());
        output(subject.test());
        text(subject.type().map(type -> type.quantization().name()).orElse(""));
        text(subject.type().map(type -> type.origin().name()).orElse(""));
        out.writeInt(shard.findings().size());
        for (Finding finding : shard.findings()) {
            write(finding);
        }
        out.writeBoolean(shard instanceof MeasuredRun);
        if (shard instanceof MeasuredRun run) {
            write(run);
        }
    }

    private void output(Output output) throws IOException {
        text(output.model());
        text(output.file());
        out.writeBoolean(output.content().isPresent());
        if (output.content().isPresent()) {
            Output.Content content = output.content().get();
            text(content.source().format().name());
            text(content.source().format().elementType());
            List<Long> dimensions = content.source().shape().dimensions();
            out.writeInt(dimensions.size());
            for (long dimension : dimensions) {
                out.writeLong(dimension);
            }
            out.writeLong(content.bytes());
            text(content.crc32c());
            text(content.tokensCrc32c().orElse(""));
        }
    }

    private void write(Finding finding) throws IOException {
        text(finding.code().name());
        text(finding.severity().name());
        text(finding.message());
        out.writeInt(finding.evidence().size());
        for (Map.Entry<String, Number> number : finding.evidence().entrySet()) {
            text(number.getKey());
            boolean whole = number.getValue() instanceof Long || number.getValue() instanceof Integer;
            out.writeBoolean(whole);
            if (whole) {
                out.writeLong(number.getValue().longValue());
            } else {
                out.writeDouble(number.getValue().doubleValue());
            }
        }
    }

    private void write(MeasuredRun measured) throws IOException {
        out.writeInt(measured.context());
        out.writeInt(measured.vocabulary());
        out.writeInt(measured.chunks().size());
        for (long chunk : measured.chunks()) {
            out.writeLong(chunk);
        }
        KldTotals totals = measured.rows().totals();
        out.writeLong(totals.sameTop());
        out.writeLong(totals.clippedReferenceTargets());
        out.writeLong(totals.clippedTestTargets());
        out.writeLong(totals.values());
        for (List<Double> sum : totals.sums()) {
            out.writeInt(sum.size());
            for (double digit : sum) {
                out.writeDouble(digit);
            }
        }
        out.writeInt(measured.rows().rows());
        numbers(measured.rows().divergences());
        numbers(measured.rows().deltaPs());
    }

    private void numbers(double[] numbers) throws IOException {
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
