package io.github.modelconversion.maven.known;

import io.github.modelconversion.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** The parameters that the user set for an execution of a goal, in the pom or as properties. */
public final class GivenParameters {

    private final PluginDescriptor plugin;
    private final PluginParameters known;
    private final String goal;
    private final String executionId;
    private final MavenProject project;
    private final PomConfiguration pom;
    private final Properties ofUser;
    private final boolean calledAlone;

    /**
     * Reads the project's model.
     *
     * @param session the session
     * @param project the project that the goal runs in
     * @param execution the execution of the goal
     */
    public GivenParameters(MavenSession session, MavenProject project, MojoExecution execution) {
        this.plugin = execution.getMojoDescriptor().getPluginDescriptor();
        this.known = PluginParameters.of(plugin);
        this.goal = execution.getMojoDescriptor().getGoal();
        this.executionId = execution.getExecutionId();
        this.project = project;
        this.pom = PomConfiguration.of(project, plugin.getPluginLookupKey(), execution.getExecutionId());
        this.ofUser = session.getUserProperties();
        this.calledAlone = execution.getSource() == MojoExecution.Source.CLI
                && session.getProjects().size() <= 1;
    }

    /**
     * Refuses properties and elements of the configuration that no goal reads.
     *
     * @throws MojoExecutionException if there are any, with one line for each
     */
    public void refuseUnknown() throws MojoExecutionException {
        UnknownParameters unknown = new UnknownParameters(known, executionId);
        Properties ofProject = new Properties();
        ofProject.putAll(project.getProperties());
        for (String overridden : ofUser.stringPropertyNames()) {
            ofProject.remove(overridden);
        }
        Set<String> problems = new LinkedHashSet<>();
        problems.addAll(unknown.properties(ofUser, "on the command line (-D)"));
        problems.addAll(unknown.properties(ofProject, "in the project's <properties>"));
        problems.addAll(unknown.elements(pom, goal));
        problems.addAll(unknown.elements(PomConfiguration.ofReport(project, plugin.getPluginLookupKey(), goal), goal));
        if (!problems.isEmpty()) {
            throw new MojoExecutionException(
                    problems.stream().map(Printable::line).collect(Collectors.joining("\n")) + "\nAll parameters: mvn "
                            + plugin.getId() + ":help -Ddetail=true");
        }
    }

    /** Returns one line for each command-line property that the pom's configuration overrides. */
    public List<String> overruled() {
        List<String> overruled = new ArrayList<>();
        for (String name : known.of(Set.of(goal))) {
            String property = PluginParameters.PREFIX + name;
            String value = ofUser.getProperty(property, "").strip();
            if (!value.isEmpty() && pom.sets(name) && !pom.value(name).equals(value)) {
                overruled.add("-D" + property + " has no effect: <" + name
                        + "> in the plugin's configuration overrides it."
                        + " To have a value that -D can change, move the pom's into <properties>, as <" + property
                        + ">.");
            }
        }
        return overruled;
    }

    /** Returns whether a parameter was set anywhere. */
    public boolean sets(String parameter) {
        return pom.sets(parameter) || isSet(ofUser, parameter) || isSet(project.getProperties(), parameter);
    }

    /** Returns whether a parameter was set for this execution only. */
    public boolean setsForThisAlone(String parameter) {
        return pom.setsItself(parameter)
                ? !isInherited(parameter)
                : calledAlone && !pom.sets(parameter) && isSet(ofUser, parameter);
    }

    /** A parent's execution runs in all of its modules. */
    private boolean isInherited(String parameter) {
        MavenProject parent = project.getParent();
        return parent != null
                && PomConfiguration.of(parent, plugin.getPluginLookupKey(), executionId)
                        .sets(parameter);
    }

    /**
     * Reports that a parameter has no effect on the comparisons; does nothing if it is not set.
     *
     * @param parameter the parameter's name
     * @param why why it has no effect and what to do, as the end of a sentence
     * @param warning receives the message if other executions may need the parameter
     * @throws MojoExecutionException if it was set for this execution only
     */
    public void hasNoEffect(String parameter, String why, Consumer<String> warning) throws MojoExecutionException {
        if (!sets(parameter)) {
            return;
        }
        String message = "Parameter '" + parameter + "' " + place(parameter) + " has no effect: " + why + ".";
        if (setsForThisAlone(parameter)) {
            throw new MojoExecutionException(message);
        }
        warning.accept(message);
    }

    private String place(String parameter) {
        if (pom.setsItself(parameter)) {
            return "in the <configuration> of execution '" + executionId + "'";
        }
        return pom.sets(parameter)
                ? "in the plugin's <configuration>"
                : (isSet(ofUser, parameter) ? "on the command line" : "in <properties>") + " ("
                        + PluginParameters.PREFIX + parameter + ")";
    }

    private static boolean isSet(Properties properties, String parameter) {
        return !properties.getProperty(PluginParameters.PREFIX + parameter, "").isBlank();
    }
}
