package io.github.modelconversion.maven.known;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.model.ReportPlugin;
import org.apache.maven.model.ReportSet;
import org.apache.maven.model.Reporting;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a plugin's {@code <configuration>} in the effective model, for one execution. Maven merges the plugin's
 * configuration into each execution's, so an element that is equal in both counts as the plugin's.
 *
 * @param shared the plugin's elements, which all executions share, and those from {@code <pluginManagement>}
 * @param own the elements that only this execution has, or that have another value here
 * @param goals the goals bound to this execution
 */
record PomConfiguration(Map<String, Xpp3Dom> shared, Map<String, Xpp3Dom> own, Set<String> goals) {

    /**
     * Returns the configuration of an execution.
     *
     * @param project the project
     * @param plugin the plugin's {@code groupId:artifactId}
     * @param execution the execution's id; an id that is not in the pom gets the plugin's configuration
     */
    static PomConfiguration of(MavenProject project, String plugin, String execution) {
        Plugin built = project.getPlugin(plugin);
        PluginManagement management = project.getPluginManagement();
        Plugin managed =
                management == null ? null : management.getPluginsAsMap().get(plugin);
        List<Object> shared = new ArrayList<>();
        if (managed != null) {
            addConfiguration(shared, managed);
            addConfiguration(shared, execution(managed, execution));
        }
        if (built != null) {
            addConfiguration(shared, built);
        }
        PluginExecution executed = execution(built == null ? managed : built, execution);
        List<Object> own = new ArrayList<>();
        addConfiguration(own, executed);
        return of(shared, own, executed == null ? Set.of() : new TreeSet<>(executed.getGoals()));
    }

    /** Returns the configuration of a goal under {@code <reporting>}. */
    static PomConfiguration ofReport(MavenProject project, String plugin, String goal) {
        Reporting reporting = project.getModel().getReporting();
        ReportPlugin found =
                reporting == null ? null : reporting.getReportPluginsAsMap().get(plugin);
        List<Object> shared = new ArrayList<>();
        List<Object> own = new ArrayList<>();
        if (found != null) {
            addConfiguration(shared, found);
            for (ReportSet set : found.getReportSets()) {
                if (set.getReports().contains(goal)) {
                    addConfiguration(own, set);
                }
            }
        }
        return of(shared, own, Set.of(goal));
    }

    private static void addConfiguration(List<Object> configurations, @Nullable ConfigurationContainer container) {
        if (container != null && container.getConfiguration() != null) {
            configurations.add(container.getConfiguration());
        }
    }

    private static PomConfiguration of(List<Object> shared, List<Object> execution, Set<String> goals) {
        Map<String, Xpp3Dom> ofAll = elements(shared);
        Map<String, Xpp3Dom> own = elements(execution);
        own.values().removeIf(element -> isAmong(shared, element));
        return new PomConfiguration(ofAll, own, goals);
    }

    private static Map<String, Xpp3Dom> elements(List<Object> configurations) {
        Map<String, Xpp3Dom> elements = new LinkedHashMap<>();
        for (Object configuration : configurations) {
            for (Xpp3Dom element : ((Xpp3Dom) configuration).getChildren()) {
                elements.put(element.getName(), element);
            }
        }
        return elements;
    }

    private static boolean isAmong(List<Object> configurations, Xpp3Dom element) {
        for (Object configuration : configurations) {
            Xpp3Dom known = ((Xpp3Dom) configuration).getChild(element.getName());
            if (known != null && written(known).equals(written(element))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable PluginExecution execution(@Nullable Plugin plugin, String id) {
        return plugin == null ? null : plugin.getExecutionsAsMap().get(id);
    }

    /** Returns an element's names and values, without attributes. */
    private static String written(Xpp3Dom element) {
        List<String> parts = new ArrayList<>();
        for (Xpp3Dom child : element.getChildren()) {
            parts.add(child.getName() + "=" + written(child));
        }
        return parts.isEmpty() ? value(element) : parts.toString();
    }

    private static String value(@Nullable Xpp3Dom element) {
        return element == null || element.getValue() == null
                ? ""
                : element.getValue().strip();
    }

    /** Returns whether only this execution sets a parameter. */
    boolean setsItself(String parameter) {
        return isSet(own.get(parameter));
    }

    /** Returns whether a parameter is set here; an empty one counts as not set. */
    boolean sets(String parameter) {
        return isSet(element(parameter));
    }

    private @Nullable Xpp3Dom element(String parameter) {
        return own.containsKey(parameter) ? own.get(parameter) : shared.get(parameter);
    }

    private static boolean isSet(@Nullable Xpp3Dom element) {
        return element != null
                && (element.getChildCount() > 0 || !value(element).isEmpty());
    }

    /** Returns a parameter's value as written on the command line. */
    String value(String parameter) {
        Xpp3Dom element = element(parameter);
        return element != null && element.getChildCount() > 0
                ? Stream.of(element.getChildren()).map(PomConfiguration::value).collect(Collectors.joining(","))
                : value(element);
    }
}
