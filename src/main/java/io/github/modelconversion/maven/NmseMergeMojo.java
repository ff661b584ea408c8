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
 * Merges what nmse-check measured of the shards of a run, and judges the whole: every figure is that of one comparison of all
 * files. Each shard is a pair of llama-perplexity's logit files, compared anywhere with <code>shard</code> set to
 * <code>true</code>.
 *
 * <pre>{@code
 * <execution>
 *   <id>whole</id>
 *   <goals>
 *     <goal>nmse-merge</goal>
 *   </goals>
 *   <configuration>
 *     <states>
 *       <state>shards/one/nmse-check.state</state>
 *     </states>
 *     <shards>7</shards>
 *     <maxMeanKlDivergence>0.05</maxMeanKlDivergence>
 *   </configuration>
 * </execution>
 * }</pre>
 *
 * @since 1.0.0
 */
@Mojo(name = "nmse-merge", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class NmseMergeMojo extends LimitedMojo {

    /**
     * The files <code>nmse-check.state</code> that are merged, such as
     * <code>target/model-conversion/shard-1/nmse-check.state</code>. A component may be a pattern, such as
     * <code>shards/*&#47;nmse-check.state</code>. Their order does not matter. Must be set.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.states")
    private List<String> states = List.of();

    /**
     * How many shards there must be of each converted model, such as <code>7</code>: with fewer or more nothing is judged.
     * Not set: any number, so a shard that is lost before it reaches a pattern is not missed.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.shards")
    private String shards;

    @Override
    GateReport report() throws MojoExecutionException {
        LimitPolicy limits = limitPolicy();
        ineffective().checkLimitsOfLogProbabilities();
        if (limits.standard() == LimitPolicy.Standard.DEFAULT) {
            ineffective()
                    .none(
                            "referenceType",
                            "only recommended limits depend on it. Set limits to recommended, or remove it");
        }
        OptionalLong expected = new Setting("shards", shards).positiveInteger(Integer.MAX_VALUE);
        return checkedTypes(
                ShardMerge.merge(files(), new BaseDirectory(base()), expected).judge(limits));
    }

    private List<Path> files() throws MojoExecutionException {
        List<Path> files = PathPattern.files(Setting.each("states", states), base(), "shards/*/nmse-check.state");
        if (files.isEmpty()) {
            throw new MojoExecutionException(
                    "Parameter 'states' is not set. Set <states> in the plugin's configuration or"
                            + " -Dnmse.states to the files nmse-check.state that nmse-check wrote for the shards, or to a pattern"
                            + " such as shards/*/nmse-check.state.");
        }
        return files;
    }
}
