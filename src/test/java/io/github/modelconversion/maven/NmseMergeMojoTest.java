package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;

import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors in the parameters; the integration test {@code merge} covers valid ones. */
@MojoTest
@MojoParameter(name = "reportDirectory", value = "target/harness")
class NmseMergeMojoTest {

    @Inject
    private MojoExecution execution;

    @BeforeEach
    void nameTheExecution() {
        doReturn("harness-merge").when(execution).getExecutionId();
    }

    @Test
    @InjectMojo(goal = "nmse-merge")
    void statesMustBeSet(NmseMergeMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(
                        "Parameter 'states' is not set. Set <states> in the plugin's configuration or -Dnmse.states to"
                                + " the files nmse-check.state that nmse-check wrote for the shards, or to a pattern such as"
                                + " shards/*/nmse-check.state.");
    }

    @Test
    @InjectMojo(goal = "nmse-merge")
    @MojoParameter(name = "shards", value = "0")
    void theNumberOfShardsIsAtLeastOne(NmseMergeMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'shards' (-Dnmse.shards): '0'. Expected a whole number greater"
                        + " than 0.");
    }
}
