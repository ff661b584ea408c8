package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parameters as Maven injects them; other tests cover their effects without Maven. */
@MojoTest
@MojoParameter(name = "dataDirectory", value = "testdata/stories260K/p1-default/data")
@MojoParameter(name = "reportDirectory", value = "target/harness")
class NmseCheckMojoTest {

    @Inject
    private MavenSession session;

    @Inject
    private MojoExecution execution;

    @BeforeEach
    void forgetTheEnvironment() throws Exception {
        doReturn("harness-execution").when(execution).getExecutionId();
        doReturn("nmse-check").when(execution).getGoal();
        doReturn("1.2.3").when(execution).getVersion();
        session.getSystemProperties().remove("env.MODEL_PATH");
        session.getSystemProperties().remove("env.CONVERTED_MODEL");
        Files.deleteIfExists(report());
    }

    @Test
    @InjectMojo(goal = "nmse-check")
    @MojoParameter(name = "modelPath", value = "models/stories260K")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-Q8_0.gguf")
    void aGoodConversionPasses(NmseCheckMojo mojo) throws Exception {
        mojo.execute();

        assertThat(written().get("verdict").getAsString()).isEqualTo("PASS");
    }

    @Test
    @InjectMojo(goal = "nmse-check")
    @MojoParameter(name = "modelPath", value = "models/stories260K")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-Q8_0.gguf")
    @MojoParameter(name = "maxNmse", value = "1e-6")
    void aBrokenLimitBreaksTheBuildAfterTheReportIsWritten(NmseCheckMojo mojo) throws Exception {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("stories260K-Q8_0, p1-default: NMSE 1.24e-4, limit 1e-6 (configured)");
        assertThat(written().get("verdict").getAsString()).isEqualTo("FAIL");
    }

    @Test
    @InjectMojo(goal = "nmse-check")
    @MojoParameter(name = "modelPath", value = "models/stories260K")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-Q8_0.gguf")
    @MojoParameter(name = "maxNmse", value = "1e-6")
    @MojoParameter(name = "failOnViolation", value = "false")
    void aViolationThatOnlyWarnsDoesNotBreakTheBuild(NmseCheckMojo mojo) throws Exception {
        mojo.execute();

        assertThat(written().get("verdict").getAsString()).isEqualTo("FAIL");
    }

    @Test
    @InjectMojo(goal = "nmse-check")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-Q8_0.gguf")
    void aMissingModelBreaksTheBuildAndWritesNothing(NmseCheckMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Parameter 'modelPath' is not set.");
        assertThat(report()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "nmse-check")
    @MojoParameter(name = "modelPath", value = "models/stories260K")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-Q8_0.gguf")
    @MojoParameter(name = "threads", value = "none")
    void anInvalidNumberOfThreadsBreaksTheBuildAndWritesNothing(NmseCheckMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'threads' (-Dnmse.threads): 'none'. Expected a whole number"
                        + " greater than 0.");
        assertThat(report()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "nmse-check")
    @MojoParameter(name = "skip", value = "true")
    @MojoParameter(name = "maxNmse", value = "nonsense")
    void skippingIgnoresAllOtherParameters(NmseCheckMojo mojo) throws Exception {
        Files.createDirectories(report().getParent());
        Files.writeString(report(), "an earlier run's");

        mojo.execute();

        assertThat(report()).doesNotExist();
    }

    private Path report() {
        return Path.of("target", "harness", "harness-execution", "nmse-check.json");
    }

    private JsonObject written() throws Exception {
        return JsonParser.parseString(Files.readString(report())).getAsJsonObject();
    }
}
