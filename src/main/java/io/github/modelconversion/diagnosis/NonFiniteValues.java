package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.metric.NonFinite;

/** The words for NaN and infinite values, which are the same for both sides. */
final class NonFiniteValues {

    private NonFiniteValues() {}

    static Finding finding(Code code, String side, Source source, NonFinite nonFinite, Evidence evidence) {
        return new Finding(
                code,
                Severity.FAIL,
                "expected finite values in the " + side + ", found " + nonFinite.count() + " NaN or infinite of "
                        + source.shape().count() + " in " + source.file() + "; the first at "
                        + evidence.place(nonFinite.firstIndex()) + ": reference " + Numbers.text(nonFinite.reference())
                        + ", test "
                        + Numbers.text(nonFinite.test())
                        + ". Look for an overflow, such as a weight beyond 65504 in F16",
                Numbers.of("count", nonFinite.count())
                        .and("firstIndex", nonFinite.firstIndex())
                        .and("reference", nonFinite.reference())
                        .and("test", nonFinite.test())
                        .map());
    }
}
