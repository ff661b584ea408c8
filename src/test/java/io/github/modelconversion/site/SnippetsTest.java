package io.github.modelconversion.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Snippets on the pages can be pasted: each parses, and each goal and parameter in it exists. */
class SnippetsTest {

    private static final Pattern XML = Pattern.compile("^ *```xml\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern XML_DECLARATION = Pattern.compile("^<\\?xml.*?\\?>");
    private static final Pattern PROPERTY = Pattern.compile("(?:-D|<|`)(nmse\\.\\w+)");
    private static final Pattern GOAL = Pattern.compile("model-conversion(?:-maven-plugin:[^\\s:]+)?:([a-z]+-[a-z]+)");

    /** The plugin descriptor in the jar: the goals and their actual parameters. */
    private static final Element DESCRIPTOR =
            Xml.parse(Pages.read(Path.of("target", "classes", "META-INF", "maven", "plugin.xml")));

    static List<Path> pages() throws IOException {
        return Pages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void snippetsOfPomsConfigureWhatTheGoalsHave(Path page) {
        for (String text : Pages.matches(XML, Pages.read(page))) {
            Element snippet =
                    Xml.parse("<snippet>" + XML_DECLARATION.matcher(text).replaceFirst("") + "</snippet>");

            assertThat(Xml.descendants(snippet, "configuration"))
                    .filteredOn(SnippetsTest::isOurs)
                    .flatExtracting(Xml::children)
                    .extracting(Element::getTagName)
                    .isSubsetOf(parameters());
            assertThat(Xml.descendants(snippet, "goal"))
                    .filteredOn(SnippetsTest::isOurs)
                    .extracting(Element::getTextContent)
                    .isSubsetOf(goals());
        }
    }

    @Test
    void pagesHaveSnippetsOfPoms() throws IOException {
        assertThat(Pages.all().stream().flatMap(page -> Pages.matches(XML, Pages.read(page)).stream()))
                .filteredOn(snippet -> snippet.contains("<configuration>"))
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void propertiesAndGoalsInCommandsExist(Path page) {
        String text = Pages.read(page);

        assertThat(Pages.matches(PROPERTY, text)).isSubsetOf(properties());
        assertThat(Pages.matches(GOAL, text)).isSubsetOf(goals());
    }

    @ParameterizedTest
    @ValueSource(strings = {"extensions.xml", "maven-build-cache-config.xml"})
    void theBuildCachePageShowsTheConfigurationOfItsIntegrationTest(String file) {
        String used = Pages.read(Path.of("src", "it", "build-cache", ".mvn", file));

        assertThat(Pages.read(Pages.SITE.resolve(Path.of("examples", "build-cache.md"))))
                .contains(XML_DECLARATION.matcher(used).replaceFirst(""));
    }

    @Test
    void everyParameterIsOnItsPage() {
        String page = Pages.read(Pages.SITE.resolve("parameters.md"));

        assertThat(parameters())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    /** Returns whether an element is inside our plugin, or in a snippet that names no plugin. */
    private static boolean isOurs(Element element) {
        for (Node node = element; node instanceof Element ancestor; node = node.getParentNode()) {
            if (ancestor.getTagName().equals("plugin")) {
                return Xml.text(ancestor, "artifactId").equals("model-conversion-maven-plugin");
            }
        }
        return true;
    }

    static List<String> goals() {
        return Xml.descendants(DESCRIPTOR, "goal").stream()
                .map(Element::getTextContent)
                .toList();
    }

    private static List<String> parameters() {
        return Xml.descendants(DESCRIPTOR, "mojo").stream()
                .filter(mojo -> !Xml.text(mojo, "goal").equals("help"))
                .flatMap(mojo -> Xml.descendants(mojo, "parameter").stream())
                .filter(parameter -> Xml.text(parameter, "editable").equals("true"))
                .map(parameter -> Xml.text(parameter, "name"))
                .distinct()
                .toList();
    }

    /**
     * Returns the user properties: those of a parameter itself are text, those that another parameter reads are default
     * values.
     */
    private static List<String> properties() {
        return Pages.matches(
                Pattern.compile("\\$\\{(nmse\\.\\w+)}"),
                Pages.read(Path.of("target", "classes", "META-INF", "maven", "plugin.xml")));
    }
}
