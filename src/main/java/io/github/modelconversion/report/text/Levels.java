package io.github.modelconversion.report.text;

import io.github.modelconversion.report.text.LogLine.Level;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;

/**
 * Chooses log levels: only what breaks the build is an error; what casts doubt is a warning.
 *
 * @param onlyWarn whether a failed comparison is only a warning
 */
public record Levels(boolean onlyWarn) {

    public Level of(GateReport report) {
        return report.verdict() == Verdict.PASS && report.doubtful() > 0 ? Level.WARNING : of(report.verdict());
    }

    public Level of(Comparison comparison) {
        return comparison.doubt().isPresent() ? Level.WARNING : of(comparison.verdict());
    }

    public Level of(Verdict verdict) {
        if (!verdict.isBad()) {
            return Level.INFO;
        }
        return verdict == Verdict.FAIL && onlyWarn ? Level.WARNING : Level.ERROR;
    }

    /** Returns the level of a checked model. An unusable file breaks the build whatever else is wrong. */
    public Level of(CheckedModel model) {
        return model.unusable() ? Level.ERROR : of(model.verdict());
    }

    /** Returns the level of a comparison's finding. */
    public Level of(Finding finding, Comparison comparison) {
        return comparison.decisive().contains(finding) ? of(comparison.verdict()) : of(finding);
    }

    /** Returns the level of a finding that belongs to no single comparison or model. */
    public Level of(Finding finding) {
        return finding.severity() == Severity.FAIL
                ? of(Verdict.FAIL)
                : finding.severity() == Severity.WARNING ? Level.WARNING : Level.INFO;
    }
}
