package io.github.modelconversion.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.text.FindingsPage;
import io.github.modelconversion.result.Doubt;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page findings has a section for each code, which names the evidence that the code writes. */
class FindingsPageTest {

    private static final Path FOLDER = Path.of("src", "main", "java");
    private static final String PAGE = Pages.read(Pages.SITE.resolve("findings.md"));
    private static final String USAGE = Pages.read(Pages.SITE.resolve("usage.md"));
    private static final String CAUSES = Pages.read(Pages.SITE.resolve("causes.md"));

    private static final Pattern SECTION =
            Pattern.compile("<a id=\"([^\"]*)\"></a>\n\n### (\\S+)\n(.*?)(?=\n<a id|\n## |\\z)", Pattern.DOTALL);

    private static final Pattern EVIDENCE = Pattern.compile("^- \\*\\*Evidence:\\*\\* (.*)$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    /** Matches the places where sources name an entry of a finding's evidence. */
    private static final Pattern WRITTEN = Pattern.compile("(?:Numbers\\.of|\\.and|(?:evidence|all)\\.put|Map\\.of)\\("
            + "\\s*(?:[\\w.]+\\(\"half\"\\) \\? \"medianNmse\" : )?\"(\\w+)\",");

    private static final Pattern CODE = Pattern.compile("\\bCode\\.([A-Z][A-Z0-9_]+)");

    /** Names of tokenizers and of special tokens, which are not evidence. */
    private static final Set<String> NO_EVIDENCE = Set.of("llama", "bos", "eos", "unk");

    /** Evidence that some classes write for codes of other classes. */
    private static final Map<String, List<String>> SHARED = Map.of(
            "Claim", List.of("nmse", "nmseWithout"),
            "Trial", List.of("nmse", "nmseOfExpected"),
            "NonFiniteValues", List.of("count", "firstIndex", "reference", "test", "negativeInfinities"),
            "Mismatches", List.of("differing", "first"),
            "OddPrompts", List.of("shareOfPrompts"));

    /** Evidence names that are built from a metric or chosen by a condition. */
    private static final Set<String> COMPUTED = Set.of("recordedNmse", "medianNmse", "p90Nmse");

    private static final Map<String, String> SECTIONS = sections();
    private static final List<Source> SOURCES = sources();

    private static Map<String, String> sections() {
        return SECTION.matcher(PAGE)
                .results()
                .collect(Collectors.toMap(found -> found.group(2), found -> found.group(3), (one, two) -> "twice"));
    }

    private static String section(String code) {
        String section = SECTIONS.get(code);
        if (section == null) {
            throw new AssertionError("findings.md has no section " + code);
        }
        return section;
    }

    private static Set<String> evidence(String code) {
        String line = Pages.matches(EVIDENCE, section(code)).get(0);
        return new TreeSet<>(Pages.matches(NAME, line));
    }

    /** A source file: its class, the codes it mentions and the evidence it writes. */
    private record Source(String name, String text, Set<String> codes, Set<String> written) {

        static Source of(Path file) {
            String text = Pages.read(file);
            Set<String> written = new TreeSet<>(Pages.matches(WRITTEN, text));
            written.removeAll(NO_EVIDENCE);
            return new Source(
                    file.getFileName().toString().replace(".java", ""),
                    text,
                    new TreeSet<>(Pages.matches(CODE, text)),
                    written);
        }
    }

    /** Returns the sources that write findings or parts of findings. */
    private static List<Source> sources() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Source::of)
                    .filter(source -> !source.codes().isEmpty()
                            || source.text().contains("Map<String, Number> evidence")
                            || SHARED.containsKey(source.name()))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError("cannot list " + FOLDER, unreadable);
        }
    }

    @Test
    void everyCodeHasOneSectionAndEverySectionACode() {
        List<String> codes = Arrays.stream(Code.values()).map(Code::name).toList();

        assertThat(Pages.matches(Pattern.compile("^### (.*)$", Pattern.MULTILINE), PAGE))
                .containsExactlyInAnyOrderElementsOf(codes);
        assertThat(SECTIONS.keySet()).containsExactlyInAnyOrderElementsOf(codes);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void aSectionHasAnAnchorAndSaysWhatToDo(Code code) {
        String section = section(code.name());

        assertThat(PAGE).containsOnlyOnce("<a id=\"" + FindingsPage.anchor(code) + "\"></a>\n\n### " + code + "\n");
        assertThat(section)
                .containsPattern("(?s)^\n[\\w`].{20,}\\.\n\n- ")
                .containsPattern("\n- \\*\\*Severity:\\*\\* (FAIL|WARNING|INFO)\\b")
                .containsOnlyOnce("\n- **Evidence:** ")
                .containsPattern("\n- \\*\\*Typical reason:\\*\\* \\S.*\\.\n")
                .containsPattern("\n- \\*\\*What to do:\\*\\* \\S.*\\.");
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void aDoubtAboutAPassIsDocumentedWithItsWords(Code code) {
        Optional<Doubt> doubt = Doubt.of(List.of(new Finding(code, Severity.WARNING, "", Map.of())));
        String section = section(code.name());

        assertThat(section.contains("doubt about a PASS"))
                .as(code + " in findings.md")
                .isEqualTo(doubt.isPresent() && section.contains("WARNING"));
        doubt.ifPresent(it -> assertThat(USAGE).contains("| PASS, but " + it.words() + " | "));
    }

    @Test
    void everyCauseIsOnThePageOfCauses() {
        assertThat(Arrays.stream(Code.values()).filter(Code::isCause))
                .allSatisfy(code -> assertThat(CAUSES).contains("\n| `" + code + "`"));
    }

    /** Each name is documented for at least one of the codes that its class mentions. */
    @Test
    void writtenEvidenceIsDocumented() {
        Map<String, Set<String>> missing = new TreeMap<>();
        int names = 0;
        for (Source source : SOURCES) {
            Set<String> documented = new TreeSet<>();
            (source.codes().isEmpty() ? SECTIONS.keySet() : source.codes())
                    .stream()
                            .filter(SECTIONS::containsKey)
                            .map(FindingsPageTest::evidence)
                            .forEach(documented::addAll);
            Set<String> rest = new TreeSet<>(source.written());
            names += rest.size();
            rest.removeAll(documented);
            if (!rest.isEmpty()) {
                missing.put(source.name(), rest);
            }
        }

        assertThat(missing).isEmpty();
        assertThat(names).isGreaterThan(120);
    }

    @Test
    void classesWriteTheirSharedEvidence() {
        SHARED.forEach((name, shared) -> assertThat(SOURCES)
                .filteredOn(source -> source.name().equals(name))
                .as(name)
                .anyMatch(source -> source.written().containsAll(shared)));
    }

    /** Each documented name is written by a class that mentions the code. */
    @ParameterizedTest
    @EnumSource(Code.class)
    void documentedEvidenceIsWritten(Code code) {
        Set<String> written = new TreeSet<>(COMPUTED);
        SHARED.values().forEach(written::addAll);
        for (Source source : SOURCES) {
            if (source.codes().contains(code.name())) {
                written.addAll(source.written());
            }
        }

        assertThat(written).containsAll(evidence(code.name()));
    }
}
