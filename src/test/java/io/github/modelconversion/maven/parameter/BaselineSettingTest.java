package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.baseline.Baseline;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineSettingTest {

    private static final String EMPTY = "{\"schemaVersion\": 1, \"comparisons\": []}";

    @TempDir
    private Path base;

    private BaselineSetting setting(@Nullable String value) {
        return new BaselineSetting(new Setting("baselineFile", value), base);
    }

    @Test
    void withoutAFileThereIsNoBaseline() throws Exception {
        assertThat(setting(null).readForCheck("mvn x")).isEmpty();
    }

    @Test
    void theDefaultFileIsReadIfItExists() throws Exception {
        Files.writeString(base.resolve("nmse-baseline.json"), EMPTY);

        assertThat(setting(null).readForCheck("mvn x")).contains(Baseline.empty());
    }

    @Test
    void aConfiguredFileMustExist() {
        assertThatThrownBy(() -> setting("quality/b.json").readForCheck("mvn x"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(
                        "Parameter 'baselineFile' (-Dnmse.baselineFile) names quality/b.json, which does not exist. Run"
                                + " mvn x and commit the file, or do not set the parameter.");
    }

    @Test
    void aFileThatIsNotABaselineIsNamedWithTheRemedy() throws Exception {
        Files.writeString(base.resolve("b.json"), "{\"schemaVersion\": \"1\", \"comparisons\": []}");

        assertThatThrownBy(() -> setting("b.json").read())
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(
                        "b.json: expected a number, found a text, at $.schemaVersion. Fix it, restore it from version"
                                + " control, or delete it and run nmse-baseline.");
    }

    @Test
    void aFolderIsNotABaseline() throws Exception {
        Files.createDirectory(base.resolve("b.json"));

        assertThatThrownBy(() -> setting("b.json").read())
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("b.json: expected a regular file, found a directory. ");
    }

    @Test
    void anUnwritablePlaceIsNamedWithTheParameter() throws Exception {
        Files.writeString(base.resolve("folder"), "a file");

        assertThatThrownBy(() -> setting("folder/b.json").write(Baseline.empty()))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Cannot write folder/b.json: ")
                .hasMessageEndingWith("Set 'baselineFile' (-Dnmse.baselineFile) to a file that can be written.");
    }

    @Test
    void aDanglingLinkIsNotTakenForAMissingBaseline() throws Exception {
        Files.createSymbolicLink(base.resolve("nmse-baseline.json"), Path.of("gone.json"));

        assertThatThrownBy(() -> setting(null).readForCheck("mvn x"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("nmse-baseline.json: ")
                .hasMessageContaining("there is no such file")
                .hasMessageNotContaining("Exception");
    }
}
