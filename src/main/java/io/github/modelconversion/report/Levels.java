package io.github.modelconversion.report;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.report.LogLine.Level;

/**
 * How loudly things are told: what breaks the build is an error, and nothing else is; what casts doubt is a warning.
 *
 * @param onlyWarn whether a failed comparison is only a warning
 */
record Levels(boolean onlyWarn) {

    Level of(GateReport report) {
        return report.verdict() == Verdict.PASS && report.doubtful() > 0 ? Level.WARNING : of(report.verdict());
    }

    Level of(Comparison comparison) {
        return comparison.doubt().isPresent() ? Level.WARNING : of(comparison.verdict());
    }

    Level of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Level.INFO;
            case NOT_MEASURED -> Level.ERROR;
            case FAIL -> onlyWarn ? Level.WARNING : Level.ERROR;
        };
    }

    /** Returns the level of a finding of a comparison. */
    Level of(Finding finding, Comparison comparison) {
        return comparison.decisive().contains(finding) ? of(comparison.verdict()) : of(finding);
    }

    /** Returns the level of a finding that belongs to no single comparison. */
    Level of(Finding finding) {
        return switch (finding.severity()) {
            case FAIL -> of(Verdict.FAIL);
            case WARNING -> Level.WARNING;
            case INFO -> Level.INFO;
        };
    }
}
