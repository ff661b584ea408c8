package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.row.RowFigures;

/** Entries that are −inf on both sides were left out of every figure. */
public final class MaskedEntries implements Diagnosis.ByMeasurement {

    @Override
    public boolean isFound(Measurement measurement, Evidence evidence) {
        return measurement.entries().masked() > 0;
    }

    @Override
    public Finding finding(Measurement measurement, Evidence evidence) {
        Numbers numbers = Numbers.of("masked", measurement.entries().masked());
        return new Finding(
                Code.MASKED_ENTRIES,
                Severity.INFO,
                measurement.entries().masked()
                        + " entries are -inf on both sides (masked vocabulary): left out of every figure"
                        + single(measurement.rows(), numbers),
                numbers.map());
    }

    private static String single(RowFigures rows, Numbers numbers) {
        if (rows.single() == 0) {
            return "";
        }
        int positions = rows.errors().count();
        numbers.and("singleEntryPositions", rows.single()).and("positions", positions);
        return ". In " + rows.single() + " of " + positions
                + " positions a single entry is left, of which KL divergence,"
                + " top-1, top-10 and cosine similarity say nothing: they are measured of the other "
                + (positions - rows.single());
    }
}
