package io.github.modelconversion.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No link is broken, and every page can be reached. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern ANCHOR = Pattern.compile("^<a id=\"([^\"]*)\"></a>$", Pattern.MULTILINE);
    private static final Pattern FENCED = Pattern.compile("^ *```.*?^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Pattern ITEM = Pattern.compile("<item [^>]*href=\"([^\"]*)\"");

    /** Pages that the site's build generates from the goals. */
    private static final Pattern GENERATED = Pattern.compile("(.*-mojo|plugin-info)\\.html");

    private static final Pattern GOAL_PAGE = Pattern.compile("([a-z-]+)-mojo\\.html");

    private static final Path MENU = Path.of("src", "site", "site.xml");

    static List<Path> pages() throws IOException {
        return Pages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToPagesAndHeadings(Path page) {
        for (MatchResult link : LINK.matcher(Pages.read(page)).results().toList()) {
            String target = link.group(1);
            if (target.startsWith("http") || GENERATED.matcher(target).matches()) {
                continue;
            }
            Path file = target.isEmpty() ? page : source(page.resolveSibling(target));
            assertThat(file).exists();
            if (link.group(2) != null) {
                assertThat(headings(file)).contains(link.group(2));
            }
        }
    }

    @Test
    void pagesHaveLinksAndLinksToGoalsLeadToGoals() throws IOException {
        List<String> targets = Pages.all().stream()
                .flatMap(page -> Pages.matches(LINK, Pages.read(page)).stream())
                .toList();

        assertThat(targets).hasSizeGreaterThan(50);
        assertThat(Pages.matches(GOAL_PAGE, String.join("\n", targets) + Pages.read(MENU)))
                .isSubsetOf(SnippetsTest.goals());
    }

    @Test
    void theMenuListsExactlyThePages() throws IOException {
        List<String> items = Pages.matches(ITEM, Pages.read(MENU));

        assertThat(items)
                .filteredOn(item -> !GENERATED.matcher(item).matches())
                .containsExactlyInAnyOrderElementsOf(Pages.ofTheSite().stream()
                        .map(page -> Pages.SITE.relativize(page).toString())
                        .map(name -> name.replace('\\', '/').replaceFirst("\\.md$", ".html"))
                        .toList());
    }

    /** Returns the source of a page, or the file that the site's build copies next to the pages. */
    private static Path source(Path target) {
        Path file = target.normalize();
        if (!file.startsWith(Pages.SITE)) {
            return target;
        }
        return file.toString().matches(".*\\.(html|md)")
                ? file.resolveSibling(file.getFileName().toString().replaceFirst("\\.html$", ".md"))
                : Path.of("src", "site", "resources").resolve(Pages.SITE.relativize(file));
    }

    /**
     * Returns the id that the site's build gives a heading: any character but a letter, digit, dot, dash or space becomes
     * its UTF-8 bytes in hexadecimal.
     */
    private static String identifier(String heading) {
        StringBuilder id = new StringBuilder();
        for (byte each : heading.replace("`", "").replace(' ', '_').getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xFF);
            id.append(PLAIN.matcher(String.valueOf(letter)).matches() ? letter : "." + HEX.toHexDigits(each));
        }
        return id.toString();
    }

    private static List<String> headings(Path page) {
        String text = FENCED.matcher(Pages.read(page)).replaceAll("");
        return Stream.concat(
                        Pages.matches(HEADING, text).stream().map(LinksTest::identifier),
                        Pages.matches(ANCHOR, text).stream())
                .toList();
    }
}
