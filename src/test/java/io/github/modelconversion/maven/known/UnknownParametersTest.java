package io.github.modelconversion.maven.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.maven.parameter.Poms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownParametersTest {

    private static final UnknownParameters CHECK = new UnknownParameters(
            new PluginParameters(
                    Map.of(
                            "check", Set.of("maxNmse", "maxNmseByType", "models", "skip"),
                            "merge", Set.of("maxNmse", "states", "skip")),
                    Set.of("nmse.maxNmse", "nmse.models", "nmse.skip", "nmse.states")),
            "mine");

    @TempDir
    private Path folder;

    @Test
    void anElementThatNoGoalHasIsAnErrorInTheExecution() throws Exception {
        assertThat(problems(plugin("", "<maxNMSE>1e-3</maxNMSE><models/>")))
                .singleElement()
                .asString()
                .contains("<maxNMSE>", "execution 'mine'", "Did you mean <maxNmse>?");
    }

    @Test
    void anElementThatNoGoalHasIsAnErrorInThePluginAndIsNamedOnce() throws Exception {
        assertThat(problems(plugin("<maxNMSE>1e-3</maxNMSE>", "<skip>false</skip>")))
                .singleElement()
                .asString()
                .contains("<maxNMSE>", "the plugin's <configuration>", "<maxNmse>")
                .doesNotContain("execution 'mine'");
    }

    @Test
    void anElementOfAnotherGoalIsAnErrorInTheExecution() throws Exception {
        assertThat(problems(plugin("", "<states><state>a</state></states>")))
                .singleElement()
                .asString()
                .contains("<states>", "execution 'mine'", "merge", "check");
    }

    @Test
    void anElementOfAnotherGoalMayBeInThePlugin() throws Exception {
        assertThat(problems(plugin("<states><state>a</state></states>", "<maxNmse>1</maxNmse>")))
                .isEmpty();
    }

    @Test
    void anElementOfAnotherGoalMayBeInThePluginAndTheExecution() throws Exception {
        assertThat(problems(plugin("<states><state>a</state></states>", "<states><state>b</state></states>")))
                .isEmpty();
    }

    @Test
    void anExecutionOfSeveralGoalsMayHaveTheElementsOfAll() throws Exception {
        MavenProject project = Poms.withPlugin(
                folder, execution("mine", "<states><state>a</state></states><models/>", "check", "merge"));

        assertThat(problems(project)).isEmpty();
    }

    @Test
    void aGoalCalledWithAnotherGoalsExecutionIgnoresItsElements() throws Exception {
        MavenProject project = Poms.withPlugin(folder, execution("mine", "<models/>", "check"));

        assertThat(CHECK.elements(PomConfiguration.of(project, Poms.PLUGIN, "mine"), "merge"))
                .isEmpty();
    }

    @Test
    void anExecutionWithoutGoalsMayHaveTheElementsOfAny() throws Exception {
        MavenProject project = Poms.withPlugin(folder, execution("mine", "<states/><maxNsme>1</maxNsme>"));

        assertThat(problems(project)).singleElement().asString().contains("<maxNsme>");
    }

    @Test
    void otherExecutionsDoNotCount() throws Exception {
        MavenProject project = Poms.withPlugin(
                folder,
                "<executions>" + bare("other", "<nonsense/>", "check") + bare("mine", "<maxNmse>1</maxNmse>", "check")
                        + "</executions>");

        assertThat(problems(project)).isEmpty();
    }

    @Test
    void anExecutionMissingInThePomHasThePluginsConfiguration() throws Exception {
        MavenProject project = plugin("<maxNMSE>1</maxNMSE>", "<nonsense/>");

        assertThat(CHECK.elements(PomConfiguration.of(project, Poms.PLUGIN, "default-cli"), "check"))
                .singleElement()
                .asString()
                .contains("<maxNMSE>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<configuration>%s</configuration>", "<executions>%s</executions>"})
    void pluginManagementMayHaveElementsOfAnyGoalButNoUnknownOnes(String where) throws Exception {
        String elements = "<states><state>a</state></states><maxNsme>1</maxNsme>";
        String managed = where.contains("executions")
                ? String.format(
                        where, "<execution><id>mine</id><configuration>" + elements + "</configuration></execution>")
                : String.format(where, elements);
        MavenProject project = Poms.project(
                folder,
                "<build><pluginManagement><plugins>" + Poms.plugin(managed) + "</plugins></pluginManagement><plugins>"
                        + Poms.plugin(execution("mine", "<models/>", "check")) + "</plugins></build>");

        assertThat(problems(project)).singleElement().asString().contains("<maxNsme>", "<maxNmse>");
    }

    @Test
    void pluginManagementConfiguresGoalsOnTheCommandLine() throws Exception {
        MavenProject project = Poms.project(
                folder,
                "<build><pluginManagement><plugins>"
                        + Poms.plugin("<configuration><maxNsme>1</maxNsme><states/></configuration>")
                        + "</plugins></pluginManagement></build>");

        assertThat(CHECK.elements(PomConfiguration.of(project, Poms.PLUGIN, "default-cli"), "check"))
                .singleElement()
                .asString()
                .contains("<maxNsme>");
    }

    @Test
    void aParentsConfigurationCountsInItsModules() throws Exception {
        plugin("<maxNsme>1</maxNsme><states/>", "<model>a</model>");
        MavenProject module = Poms.module(folder, "");

        assertThat(problems(module)).hasSize(2);
        assertThat(problems(module).get(0)).contains("<maxNsme>", "the plugin's <configuration>");
        assertThat(problems(module).get(1)).contains("<model>", "execution 'mine'", "<models>");
    }

    @Test
    void aModuleMayOverrideTheConfigurationOfItsParent() throws Exception {
        plugin("<maxNsme>1</maxNsme>", "<skip>false</skip>");
        MavenProject module = Poms.module(
                folder,
                "<build><plugins>"
                        + Poms.plugin("<configuration combine.self=\"override\"><maxNmse>1</maxNmse></configuration>")
                        + "</plugins></build>");

        assertThat(problems(module)).isEmpty();
    }

    @Test
    void attributesAndNestedElementsAreNoParameters() throws Exception {
        assertThat(problems(plugin(
                        "<models combine.children=\"append\"><model>a</model></models>",
                        "<models combine.children=\"append\"><anything>b</anything></models><maxNmseByType><Q4_0>1</Q4_0>"
                                + "</maxNmseByType>")))
                .isEmpty();
    }

    @Test
    void activeProfilesCount() throws Exception {
        String profile = "<profiles><profile><id>ci</id><build><plugins>"
                + Poms.plugin(execution("mine", "<maxNsme>1</maxNsme>", "check"))
                + "</plugins></build></profile></profiles>";

        assertThat(problems(Poms.project(folder, profile))).isEmpty();
        assertThat(problems(Poms.project(folder, profile, "ci")))
                .singleElement()
                .asString()
                .contains("<maxNsme>");
    }

    @Test
    void aProjectWithoutThePluginHasNoConfiguration() throws Exception {
        assertThat(problems(Poms.project(folder, ""))).isEmpty();
        assertThat(problems(new MavenProject())).isEmpty();
    }

    @Test
    void reportingConfigurationCountsToo() throws Exception {
        MavenProject project = Poms.project(
                folder,
                "<reporting><plugins><plugin><groupId>org.example</groupId><artifactId>gate-maven-plugin</artifactId>"
                        + "<configuration><maxNsme>1</maxNsme></configuration><reportSets><reportSet><reports><report>merge"
                        + "</report></reports><configuration><models/></configuration></reportSet></reportSets></plugin>"
                        + "</plugins></reporting>");

        assertThat(CHECK.elements(PomConfiguration.ofReport(project, Poms.PLUGIN, "merge"), "merge"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("<maxNsme>"),
                        second -> assertThat(second).contains("<models>", "belongs to check"));
        assertThat(CHECK.elements(PomConfiguration.ofReport(Poms.project(folder, ""), Poms.PLUGIN, "merge"), "merge"))
                .isEmpty();
    }

    @Test
    void propertiesThatNoGoalReadsAreNamedWithTheNearestOne() {
        assertThat(CHECK.properties(
                        properties("nmse.maxnmse", "nmse.maxNmse", "NMSE.models", "maxnmse", "nmse.x"), "here"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("NMSE.models here", "Did you mean nmse.models?"),
                        second -> assertThat(second).contains("nmse.maxnmse here", "Did you mean nmse.maxNmse?"),
                        third -> assertThat(third).contains("nmse.x here").doesNotContain("mean"));
    }

    private static Properties properties(String... names) {
        Properties properties = new Properties();
        for (String name : names) {
            properties.setProperty(name, "1");
        }
        return properties;
    }

    private static List<String> problems(MavenProject project) {
        return CHECK.elements(PomConfiguration.of(project, Poms.PLUGIN, "mine"), "check");
    }

    private MavenProject plugin(String configuration, String ofExecution) throws Exception {
        return Poms.withPlugin(
                folder,
                "<configuration>" + configuration + "</configuration>" + execution("mine", ofExecution, "check"));
    }

    private static String execution(String id, String configuration, String... goals) {
        return "<executions>" + bare(id, configuration, goals) + "</executions>";
    }

    private static String bare(String id, String configuration, String... goals) {
        String bound = goals.length == 0 ? "" : "<goal>" + String.join("</goal><goal>", goals) + "</goal>";
        return "<execution><id>" + id + "</id><goals>" + bound + "</goals><configuration>" + configuration
                + "</configuration></execution>";
    }
}
