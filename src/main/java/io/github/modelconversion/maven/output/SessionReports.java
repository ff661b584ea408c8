package io.github.modelconversion.maven.output;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * The reports that a session's checks have written so far. Each check notes its report in the context that Maven keeps for
 * this plugin and a project during a session, so reports left by an earlier build are not included.
 *
 * @param session the session
 * @param plugin this plugin
 */
public record SessionReports(MavenSession session, PluginDescriptor plugin) {

    private static final String KEY = "the JSON report of ";
    private static final Set<String> CHECKS = Set.of("nmse-check", "nmse-merge", "conversion-check");

    /** Marks a check that was skipped. */
    private static final File SKIPPED = new File("");

    /**
     * A report that a check wrote.
     *
     * @param project the module
     * @param execution the id of the check's execution
     * @param file the JSON report
     */
    public record Written(MavenProject project, String execution, Path file) {}

    /**
     * Notes that a check ran.
     *
     * @param project the project it ran in
     * @param execution the id of its execution
     * @param json its JSON report
     */
    public void note(MavenProject project, String execution, Path json) {
        session.getPluginContext(plugin, project).put(KEY + execution, json.toFile());
    }

    /** Notes that a check was skipped. */
    public void noteSkipped(MavenProject project, String execution) {
        session.getPluginContext(plugin, project).put(KEY + execution, SKIPPED);
    }

    /** Returns the reports: modules in build order, and within a module sorted by execution id. */
    public List<Written> written() {
        List<Written> written = new ArrayList<>();
        for (MavenProject project : session.getProjects()) {
            noted(project).forEach((execution, file) -> {
                if (!file.equals(SKIPPED)) {
                    written.add(new Written(project, execution, file.toPath()));
                }
            });
        }
        return written;
    }

    private Map<String, File> noted(MavenProject project) {
        Map<String, File> noted = new TreeMap<>();
        session.getPluginContext(plugin, project).forEach((key, value) -> {
            if (key.startsWith(KEY) && value instanceof File file) {
                noted.put(key.substring(KEY.length()), file);
            }
        });
        return noted;
    }

    /**
     * Returns the checks bound to the build that have not run, or not yet, as named in messages. If checks were called on
     * the command line instead, bound ones do not count as missing.
     */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (MavenProject project : session.getProjects()) {
            Set<String> ran = noted(project).keySet();
            Set<String> bound = bound(project);
            boolean called = !ran.isEmpty() && bound.stream().noneMatch(ran::contains);
            if (!called) {
                bound.stream()
                        .filter(execution -> !ran.contains(execution))
                        .forEach(execution -> missing.add(execution + " of " + project.getArtifactId()));
            }
        }
        return missing;
    }

    private Set<String> bound(MavenProject project) {
        Set<String> bound = new TreeSet<>();
        Plugin found = project.getPlugin(plugin.getPluginLookupKey());
        if (found != null) {
            for (PluginExecution execution : found.getExecutions()) {
                boolean checks = execution.getGoals().stream().anyMatch(CHECKS::contains);
                if (checks && !"none".equals(execution.getPhase())) {
                    bound.add(execution.getId());
                }
            }
        }
        return bound;
    }
}
