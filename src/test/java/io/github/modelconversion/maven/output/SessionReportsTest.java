package io.github.modelconversion.maven.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checks of a build of two modules note for the goals that collect their reports. */
class SessionReportsTest {

    private final MavenProject first = project("first");
    private final MavenProject second = project("second");
    private final Map<MavenProject, Map<String, Object>> contexts = new HashMap<>();
    private final PluginDescriptor plugin = new PluginDescriptor();
    private SessionReports reports = new SessionReports(mock(MavenSession.class), plugin);

    @BeforeEach
    void startASession() {
        plugin.setGroupId("org.example");
        plugin.setArtifactId("gate-maven-plugin");
        MavenSession session = mock(MavenSession.class);
        when(session.getProjects()).thenReturn(List.of(second, first));
        when(session.getPluginContext(any(), any())).thenAnswer(call -> context(call.getArgument(1)));
        reports = new SessionReports(session, plugin);
    }

    private Map<String, Object> context(MavenProject project) {
        return contexts.computeIfAbsent(project, none -> new HashMap<>());
    }

    private static MavenProject project(String name) {
        MavenProject project = new MavenProject();
        project.setArtifactId(name);
        project.setBuild(new Build());
        return project;
    }

    /** Binds a goal in a module; {@code null} stands for the goal's own phase. */
    private static void bind(
            MavenProject project, String artifact, String execution, String goal, @Nullable String phase) {
        Plugin bound = new Plugin();
        bound.setGroupId("org.example");
        bound.setArtifactId(artifact);
        PluginExecution one = new PluginExecution();
        one.setId(execution);
        one.addGoal(goal);
        one.setPhase(phase);
        Plugin known = project.getPlugin(bound.getKey());
        if (known == null) {
            project.getBuild().addPlugin(bound);
            project.getBuild().flushPluginMap();
            known = bound;
        }
        known.addExecution(one);
    }

    private static void bind(MavenProject project, String execution, String goal) {
        bind(project, "gate-maven-plugin", execution, goal, null);
    }

    @Test
    void reportsComeInTheOrderOfTheModulesAndOfTheirNames() {
        reports.note(first, "b", Path.of("b.json"));
        reports.note(first, "a", Path.of("a.json"));
        reports.note(second, "c", Path.of("c.json"));
        reports.noteSkipped(second, "skipped");
        context(second).put("project", second);
        context(second).put("another file", Path.of("other.json").toFile());

        assertThat(reports.written())
                .containsExactly(
                        new SessionReports.Written(second, "c", Path.of("c.json")),
                        new SessionReports.Written(first, "a", Path.of("a.json")),
                        new SessionReports.Written(first, "b", Path.of("b.json")));
    }

    @Test
    void boundChecksThatHaveNotRunAreMissing() {
        bind(first, "ran", "nmse-check");
        bind(first, "later", "conversion-check");
        bind(first, "skipped", "nmse-merge");
        bind(second, "other", "nmse-check");
        reports.note(first, "ran", Path.of("ran.json"));
        reports.noteSkipped(first, "skipped");

        assertThat(reports.missing()).containsExactly("other of second", "later of first");
    }

    @Test
    void onlyChecksOfThisPluginThatHaveAPhaseAreMissed() {
        bind(first, "report", "nmse-report");
        bind(first, "gate-maven-plugin", "off", "nmse-check", "none");
        bind(first, "another-maven-plugin", "foreign", "nmse-check", null);

        assertThat(reports.missing()).isEmpty();
    }

    @Test
    void checksCalledOnTheCommandLineStandForTheBoundOnesOfTheirModule() {
        bind(first, "bound", "nmse-check");
        bind(second, "bound", "nmse-check");
        reports.note(first, "default-cli", Path.of("r.json"));

        assertThat(reports.missing()).containsExactly("bound of second");
    }
}
