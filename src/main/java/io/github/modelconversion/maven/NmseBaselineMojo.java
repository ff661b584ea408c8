package io.github.modelconversion.maven;

import io.github.modelconversion.baseline.Baseline;
import io.github.modelconversion.baseline.Changes;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.report.text.TextTable;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Records what the conversions are worth now: makes the comparisons of <code>nmse-check</code>, and writes their metrics into
 * <code>nmse-baseline.json</code>, which is committed. From then on <code>nmse-check</code> fails a conversion that is worse,
 * although it may keep its limits still.
 *
 * <p><code>mvn model-conversion:nmse-baseline@check</code> takes the configuration of the execution <code>check</code>. The file stays as it is, byte for byte, where nothing
 * changed, and where a conversion does not keep its limits or has a finding that fails.
 *
 * @since 1.0.0
 */
@Mojo(name = "nmse-baseline", requiresProject = false, threadSafe = true)
public final class NmseBaselineMojo extends ComparingMojo {

    /**
     * Whether to record conversions that do not keep their limits, or have a finding that fails, as well.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.force", defaultValue = "false")
    private String force;

    private Baseline before = Baseline.empty();

    @Override
    GateReport report() throws MojoExecutionException {
        new Setting("force", force).flag(false);
        before = baselineFile().read().orElse(Baseline.empty());
        return super.report();
    }

    @Override
    void conclude(GateReport report, String reportName) throws MojoExecutionException, MojoFailureException {
        String name = baselineFile().name();
        if (report.unusable()) {
            throw new MojoExecutionException(FailureMessage.of(report, reportName));
        }
        if (!report.comparisons().stream().allMatch(Baseline::records)) {
            throw new MojoFailureException(FailureMessage.of(report, reportName) + "\n" + name
                    + " stays as it is: nothing was measured that a conversion could be held to.");
        }
        boolean forced = new Setting("force", force).flag(false);
        if (!forced && !report.comparisons().stream().allMatch(NmseBaselineMojo::isGood)) {
            throw new MojoFailureException(FailureMessage.of(report, reportName) + "\n" + name
                    + " stays as it is. To record it all the same, set force to true (-Dnmse.force).");
        }
        Baseline now = Baseline.of(report, before);
        if (now.equals(before)) {
            say(name + " stays as it is: nothing changed");
            return;
        }
        baselineFile().write(now);
        List<List<String>> changes = Changes.between(before, now);
        if (changes.size() > 1) {
            TextTable.lines(changes, 2).forEach(this::say);
        }
        say("Recorded " + now.size() + (now.size() == 1 ? " comparison" : " comparisons") + " in " + name
                + ": commit it");
    }

    /** Where no limit judges, none is broken. */
    private static boolean isGood(Comparison comparison) {
        boolean unjudged = comparison.limits().isEmpty() && comparison.verdict() == Verdict.NOT_MEASURED;
        return comparison.verdict() == Verdict.PASS || unjudged;
    }
}
