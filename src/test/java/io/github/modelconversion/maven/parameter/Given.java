package io.github.modelconversion.maven.parameter;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.modelconversion.maven.known.GivenParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.DuplicateMojoDescriptorException;
import org.apache.maven.plugin.descriptor.DuplicateParameterException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;

/** What a user sets for a plugin with a single goal that has four parameters. */
public final class Given {

    private static final List<String> PARAMETERS = List.of("own", "shared", "limits", "threads");

    private Given() {}

    /** Returns the parameters of a pom with these elements in the plugin's and in an execution's configuration. */
    public static GivenParameters inPom(Path folder, String ofPlugin, String ofExecution) throws IOException {
        MavenProject project =
                Poms.withPlugin(folder, "<configuration>" + ofPlugin + "</configuration>" + execution(ofExecution));
        return bound(project, new Properties());
    }

    public static String execution(String configuration) {
        return "<executions><execution><id>mine</id><goals><goal>check</goal></goals><configuration>" + configuration
                + "</configuration></execution></executions>";
    }

    /** Returns the parameters of an execution that is bound to a phase. */
    public static GivenParameters bound(MavenProject project, Properties ofUser) {
        return of(project, ofUser, new MojoExecution(goal(), "mine", MojoExecution.Source.LIFECYCLE), project);
    }

    /** Returns the parameters of a goal that is called for some projects. */
    public static GivenParameters called(MavenProject project, Properties ofUser, MavenProject... projects) {
        return of(project, ofUser, new MojoExecution(goal(), "default-cli", MojoExecution.Source.CLI), projects);
    }

    private static GivenParameters of(
            MavenProject project, Properties ofUser, MojoExecution execution, MavenProject... projects) {
        MavenSession session = mock(MavenSession.class);
        when(session.getUserProperties()).thenReturn(ofUser);
        when(session.getProjects()).thenReturn(List.of(projects));
        return new GivenParameters(session, project, execution);
    }

    private static MojoDescriptor goal() {
        PluginDescriptor plugin = new PluginDescriptor();
        plugin.setGroupId("org.example");
        plugin.setArtifactId("gate-maven-plugin");
        plugin.setVersion("1");
        plugin.setPlugin(new Plugin());
        MojoDescriptor goal = new MojoDescriptor();
        goal.setGoal("check");
        goal.setPluginDescriptor(plugin);
        XmlPlexusConfiguration defaults = new XmlPlexusConfiguration("configuration");
        goal.setMojoConfiguration(defaults);
        try {
            for (String name : PARAMETERS) {
                Parameter parameter = new Parameter();
                parameter.setName(name);
                goal.addParameter(parameter);
                defaults.addChild(name, "${nmse." + name + "}");
            }
            plugin.addMojo(goal);
        } catch (DuplicateParameterException | DuplicateMojoDescriptorException impossible) {
            throw new IllegalStateException(impossible);
        }
        return goal;
    }
}
