package io.github.modelconversion.maven.known;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The parameters of a plugin's goals.
 *
 * @param byGoal the names and aliases that a configuration may set, by goal
 * @param properties the user properties that a goal reads
 */
record PluginParameters(Map<String, Set<String>> byGoal, Set<String> properties) {

    /** Prefix of this plugin's user properties. */
    static final String PREFIX = "nmse.";

    private static final String EXPRESSION = "${" + PREFIX;

    /** Returns the parameters listed in the plugin's descriptor. */
    static PluginParameters of(PluginDescriptor plugin) {
        Map<String, Set<String>> byGoal = new TreeMap<>();
        Set<String> properties = new TreeSet<>();
        for (MojoDescriptor goal : plugin.getMojos()) {
            Set<String> names = new TreeSet<>();
            for (Parameter parameter : goal.getParameters()) {
                if (parameter.isEditable()) {
                    names.add(parameter.getName());
                    if (parameter.getAlias() != null) {
                        names.add(parameter.getAlias());
                    }
                }
            }
            byGoal.put(goal.getGoal(), names);
            addProperties(properties, goal.getMojoConfiguration());
        }
        return new PluginParameters(byGoal, properties);
    }

    private static void addProperties(Set<String> properties, PlexusConfiguration parameters) {
        for (PlexusConfiguration parameter : parameters.getChildren()) {
            addProperty(properties, parameter.getValue(""));
            addProperty(properties, parameter.getAttribute("default-value", ""));
        }
    }

    private static void addProperty(Set<String> properties, String expression) {
        if (expression.startsWith(EXPRESSION) && expression.endsWith("}")) {
            properties.add(expression.substring("${".length(), expression.length() - 1));
        }
    }

    /** Returns the names that the goals' configurations may set. */
    Set<String> of(Set<String> goals) {
        Set<String> names = new TreeSet<>();
        for (String goal : goals) {
            names.addAll(byGoal.getOrDefault(goal, Set.of()));
        }
        return names;
    }

    /** Returns the names that any goal's configuration may set. */
    Set<String> all() {
        return of(byGoal.keySet());
    }

    /** Returns the goals that have a parameter. */
    List<String> goalsWith(String name) {
        return byGoal.entrySet().stream()
                .filter(goal -> goal.getValue().contains(name))
                .map(Map.Entry::getKey)
                .toList();
    }
}
