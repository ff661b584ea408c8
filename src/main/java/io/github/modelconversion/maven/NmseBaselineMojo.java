package io.github.modelconversion.maven;

import io.github.modelconversion.baseline.Baseline;
import io.github.modelconversion.baseline.Changes;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.report.text.TextTable;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.text.Counted;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Records the current quality of the conversions: makes the same comparisons as <code>nmse-check</code> and writes their
 * metrics to <code>nmse-baseline.json</code>, a file to commit. From then on, <code>nmse-check</code> fails any conversion
 * that gets worse, even if it still keeps its limits.
 *
 * <p><code>mvn model-conversion:nmse-baseline@check</code> uses the configuration of the execution <code>check</code>. The
 * file is left untouched, byte for byte, if nothing changed, or if a conversion breaks a limit or has a finding that fails.
 *
 * @since 1.0.0
 */
@Mojo(name = "nmse-baseline", requiresProject = false, threadSafe = true)
public final class NmseBaselineMojo extends ComparingMojo {

    /**
     * Whether to also record conversions that break a limit or have a finding that fails.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.force", defaultValue = "false")
    private String force;

    private Baseline before = Baseline.empty();

    @Override
    GateReport report(GoalRun run) throws MojoExecutionException {
        new Setting("force", force).flag(false);
        before = baselineFile(run).read().orElse(Baseline.empty());
        return compare(List.of(), run);
    }

    /** The parameter {@code force} decides here, not {@code failOnViolation}. */
    @Override
    boolean onlyWarns() {
        return false;
    }

    @Override
    void conclude(GateReport report, String reportName, GoalRun run)
            throws MojoExecutionException, MojoFailureException {
        String name = baselineFile(run).name();
        if (report.unusable()) {
            throw new MojoExecutionException(FailureMessage.of(report, reportName));
        }
        if (!report.comparisons().stream().allMatch(Baseline::records)) {
            throw new MojoFailureException(FailureMessage.of(report, reportName) + "\n" + name
                    + " stays as it is: no metric was measured that a baseline can record.");
        }
        boolean forced = new Setting("force", force).flag(false);
        if (!forced && !report.comparisons().stream().allMatch(NmseBaselineMojo::isGood)) {
            throw new MojoFailureException(FailureMessage.of(report, reportName) + "\n" + name
                    + " stays as it is. To record it all the same, set force to true (-Dnmse.force).");
        }
        Baseline now = Baseline.of(report, before);
        if (now.equals(before)) {
            run.say(name + " stays as it is: nothing changed");
            return;
        }
        baselineFile(run).write(now);
        List<List<String>> changes = Changes.between(before, now);
        if (changes.size() > 1) {
            TextTable.lines(changes, 2).forEach(run::say);
        }
        run.say("Recorded " + Counted.of(now.size(), "comparison") + " in " + name + ": commit it");
    }

    /** A comparison without limits breaks none. */
    private static boolean isGood(Comparison comparison) {
        boolean unjudged = comparison.limits().isEmpty() && comparison.verdict() == Verdict.NOT_MEASURED;
        return !comparison.verdict().isBad() || unjudged;
    }
}
