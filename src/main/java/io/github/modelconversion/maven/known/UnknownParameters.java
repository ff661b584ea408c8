package io.github.modelconversion.maven.known;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds parameters that no goal reads. Maven drops unknown elements and ignores unknown properties, so a limit with a
 * mistyped name would have no effect.
 *
 * @param known the plugin's parameters
 * @param execution the execution's id, for messages
 */
record UnknownParameters(PluginParameters known, String execution) {

    /**
     * Returns the problems with properties.
     *
     * @param properties the properties; those with another prefix are not the plugin's
     * @param place where they were set, for messages
     */
    List<String> properties(Properties properties, String place) {
        List<String> problems = new ArrayList<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (isOurs(name) && !known.properties().contains(name)) {
                problems.add("Unknown property " + name + " " + place + ": no goal of this plugin reads it."
                        + meant(NearestName.of(withoutPrefix(name), withoutPrefixes(known.properties()))
                                .map(PluginParameters.PREFIX::concat)));
            }
        }
        return problems;
    }

    /**
     * Returns the problems with a configuration.
     *
     * @param pom the configuration
     * @param goal the goal that runs
     */
    List<String> elements(PomConfiguration pom, String goal) {
        Set<String> goals = new TreeSet<>(pom.goals());
        goals.add(goal);
        Set<String> ofAny = known.all();
        Set<String> ofThese = pom.goals().isEmpty() ? ofAny : known.of(goals);
        List<String> problems = new ArrayList<>();
        for (String name : pom.shared().keySet()) {
            if (!ofAny.contains(name)) {
                problems.add(unknown(name, "the plugin's <configuration>", goals));
            }
        }
        String place = "the <configuration> of execution '" + execution + "'";
        for (String name : pom.own().keySet()) {
            if (!pom.shared().containsKey(name) && !ofThese.contains(name)) {
                problems.add(ofAny.contains(name) ? foreign(name, place, goals) : unknown(name, place, goals));
            }
        }
        return problems;
    }

    private String unknown(String name, String place, Set<String> goals) {
        return "Unknown parameter <" + name + "> in " + place + ": no goal of this plugin has it."
                + meant(NearestName.of(withoutPrefix(name), known.of(goals))
                        .or(() -> NearestName.of(withoutPrefix(name), known.all()))
                        .map(UnknownParameters::element));
    }

    private String foreign(String name, String place, Set<String> goals) {
        String owners = String.join(", ", known.goalsWith(name));
        return "Parameter <" + name + "> in " + place + " has no effect: it belongs to " + owners
                + ", and this execution runs " + String.join(", ", goals)
                + ". Remove it, or move it to an execution of "
                + owners + "."
                + meant(NearestName.of(name, known.of(goals)).map(UnknownParameters::element));
    }

    private static String meant(Optional<String> name) {
        return name.map(found -> " Did you mean " + found + "?").orElse("");
    }

    private static String element(String name) {
        return "<" + name + ">";
    }

    private static boolean isOurs(String property) {
        return property.toLowerCase(Locale.ROOT).startsWith(PluginParameters.PREFIX);
    }

    private static String withoutPrefix(String name) {
        return isOurs(name) ? name.substring(PluginParameters.PREFIX.length()) : name;
    }

    private static List<String> withoutPrefixes(Collection<String> properties) {
        return properties.stream().map(UnknownParameters::withoutPrefix).toList();
    }
}
