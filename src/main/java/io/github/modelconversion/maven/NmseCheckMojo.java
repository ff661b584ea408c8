package io.github.modelconversion.maven;

import io.github.modelconversion.baseline.Baseline;
import io.github.modelconversion.baseline.BaselineLimits;
import io.github.modelconversion.baseline.Tolerance;
import io.github.modelconversion.gate.Shards;
import io.github.modelconversion.judge.LimitSource;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.result.GateReport;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks whether a converted model still computes what its original computes: compares the logits of both for the same
 * prompt and breaks the build when their normalized mean squared error (NMSE) is not below the limit.
 *
 * <p>{@code <modelPath>models/tiny</modelPath>}<br>
 * {@code <convertedModel>models/tiny-Q8_0.gguf</convertedModel>}<br>
 * {@code <limits>recommended</limits>}
 *
 * <p>This compares <code>data/pytorch-tiny.bin</code> with <code>data/llamacpp-tiny-Q8_0.bin</code>. An empty parameter
 * counts as not set. Relative paths start from the project's directory, or from the working directory if there is no pom.
 *
 * @since 1.0.0
 */
@Mojo(name = "nmse-check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class NmseCheckMojo extends ComparingMojo {

    /**
     * Tolerated relative increase of an error over the <code>baselineFile</code>, such as <code>0.05</code> for 5&nbsp;%.
     * The error of an agreement or a cosine similarity is its distance from 1. A check fails only if an error increases by
     * more than this and by more than <code>minRegression</code>. Setting it without a baseline is an error.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.maxRegression", defaultValue = "0.10")
    private String maxRegression;

    /**
     * Absolute increase of an error over the <code>baselineFile</code> that is always tolerated, such as <code>1e-6</code>,
     * because tiny errors vary by large factors. Setting it without a baseline is an error.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.minRegression", defaultValue = "1e-9")
    private String minRegression;

    /**
     * Whether the files are a shard of a run: one of several pairs of llama-perplexity's logit files. With
     * <code>true</code>, the measurements are also written to <code>nmse-check.state</code> next to the reports, for the
     * goal nmse-merge to merge. Files in other formats cannot be shards.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.shard", defaultValue = "false")
    private String shard;

    @Override
    GateReport report(GoalRun run) throws MojoExecutionException {
        boolean isShard = new Setting("shard", shard).flag(false);
        String command = run.commandOf("nmse-baseline");
        Tolerance tolerance = new Tolerance(
                new Setting("maxRegression", maxRegression).nonNegativeNumber().orElse(0.10),
                new Setting("minRegression", minRegression).nonNegativeNumber().orElse(1e-9));
        Optional<Baseline> baseline = baselineFile(run).readForCheck(command);
        if (baseline.isEmpty()) {
            checkTolerance(command, run);
        }
        List<LimitSource> others = baseline.isEmpty()
                ? List.of()
                : List.of(new BaselineLimits(
                        baseline.get(), tolerance, baselineFile(run).name(), command));
        return isShard ? measureShards(others, run) : compare(others, run);
    }

    private void checkTolerance(String command, GoalRun run) throws MojoExecutionException {
        String why = "there is no baseline " + baselineFile(run).name() + " to compare with. Run " + command
                + " and commit the file, or remove the parameter";
        run.ineffective().none("maxRegression", why);
        run.ineffective().none("minRegression", why);
    }

    private GateReport measureShards(List<LimitSource> others, GoalRun run) throws MojoExecutionException {
        GateRequest request = checkedRequest(run);
        if (request.judged() != GateRequest.Judged.EACH) {
            run.ineffective()
                    .none("judge", "nmse-merge judges a shard, together with the others of its run. Remove it");
        }
        Shards shards = gate().shards(request);
        run.reportFolder().write(shards.shards());
        run.say("For nmse-merge: " + request.nameOf(run.reportFolder().state()));
        return shards.judge(request.judge(others));
    }
}
