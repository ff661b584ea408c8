package io.github.modelconversion.judge.place;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.judge.evidence.RowOrder;
import io.github.modelconversion.judge.evidence.RowOrder.Nearer;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.OutputKind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Rows of the test agree with other rows of the reference than their own, because they are reordered or copied; or most
 * embeddings do not distinguish the reference's rows.
 */
public final class RowsExchanged implements Diagnosis.ByCondition {

    private static final int MOST_TOLD = 4;

    @Override
    public boolean isFound(Evidence evidence) {
        return !evidence.rowFacts().order().nearer().isEmpty();
    }

    @Override
    public Finding finding(Evidence evidence) {
        return finding(evidence.rowFacts().order(), evidence.kind());
    }

    private static Finding finding(RowOrder order, OutputKind kind) {
        List<Nearer> nearer = order.nearer();
        Nearer clearest = nearer.stream()
                .min(Comparator.comparingDouble(row -> row.distanceFromOther() / row.distance()))
                .orElseThrow();
        return new Finding(
                Code.ROWS_EXCHANGED,
                Severity.FAIL,
                "expected each row of the test nearest to its own row of the reference, found " + nearer.size() + " of "
                        + order.compared() + " rows compared nearer to another one: " + pairs(nearer) + ". "
                        + figures(clearest, kind)
                        + (nearer.stream().allMatch(Nearer::agrees)
                                ? ". Write both outputs in the same order of prompts, positions and heads"
                                : ". Check first that both outputs have the same order of prompts and positions, then the"
                                        + " conversion: these rows do not hold what tells the reference's rows apart"),
                Numbers.of("compared", order.compared())
                        .and("nearer", nearer.size())
                        .and("row", clearest.row())
                        .and("otherRow", clearest.other())
                        .and("distance", clearest.distance())
                        .and("distanceFromOther", clearest.distanceFromOther())
                        .map());
    }

    private static String pairs(List<Nearer> nearer) {
        long offset = nearer.get(0).other() - nearer.get(0).row();
        if (nearer.size() > 2 && nearer.stream().allMatch(row -> row.other() - row.row() == offset)) {
            return "each to the row " + Math.abs(offset) + (offset < 0 ? " before" : " after") + " its own, from row "
                    + nearer.get(0).row() + " on";
        }
        return nearer.stream()
                .limit(MOST_TOLD)
                .map(row -> "row " + row.row() + " to row " + row.other())
                .collect(Collectors.joining(", ", "", nearer.size() > MOST_TOLD ? ", …" : ""));
    }

    private static String figures(Nearer row, OutputKind kind) {
        return kind == OutputKind.EMBEDDINGS
                ? String.format(
                        Locale.ROOT,
                        "Row %d has a cosine similarity of %.4f with its own row and of %.4f with row %d",
                        row.row(),
                        1 - row.distance() / 2,
                        1 - row.distanceFromOther() / 2,
                        row.other())
                : String.format(
                        Locale.ROOT,
                        "Row %d has a centered NMSE of %.3e with its own row and of %.3e with row %d",
                        row.row(),
                        row.distance(),
                        row.distanceFromOther(),
                        row.other());
    }
}
