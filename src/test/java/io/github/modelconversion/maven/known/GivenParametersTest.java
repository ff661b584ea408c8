package io.github.modelconversion.maven.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.maven.parameter.Given;
import io.github.modelconversion.maven.parameter.Poms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenParametersTest {

    private static final String SHARED = "<configuration><shared>1</shared></configuration>";
    private static final String OWN =
            "<executions><execution><id>mine</id><goals><goal>check</goal></goals><configuration>"
                    + "<own>1</own></configuration></execution></executions>";

    @TempDir
    private Path folder;

    private final Properties ofUser = new Properties();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void aParameterOfTheExecutionWithoutEffectIsAnError() throws Exception {
        GivenParameters given = bound(Poms.withPlugin(folder, SHARED + OWN));

        assertThatThrownBy(() -> given.hasNoEffect("own", "there is none", warnings::add))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("'own'", "execution 'mine'", "there is none");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aParameterOfThePluginWithoutEffectIsAWarning() throws Exception {
        GivenParameters given = bound(Poms.withPlugin(folder, SHARED + OWN));

        given.hasNoEffect("shared", "there is none", warnings::add);

        assertThat(warnings).singleElement().asString().contains("'shared'", "the plugin's", "there is none");
    }

    @Test
    void anUnsetParameterIsNotMentioned() throws Exception {
        GivenParameters given = bound(Poms.withPlugin(folder, SHARED + OWN.replace(">1<", "> <")));

        given.hasNoEffect("maxNmse", "there is none", warnings::add);
        given.hasNoEffect("own", "there is none", warnings::add);

        assertThat(warnings).isEmpty();
    }

    @Test
    void anExecutionMayUnsetAParameterOfThePlugin() throws Exception {
        GivenParameters given =
                Given.inPom(folder, "<shared>1</shared>", "<shared combine.self=\"override\"></shared>");

        given.hasNoEffect("shared", "there is none", warnings::add);

        assertThat(warnings).isEmpty();
    }

    @Test
    void aParentsExecutionMayBeMeantForOtherModules() throws Exception {
        MavenProject parent = Poms.withPlugin(folder, SHARED + OWN);
        MavenProject module = Poms.module(folder, "");
        module.setParent(parent);

        bound(module).hasNoEffect("own", "there is none", warnings::add);

        assertThat(warnings).hasSize(1);
    }

    @Test
    void aModulesAdditionToAParentsExecutionIsItsOwn() throws Exception {
        MavenProject parent = Poms.withPlugin(folder, SHARED + OWN);
        MavenProject module = Poms.module(
                folder, "<build><plugins>" + Poms.plugin(Given.execution("<limits>x</limits>")) + "</plugins></build>");
        module.setParent(parent);

        assertThatThrownBy(() -> bound(module).hasNoEffect("limits", "there is none", warnings::add))
                .isInstanceOf(MojoExecutionException.class);
    }

    @Test
    void aPropertyOfABoundGoalMayBeMeantForOthers() throws Exception {
        ofUser.setProperty("nmse.threads", "1");
        GivenParameters given =
                bound(Poms.project(folder, "<properties><nmse.limits>recommended</nmse.limits></properties>"));

        given.hasNoEffect("threads", "there is none", warnings::add);
        given.hasNoEffect("limits", "there is none", warnings::add);

        assertThat(warnings)
                .satisfiesExactly(
                        threads -> assertThat(threads).contains("'threads' on the command line (nmse.threads)"),
                        limits -> assertThat(limits).contains("'limits' in <properties> (nmse.limits)"));
    }

    @Test
    void aPropertyOfTheOnlyGoalIsMeantForIt() throws Exception {
        ofUser.setProperty("nmse.threads", "1");
        MavenProject project = Poms.project(folder, "");

        assertThatThrownBy(() -> Given.called(project, ofUser, project).hasNoEffect("threads", "x", warnings::add))
                .isInstanceOf(MojoExecutionException.class);
        assertThatCode(() -> Given.called(project, ofUser, project, project).hasNoEffect("threads", "x", warnings::add))
                .doesNotThrowAnyException();
        assertThat(warnings).hasSize(1);
    }

    @Test
    void thePomBeatsTheCommandLineWithAWarning() throws Exception {
        ofUser.setProperty("nmse.shared", "2");
        ofUser.setProperty("nmse.own", "1");
        ofUser.setProperty("nmse.threads", "1");

        assertThat(bound(Poms.withPlugin(folder, SHARED + OWN)).overruled())
                .singleElement()
                .asString()
                .contains("-Dnmse.shared", "<shared>", "<properties>");
    }

    @Test
    void aListThatRepeatsTheCommandLineIsNoConflict() throws Exception {
        ofUser.setProperty("nmse.own", "a,b");
        String list = OWN.replace(">1<", "><one>a</one><one>b</one><");

        assertThat(bound(Poms.withPlugin(folder, list)).overruled()).isEmpty();
        ofUser.setProperty("nmse.own", "a");
        assertThat(bound(Poms.withPlugin(folder, list)).overruled()).hasSize(1);
    }

    @Test
    void unknownParametersAreNamedWithTheirPlaces() throws Exception {
        ofUser.setProperty("nmse.thread", "1");
        ofUser.setProperty("other.thread", "1");
        MavenProject project = Poms.project(
                folder,
                "<properties><nmse.limit>x</nmse.limit><nmse.thread>2</nmse.thread></properties><build><plugins>"
                        + Poms.plugin(OWN.replace("own>", "owned>")) + "</plugins></build>");

        assertThatThrownBy(() -> bound(project).refuseUnknown())
                .isInstanceOfSatisfying(
                        MojoExecutionException.class,
                        error -> assertThat(String.valueOf(error.getMessage()).split("\n"))
                                .satisfiesExactly(
                                        line -> assertThat(line).contains("nmse.thread ", "(-D)", "nmse.threads?"),
                                        line -> assertThat(line)
                                                .contains("nmse.limit ", "<properties>", "nmse.limits?"),
                                        line -> assertThat(line).contains("<owned>", "'mine'", "<own>?"),
                                        line -> assertThat(line).contains("org.example:gate-maven-plugin:1:help")));
    }

    @Test
    void knownParametersAreAccepted() throws Exception {
        ofUser.setProperty("nmse.threads", "1");
        ofUser.setProperty("maven.nmse", "1");

        assertThatCode(() -> bound(Poms.withPlugin(folder, SHARED + OWN)).refuseUnknown())
                .doesNotThrowAnyException();
    }

    private GivenParameters bound(MavenProject project) {
        return Given.bound(project, ofUser);
    }
}
