package io.github.modelconversion.maven.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @TempDir
    private Path base;

    @BeforeEach
    void makeDirectories() throws IOException {
        for (String directory : List.of("p10/data", "p1/data", "p2/data", "q1/data", "p3/other", "odd[1]/data")) {
            Files.createDirectories(base.resolve(directory));
        }
        Files.writeString(base.resolve("p4"), "a file");
    }

    private List<String> expand(String text) throws MojoExecutionException {
        return new PathPattern(new Setting("dataDirectories", text))
                .directories(base).stream()
                        .map(path -> base.relativize(path).toString().replace('\\', '/'))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "p*/data, p1/data p10/data p2/data",
        "p?/data, p1/data p2/data",
        "'{q,p}1/*', p1/data q1/data",
        "p[12], p1 p2",
        "p1/data, p1/data",
        "nowhere/data, nowhere/data",
        "'odd[1]/data', 'odd[1]/data'"
    })
    void findsDirectoriesInOrderAndIgnoresFiles(String pattern, String expected) throws MojoExecutionException {
        assertThat(expand(pattern)).containsExactly(expected.split(" "));
    }

    @Test
    void acceptsAnAbsolutePattern() throws MojoExecutionException {
        assertThat(expand(base.toString().replace('\\', '/') + "/q*")).containsExactly("q1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x*/data", "p4/*"})
    void aPatternThatMatchesNothingIsAnError(String pattern) {
        assertThatThrownBy(() -> expand(pattern))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'dataDirectories' (-Dnmse.dataDirectories): '" + pattern
                        + "'. Expected a pattern that matches at least one directory below " + base.getFileName()
                        + ".");
    }

    @Test
    void aBrokenPatternIsAnError() {
        assertThatThrownBy(() -> expand("p[/data"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageEndingWith("'p[/data'. Expected a pattern such as prompts/*/data.");
    }

    @ParameterizedTest
    @CsvSource({"p?, p4", "'{p3,q1}/*/../../p4', p4", "nowhere, nowhere"})
    void findsFilesAndIgnoresDirectories(String pattern, String expected) throws MojoExecutionException {
        assertThat(PathPattern.files(List.of(new Setting("states", pattern)), base, "shards/*/nmse-check.state"))
                .extracting(path -> base.relativize(path).toString().replace('\\', '/'))
                .containsExactly(expected.split(" "));
    }

    @Test
    void aPatternThatMatchesNoFileIsAnError() {
        assertThatThrownBy(() ->
                        PathPattern.files(List.of(new Setting("states", "p*/data")), base, "shards/*/nmse-check.state"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'states' (-Dnmse.states): 'p*/data'. Expected a pattern that"
                        + " matches at least one file below " + base.getFileName() + ".");
        assertThatThrownBy(() ->
                        PathPattern.files(List.of(new Setting("states", "p[")), base, "shards/*/nmse-check.state"))
                .hasMessageEndingWith("'p['. Expected a pattern such as shards/*/nmse-check.state.");
    }

    /** Skipped for root, who may read every folder. */
    @Test
    void anUnreadableFolderIsNotSilentlyLeftOut() throws IOException {
        Path locked = base.resolve("p2");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        try {
            assumeThat(Files.isReadable(locked)).as("root may read all").isFalse();

            assertThatThrownBy(() -> expand("p*/data"))
                    .isInstanceOf(MojoExecutionException.class)
                    .hasMessageContaining("dataDirectories")
                    .hasMessageContaining("data in " + locked)
                    .hasMessageContaining("access is denied");
            assertThatThrownBy(() -> expand("p2/*"))
                    .isInstanceOf(MojoExecutionException.class)
                    .hasMessageContaining("p2 cannot be listed: access is denied.");
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
