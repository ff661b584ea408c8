package io.github.modelconversion.maven.known;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** This plugin's own descriptor, as Maven reads it from the jar. */
class PluginParametersTest {

    private static PluginParameters parameters;

    @BeforeAll
    static void read() throws Exception {
        try (Reader descriptor =
                Files.newBufferedReader(Path.of("target", "classes", "META-INF", "maven", "plugin.xml"))) {
            parameters = PluginParameters.of(new PluginDescriptorBuilder().build(descriptor));
        }
    }

    @Test
    void aGoalHasItsOwnParametersAndThoseItInherits() {
        assertThat(parameters.of(Set.of("nmse-merge")))
                .contains("states", "shards", "maxNmse", "maxNmseByType", "skip", "formats")
                .doesNotContain("modelPath", "reports", "force");
    }

    @Test
    void severalGoalsHaveTheParametersOfAll() {
        assertThat(parameters.of(Set.of("nmse-check", "nmse-report"))).contains("modelPath", "reports");
        assertThat(parameters.all()).contains("modelPath", "reports", "states", "force");
    }

    @Test
    void valuesThatMavenInjectsAreNotParameters() {
        assertThat(parameters.all())
                .doesNotContain("project", "session", "execution", "modelPathInEnvironment", "maxNmseByTypeProperty");
    }

    @Test
    void theGoalsOfAParameterAreKnown() {
        assertThat(parameters.goalsWith("reports")).containsExactly("nmse-report");
        assertThat(parameters.goalsWith("failOnViolation"))
                .containsExactly("conversion-check", "nmse-baseline", "nmse-check", "nmse-merge", "nmse-report");
        assertThat(parameters.goalsWith("reportDirectory")).contains("nmse-site");
    }

    @Test
    void mapsHavePropertiesToo() {
        assertThat(parameters.properties())
                .contains("nmse.maxNmse", "nmse.states", "nmse.maxNmseByType", "nmse.maxMeanKlDivergenceByType")
                .allMatch(name -> name.startsWith("nmse."));
    }
}
