package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.maven.ItCheck;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.LogLine.Level;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No message of a FAIL praises, no message of a PASS advises raising a limit, and only what breaks a build is an error. */
class WordsFitVerdictsTest {

    /** Two folders below the project's, like those of integration tests. */
    private static final Path PROJECTS = Path.of("target", "words");

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "modelconversion");

    private static final Pattern PRAISE = Pattern.compile(
            "(?i)works (very )?well|works with|\\b(excellent|very good|good match|perfect|identical to|negligible)\\b");

    private static final Pattern RAISING =
            Pattern.compile("(?i)\\b(raise|raising|larger limit|higher limit|maxNmse)\\b");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
    private final List<String> wrong = new ArrayList<>();

    @Test
    void inEveryIntegrationTest() throws IOException {
        for (ItCheck check : ItCheck.all(PROJECTS)) {
            look(check.test(), check.request());
            for (PairRequest pair : check.request().pairs()) {
                look(
                        check.test(),
                        request(check.request(), List.of(pair), check.request().limits()));
                look(check.test(), request(check.request(), List.of(pair), recommended()));
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(seen)
                .hasSize(3)
                .allSatisfy((verdict, count) -> assertThat(count).isGreaterThan(10));
    }

    private static LimitPolicy recommended() {
        return new LimitPolicy(List.of(), Map.of(), LimitPolicy.Standard.RECOMMENDED, Optional.empty());
    }

    private static GateRequest request(GateRequest all, List<PairRequest> pairs, LimitPolicy limits) {
        return new GateRequest(all.baseDirectory(), pairs, limits, all.rules(), all.missing(), all.missingFileHint());
    }

    private void look(String test, GateRequest request) {
        GateReport report = new Gate().check(request);
        seen.merge(report.verdict(), 1, Integer::sum);
        List<LogLine> log = new ConsoleReport(false, List.of("report")).render(report);
        List<String> words = new ArrayList<>(log.stream()
                .map(LogLine::text)
                .filter(line -> !line.contains(".py says:"))
                .toList());
        words.add(ReportFormat.MARKDOWN.render(report, new ReportContext("1", "check", false)));
        if (report.verdict() != Verdict.PASS) {
            words.add(FailureMessage.of(report, "report"));
        }
        Pattern unfit = report.verdict() == Verdict.PASS ? RAISING : PRAISE;
        words.stream()
                .filter(text -> unfit.matcher(text).find())
                .forEach(text -> wrong.add(test + ": " + report.verdict() + ": " + text));
        if (report.verdict() == Verdict.PASS && log.stream().anyMatch(line -> line.level() == Level.ERROR)) {
            wrong.add(test + ": an error breaks no build");
        }
        if (report.verdict() != Verdict.PASS && log.get(0).level() != Level.ERROR) {
            wrong.add(test + ": the build breaks without an error");
        }
        log.stream()
                .filter(line -> line.level() == Level.ERROR)
                .filter(line -> report.comparisons().stream()
                        .noneMatch(comparison ->
                                line.text().contains(comparison.test().model())))
                .filter(line -> !report.comparisons().isEmpty())
                .forEach(line -> wrong.add(test + ": an error without a name: " + line.text()));
    }

    /** Covers findings that occur in no integration test. */
    @Test
    void inEveryTextThatMayBecomeAMessage() throws IOException {
        List<String> praising = new ArrayList<>();
        for (String folder : List.of("judge", "result", "plan", "gate", "baseline", "shard", "report", "conversion")) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    // The words of llama.cpp's tools, which are quoted.
                    if (!file.endsWith("NmseGrade.java") && !file.endsWith("CosineGrade.java")) {
                        LITERAL.matcher(Files.readString(file))
                                .results()
                                .map(literal -> literal.group(1))
                                .filter(text -> PRAISE.matcher(text).find()
                                        || Pattern.compile("(?i)\\braise\\b")
                                                .matcher(text)
                                                .find())
                                .forEach(text -> praising.add(file.getFileName() + ": " + text));
                    }
                }
            }
        }

        assertThat(praising).isEmpty();
    }
}
