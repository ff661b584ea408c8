package io.github.modelconversion.maven;

import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.maven.parameter.PathPattern;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.shard.ShardMerge;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Merges the measurements that nmse-check made of a run's shards, and judges the whole run: every figure is the same as if
 * all files had been compared at once. Each shard is a pair of llama-perplexity's logit files, compared on any machine with
 * <code>shard</code> set to <code>true</code>.
 *
 * <p>{@code <states><state>shards/one/nmse-check.state</state></states>}<br>
 * {@code <shards>7</shards>}<br>
 * {@code <maxMeanKlDivergence>0.05</maxMeanKlDivergence>}
 *
 * @since 1.0.0
 */
@Mojo(name = "nmse-merge", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class NmseMergeMojo extends LimitedMojo {

    /**
     * The <code>nmse-check.state</code> files to merge, in any order, such as
     * <code>target/model-conversion/shard-1/nmse-check.state</code>. A path component may be a pattern, such as
     * <code>shards/*&#47;nmse-check.state</code>. Required.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.states")
    private List<String> states = List.of();

    /**
     * Expected number of shards per converted model, such as <code>7</code>: with fewer or more, nothing is judged. Not set:
     * any number, so a lost shard that a pattern no longer matches goes unnoticed.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.shards")
    private String shards;

    @Override
    GateReport report(GoalRun run) throws MojoExecutionException {
        LimitPolicy limits = limits().policy();
        run.ineffective().checkLimitsOfLogProbabilities(limits().notOfLogProbabilities());
        if (limits.standard() == LimitPolicy.Standard.DEFAULT) {
            run.ineffective()
                    .none(
                            "referenceType",
                            "only recommended limits depend on it. Set limits to recommended, or remove it");
        }
        OptionalLong expected = new Setting("shards", shards).positiveInteger(Integer.MAX_VALUE);
        return checkedTypes(
                ShardMerge.merge(files(run), new BaseDirectory(run.base()), expected)
                        .judge(limits),
                run);
    }

    private List<Path> files(GoalRun run) throws MojoExecutionException {
        List<Path> files = PathPattern.files(Setting.each("states", states), run.base(), "shards/*/nmse-check.state");
        if (files.isEmpty()) {
            throw new MojoExecutionException(
                    "Parameter 'states' is not set. Set <states> in the plugin's configuration or"
                            + " -Dnmse.states to the files nmse-check.state that nmse-check wrote for the shards, or to a pattern"
                            + " such as shards/*/nmse-check.state.");
        }
        return files;
    }
}
