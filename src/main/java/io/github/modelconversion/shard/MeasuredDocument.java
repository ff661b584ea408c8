package io.github.modelconversion.shard;

import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.gate.MeasuredRun;
import io.github.modelconversion.gate.NotMeasured;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.measure.runs.KldAccumulator;
import io.github.modelconversion.measure.runs.KldTotals;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.store.Document;
import io.github.modelconversion.store.InvalidFieldException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The file representation of a shard. */
record MeasuredDocument(
        Optional<String> dataDirectory,
        Output reference,
        Output test,
        Optional<ConversionType> type,
        Optional<Figures> measured,
        List<Finding> findings)
        implements Document<Measured> {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");

    /**
     * The figures of a shard.
     *
     * @param chunks the fingerprint of each chunk of the text, 16 hexadecimal digits each
     * @param divergences the KL divergence of each row in nats
     * @param deltaPs the change of the next token's probability in each row
     */
    @SuppressWarnings("ArrayRecordComponent") // Millions of numbers, which nothing compares.
    record Figures(
            int context,
            int vocabulary,
            List<String> chunks,
            KldTotals totals,
            double[] divergences,
            double[] deltaPs) {

        static Figures of(MeasuredRun run) {
            KldAccumulator rows = run.rows();
            return new Figures(
                    run.context(),
                    run.vocabulary(),
                    run.chunks().stream().map(HexFormat.of()::toHexDigits).toList(),
                    rows.totals(),
                    rows.divergences(),
                    rows.deltaPs());
        }

        private KldAccumulator rows() {
            int rows = divergences.length;
            long values = totals.counts().values();
            if (rows == 0 || deltaPs.length != rows || values != (long) rows * vocabulary) {
                throw new IllegalArgumentException("rows of " + vocabulary + " values, " + values + " together, found "
                        + rows + " divergences and " + deltaPs.length + " changes");
            }
            return KldAccumulator.of(divergences, deltaPs, totals);
        }
    }

    static MeasuredDocument of(Measured shard) {
        Subject subject = shard.subject();
        return new MeasuredDocument(
                subject.dataDirectory(),
                subject.reference(),
                subject.test(),
                subject.type(),
                shard instanceof MeasuredRun run ? Optional.of(Figures.of(run)) : Optional.empty(),
                shard.findings());
    }

    @Override
    public Measured content() {
        Subject subject = new Subject(OutputKind.LOGITS, dataDirectory, reference, test, type);
        if (measured.isEmpty()) {
            return new NotMeasured(subject, Scope.RUNS, findings);
        }
        Figures figures = measured.get();
        try {
            return new MeasuredRun(
                    subject,
                    figures.context(),
                    figures.vocabulary(),
                    figures.chunks().stream().map(MeasuredDocument::fingerprint).toList(),
                    figures.rows(),
                    findings,
                    List.of());
        } catch (InvalidFieldException wrong) {
            throw wrong;
        } catch (IllegalArgumentException impossible) {
            throw new InvalidFieldException("measured", String.valueOf(impossible.getMessage()));
        }
    }

    private static Long fingerprint(String digits) {
        if (!FINGERPRINT.matcher(digits).matches()) {
            throw new InvalidFieldException("measured.chunks", "16 hexadecimal digits each, found '" + digits + "'");
        }
        return HexFormat.fromHexDigitsToLong(digits);
    }
}
