package io.github.modelconversion.judge.row;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.row.RowErrors;

/** Whole rows are masked, NaN or constant on both sides: the padding of a batch, which no figure includes. */
public final class RowsLeftOut implements Diagnosis.ByCondition {

    @Override
    public boolean isFound(Evidence evidence) {
        return evidence.rowErrors().leftOut() > 0;
    }

    @Override
    public Finding finding(Evidence evidence) {
        return finding(evidence.rowErrors());
    }

    private static Finding finding(RowErrors errors) {
        int leftOut = errors.leftOut();
        int rows = errors.count();
        long nan = errors.nan();
        return new Finding(
                Code.ROWS_LEFT_OUT,
                severity(leftOut, rows, nan),
                leftOut + " of " + rows + " rows are -inf, NaN or one value throughout on both sides, the first is row "
                        + errors.firstLeftOut() + ": left out of every figure, as padding is. "
                        + (nan > 0
                                ? nan
                                        + " of them are NaN: make sure that these rows are padding, and that neither model"
                                        + " computes NaN"
                                : "Rows without padding are judged")
                        + (isMost(leftOut, rows)
                                ? ". Too few rows are left to judge the model by: write the outputs without padding"
                                : ""),
                Numbers.of("rows", rows)
                        .and("leftOut", leftOut)
                        .and("nan", nan)
                        .and("firstRow", errors.firstLeftOut())
                        .map());
    }

    private static Severity severity(int leftOut, int rows, long nan) {
        if (isMost(leftOut, rows)) {
            return Severity.FAIL;
        }
        return nan > 0 ? Severity.WARNING : Severity.INFO;
    }

    /** Returns whether more than half of the rows are left out. */
    private static boolean isMost(int leftOut, int rows) {
        return leftOut > rows / 2;
    }
}
