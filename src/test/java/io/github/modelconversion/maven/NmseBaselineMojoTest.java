package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When nmse-baseline writes the file, and when it refuses to. */
@MojoTest
@MojoParameter(name = "dataDirectory", value = "testdata/stories260K/p1-default/data")
@MojoParameter(name = "reportDirectory", value = "target/harness")
@MojoParameter(name = "baselineFile", value = "target/harness/nmse-baseline.json")
@MojoParameter(name = "modelPath", value = "models/stories260K")
class NmseBaselineMojoTest {

    private static final Path FILE = Path.of("target", "harness", "nmse-baseline.json");

    @Inject
    private MojoExecution execution;

    @BeforeEach
    void forgetTheFile() throws Exception {
        doReturn("harness-baseline").when(execution).getExecutionId();
        doReturn("nmse-baseline").when(execution).getGoal();
        doReturn("1.2.3").when(execution).getVersion();
        Files.deleteIfExists(FILE);
    }

    @Test
    @InjectMojo(goal = "nmse-baseline")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-Q8_0.gguf")
    void unchangedValuesLeaveTheFileUnchanged(NmseBaselineMojo mojo) throws Exception {
        mojo.execute();
        assertThat(FILE).content().contains("\n        \"nmse\": 0.000123921,\n");
        String edited = Files.readString(FILE).replace(" ", "") + "\n\n";
        Files.writeString(FILE, edited);

        mojo.execute();

        assertThat(FILE).hasBinaryContent(edited.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @InjectMojo(goal = "nmse-baseline")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-bug-droplayer-f16.gguf")
    void aConversionThatFailsItsLimitsIsNotRecorded(NmseBaselineMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith(
                        "The conversion check failed for stories260K-bug-droplayer-f16, p1-default: NMSE 0.231, ")
                .hasMessageEndingWith(
                        "\ntarget/harness/nmse-baseline.json stays as it is. To record it all the same, set"
                                + " force to true (-Dnmse.force).");
        assertThat(FILE).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "nmse-baseline")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-bug-droplayer-f16.gguf")
    @MojoParameter(name = "failOnViolation", value = "false")
    void norIsOneThatOnlyWarns(NmseBaselineMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageEndingWith(
                        "\ntarget/harness/nmse-baseline.json stays as it is. To record it all the same, set"
                                + " force to true (-Dnmse.force).");
        assertThat(FILE).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "nmse-baseline")
    @MojoParameter(name = "convertedModel", value = "models/absent.gguf")
    @MojoParameter(name = "force", value = "true")
    void anUnmeasuredConversionIsNotRecordedEvenByForce(NmseBaselineMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Nothing could be compared for absent, p1-default: MISSING_FILE");
        assertThat(FILE).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "nmse-baseline")
    @MojoParameter(name = "dataDirectory", value = "testdata/stories260K-overflow/p1-default/data")
    @MojoParameter(name = "modelPath", value = "models/stories260K-overflow")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-overflow-f16.gguf")
    @MojoParameter(name = "force", value = "true")
    void norIsAConversionWithoutAnyMetric(NmseBaselineMojo mojo) {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageEndingWith(
                        "\ntarget/harness/nmse-baseline.json stays as it is: no metric was measured that a"
                                + " baseline can record.");
        assertThat(FILE).doesNotExist();
    }

    @Test
    @InjectMojo(goal = "nmse-baseline")
    @MojoParameter(name = "convertedModel", value = "models/stories260K-Q8_0.gguf")
    void aFileThatIsNotABaselineIsNotReplaced(NmseBaselineMojo mojo) throws Exception {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, "nonsense");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("target/harness/nmse-baseline.json: expected JSON, found: ");
        assertThat(FILE).hasContent("nonsense");
    }
}
