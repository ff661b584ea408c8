package io.github.modelconversion.maven.parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.ReportPlugin;
import org.apache.maven.model.ReportSet;
import org.apache.maven.model.Reporting;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a plugin's {@code <configuration>} in an effective model, for one execution. There Maven has merged the
 * plugin's configuration into each execution's: an element that is equal in both is taken for the plugin's.
 *
 * @param shared the elements of the plugin, which all executions have, and those from {@code <pluginManagement>}
 * @param own the elements that only this execution has, or has with another value
 * @param goals the goals that are bound to this execution
 */
record PomConfiguration(Map<String, Xpp3Dom> shared, Map<String, Xpp3Dom> own, Set<String> goals) {

    /**
     * Returns the configuration of an execution.
     *
     * @param project the project
     * @param plugin the plugin's {@code groupId:artifactId}
     * @param execution the execution's id; one that the pom does not have has the plugin's configuration
     */
    static PomConfiguration of(MavenProject project, String plugin, String execution) {
        Optional<Plugin> built = Optional.ofNullable(project.getPlugin(plugin));
        Optional<Plugin> managed = Optional.ofNullable(project.getPluginManagement())
                .map(management -> management.getPluginsAsMap().get(plugin));
        List<Xpp3Dom> shared = Stream.of(
                        managed.map(Plugin::getConfiguration),
                        managed.flatMap(known -> execution(known, execution)).map(PluginExecution::getConfiguration),
                        built.map(Plugin::getConfiguration))
                .flatMap(Optional::stream)
                .map(Xpp3Dom.class::cast)
                .toList();
        Optional<PluginExecution> executed = built.or(() -> managed).flatMap(known -> execution(known, execution));
        Set<String> goals = new TreeSet<>();
        executed.ifPresent(known -> goals.addAll(known.getGoals()));
        return of(shared, executed.map(PluginExecution::getConfiguration), goals);
    }

    /** Returns the configuration of a goal under {@code <reporting>}. */
    static PomConfiguration ofReport(MavenProject project, String plugin, String goal) {
        Reporting reporting = project.getModel().getReporting();
        ReportPlugin found =
                reporting == null ? null : reporting.getReportPluginsAsMap().get(plugin);
        if (found == null) {
            return new PomConfiguration(Map.of(), Map.of(), Set.of());
        }
        List<Xpp3Dom> shared =
                Stream.ofNullable((Xpp3Dom) found.getConfiguration()).toList();
        Optional<Object> own = found.getReportSets().stream()
                .filter(set -> set.getReports().contains(goal))
                .map(ReportSet::getConfiguration)
                .filter(Objects::nonNull)
                .findFirst();
        return of(shared, own, Set.of(goal));
    }

    private static PomConfiguration of(List<Xpp3Dom> shared, Optional<?> execution, Set<String> goals) {
        Map<String, Xpp3Dom> ofAll = new LinkedHashMap<>();
        shared.forEach(configuration -> put(ofAll, configuration));
        Map<String, Xpp3Dom> own = new LinkedHashMap<>();
        execution.ifPresent(configuration -> put(own, (Xpp3Dom) configuration));
        own.entrySet()
                .removeIf(element -> shared.stream()
                        .map(configuration -> configuration.getChild(element.getKey()))
                        .anyMatch(known -> known != null && written(known).equals(written(element.getValue()))));
        return new PomConfiguration(ofAll, own, goals);
    }

    private static void put(Map<String, Xpp3Dom> elements, Xpp3Dom configuration) {
        for (Xpp3Dom element : configuration.getChildren()) {
            elements.put(element.getName(), element);
        }
    }

    private static Optional<PluginExecution> execution(Plugin plugin, String id) {
        return plugin.getExecutions().stream()
                .filter(execution -> execution.getId().equals(id))
                .findFirst();
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

    /** Returns whether this execution alone sets a parameter. */
    boolean setsItself(String parameter) {
        return isSet(own.get(parameter));
    }

    /** Returns whether a parameter is set here; an empty one counts as not set. */
    boolean sets(String parameter) {
        return setsItself(parameter) || isSet(shared.get(parameter));
    }

    private static boolean isSet(@Nullable Xpp3Dom element) {
        return element != null
                && (element.getChildCount() > 0 || !value(element).isEmpty());
    }

    /** Returns a parameter's value as it would be written on the command line. */
    String value(String parameter) {
        Xpp3Dom element = own.containsKey(parameter) ? own.get(parameter) : shared.get(parameter);
        return element != null && element.getChildCount() > 0
                ? Stream.of(element.getChildren()).map(PomConfiguration::value).collect(Collectors.joining(","))
                : value(element);
    }
}
