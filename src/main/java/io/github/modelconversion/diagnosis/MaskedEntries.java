package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.RowFigures;
import java.util.Optional;

/** Entries that are −inf on both sides were left out of every figure. */
final class MaskedEntries implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Measurement measurement = evidence.measurement().orElse(null);
        if (measurement == null || measurement.masked() == 0) {
            return Optional.empty();
        }
        RowFigures rows = measurement.rows();
        long all = measurement.compared() + measurement.masked();
        String single = rows.single() == 0
                ? ""
                : "; " + rows.single() + " of " + rows.errors().count()
                        + " positions have a single entry left and count for no KL divergence, top-1, top-10 or cosine"
                        + " similarity";
        return Optional.of(new Finding(
                Code.MASKED_ENTRIES,
                Severity.INFO,
                measurement.masked() + " of " + all
                        + " entries are -inf on both sides (masked vocabulary): left out of every figure" + single,
                Numbers.of("masked", measurement.masked())
                        .and("entries", all)
                        .and("positionsOfOneEntry", rows.single())
                        .and("positions", rows.errors().count())
                        .map()));
    }
}
