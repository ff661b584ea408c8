package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.maven.ItCheck;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** After any single fault in a file, a check that still passes is true. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there, and there are no devices")
class InjuriesTest {

    private static final Path TABLE = Path.of("src", "site", "resources", "tables", "injuries.csv");
    private static final Path PROJECTS = Path.of("target", "injuries");
    private static final Path WORK = Path.of("target", "injured");
    private static final String COMPANION = ".*-(tokens\\.bin|prompt\\.txt)";
    private static final String HEAD = "file,injury,cases,outcomes\n";
    private static final String PROVEN = "PASS, proven";

    /** {@code -DargLine=-Dinjuries=all} runs all injuries; {@code write} runs all and writes the site's table. */
    private static final String MODE = System.getProperty("injuries", "some");

    /** The stride between the injuries of a file that are run; files start at different ones. */
    private static final int STRIDE = MODE.equals("some") ? 19 : 1;

    /** Integration tests whose build passes without a passing comparison, and why. */
    private static final Map<String, String> NOTHING_PASSES = Map.of(
            "conversion-check", "models are compared, not outputs",
            "conversion-check-no-pom", "models are compared, not outputs",
            "conversion-check-reuse", "models are compared, not outputs",
            "model-outputs", "its build makes the outputs",
            "skip-by-pom", "nothing is compared",
            "skip-by-property", "nothing is compared",
            "warn-only", "a broken conversion, which only warns");

    private final List<String> wrong = new ArrayList<>();

    /** Counts of outcomes by format and kind of injury. */
    private final Map<String, Map<String, Map<String, Integer>>> table = new TreeMap<>();

    private int files;

    @Test
    void aPassAfterAnInjuryIsTrue() throws IOException {
        Set<String> taken = new TreeSet<>(NOTHING_PASSES.keySet());
        Set<String> known = new HashSet<>();
        for (ItCheck check : ItCheck.all(PROJECTS)) {
            for (PairRequest pair : check.request().pairs()) {
                GateRequest alone = alone(check.request(), pair);
                GateReport healthy = new Gate().check(alone);
                if (healthy.verdict() == Verdict.PASS) {
                    taken.add(check.test());
                    if (known.add(key(healthy))) {
                        injure(Workplace.of(alone, WORK));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(taken).containsAll(ItCheck.withPassingBuild());
        assertInTable();
    }

    private void assertInTable() throws IOException {
        if (MODE.equals("write")) {
            Files.writeString(TABLE, HEAD + lines());
        }
        if (MODE.equals("some")) {
            List<String> rows = Files.readAllLines(TABLE);
            table.forEach((format, kinds) -> kinds.forEach((kind, outcomes) -> assertThat(rows)
                    .filteredOn(row -> row.startsWith(format + ",\"" + kind + "\","))
                    .as("%s, %s", format, kind)
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains(outcomes.keySet())));
        } else {
            assertThat(TABLE).hasContent(HEAD + lines());
        }
    }

    private static GateRequest alone(GateRequest request, PairRequest pair) {
        return new GateRequest(
                request.baseDirectory(),
                List.of(pair),
                request.limits(),
                request.rules(),
                request.missing(),
                request.missingFileHint());
    }

    /** Returns the key of a check: the bytes of both sides and the limits. */
    private static String key(GateReport report) {
        return report.comparisons().stream()
                .map(comparison -> comparison.kind() + " "
                        + Stream.of(comparison.reference(), comparison.test())
                                .map(side -> side.content().orElseThrow())
                                .map(content -> content.source().format().name()
                                        + content.source().shape()
                                        + content.crc32c()
                                        + content.tokensCrc32c())
                                .toList()
                        + comparison.limits().stream()
                                .map(result -> result.limit())
                                .toList())
                .collect(Collectors.joining("; "));
    }

    private void injure(Workplace place) throws IOException {
        GateReport healthy = place.check();
        assertThat(healthy.verdict()).isEqualTo(Verdict.PASS);
        Truth truth = new Truth(place.request, healthy);
        assertThat(truth.objection(healthy)).isEmpty();
        for (Side side : Side.values()) {
            for (Path file : place.files(side)) {
                String name = String.valueOf(file.getFileName());
                boolean companion = name.matches(COMPANION);
                List<Injury> injuries = companion
                        ? Injury.ofCompanion(file)
                        : Injury.ofOutput(file, place.output(side).elementType());
                String format =
                        companion ? name.replaceFirst(COMPANION, "$1").replaceFirst("\\..*", "") : Stored.ending(file);
                for (int i = files++ % STRIDE; i < injuries.size(); i += STRIDE) {
                    Injury injury = injuries.get(i);
                    injury.action().on(file, place.other(side, file));
                    judge(format, injury, place.check(), truth, file, place.other(side, file));
                    place.heal(file, place.other(side, file));
                }
            }
        }
        assertThat(OpenFiles.below(place.folder)).isEmpty();
    }

    private void judge(String format, Injury injury, GateReport report, Truth truth, Path file, Path other) {
        String outcome = outcome(report);
        if (outcome.equals(PROVEN)) {
            truth.objection(report)
                    .ifPresent(reason -> wrong.add(format + ": " + injury.kind() + ": " + reason + " " + file));
        } else {
            String message = FailureMessage.of(report, "report");
            assertThat(message).isNotBlank();
            if (report.unusable() && !report.comparisons().isEmpty()) {
                assertThat(message).containsAnyOf(Truth.stem(file), Truth.stem(other));
            }
        }
        table.computeIfAbsent(format, key -> new LinkedHashMap<>())
                .computeIfAbsent(injury.kind(), key -> new TreeMap<>())
                .merge(outcome, 1, Integer::sum);
    }

    private static String outcome(GateReport report) {
        if (report.verdict() == Verdict.PASS) {
            return PROVEN;
        }
        List<Finding> findings = report.comparisons().stream()
                .map(Comparison::findings)
                .flatMap(List::stream)
                .toList();
        return findings.stream()
                .filter(finding -> finding.code().isUnusable())
                .findFirst()
                .or(() -> findings.stream()
                        .filter(finding -> finding.severity() == Severity.FAIL)
                        .findFirst())
                .map(finding -> finding.code().name())
                .orElse(report.comparisons().isEmpty() ? "nothing compared" : "limit");
    }

    private String lines() {
        StringBuilder lines = new StringBuilder();
        table.forEach((format, kinds) -> kinds.forEach((kind, outcomes) -> lines.append(String.format(
                Locale.ROOT,
                "%s,\"%s\",%d,\"%s\"\n",
                format,
                kind,
                outcomes.values().stream().mapToInt(count -> count).sum(),
                outcomes.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining("; "))))));
        return lines.toString();
    }

    /** A copy of a pair of outputs and the files next to them, which injuries may damage. */
    private static final class Workplace {

        private final GateRequest request;
        private final Map<Path, byte[]> files;
        private final Path folder;

        private Workplace(GateRequest request, Path folder, Map<Path, byte[]> files) {
            this.request = request;
            this.folder = folder;
            this.files = files;
        }

        static Workplace of(GateRequest original, Path folder) throws IOException {
            ItCheck.delete(folder);
            PairRequest pair = original.pairs().get(0);
            Map<Path, byte[]> files = new LinkedHashMap<>();
            OutputRequest reference = copy(pair.reference(), pair, folder, files);
            OutputRequest test = copy(pair.test(), pair, folder, files);
            PairRequest copied = new PairRequest(
                    pair.dataDirectory().map(directory -> folder.resolve("data")),
                    reference,
                    test,
                    pair.originalModel(),
                    pair.convertedModel(),
                    pair.reading());
            Workplace place = new Workplace(
                    new GateRequest(
                            folder,
                            List.of(copied),
                            original.limits(),
                            original.rules(),
                            original.missing(),
                            original.missingFileHint()),
                    folder,
                    files);
            for (Path file : files.keySet()) {
                Files.createDirectories(file.resolveSibling(""));
                Files.write(file, files.getOrDefault(file, new byte[0]));
            }
            return place;
        }

        private static OutputRequest copy(OutputRequest output, PairRequest pair, Path folder, Map<Path, byte[]> files)
                throws IOException {
            Path target = folder.resolve(
                    pair.dataDirectory().isPresent() ? "data" : output.side().label());
            Path found = output.candidates().stream()
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            if (Files.isDirectory(found)) {
                Path inside = target.resolve(String.valueOf(found.getFileName()));
                try (Stream<Path> all = Files.list(found)) {
                    for (Path file : all.sorted().toList()) {
                        files.put(inside.resolve(String.valueOf(file.getFileName())), Files.readAllBytes(file));
                    }
                }
            } else {
                files.put(target.resolve(String.valueOf(found.getFileName())), Files.readAllBytes(found));
                for (String companion : List.of("-tokens.bin", "-prompt.txt")) {
                    String name = Truth.stem(found) + companion;
                    if (Files.exists(found.resolveSibling(name))) {
                        files.put(target.resolve(name), Files.readAllBytes(found.resolveSibling(name)));
                    }
                }
            }
            return new OutputRequest(
                    output.side(),
                    output.model(),
                    output.candidates().stream()
                            .map(candidate -> target.resolve(String.valueOf(candidate.getFileName())))
                            .toList(),
                    output.elementType());
        }

        GateReport check() {
            return new Gate().check(request);
        }

        /** Returns the files of one side that have a counterpart on the other. */
        List<Path> files(Side side) {
            return files.keySet().stream()
                    .filter(file -> belongs(side, file) && partner(side, file).isPresent())
                    .toList();
        }

        Path other(Side side, Path file) {
            return partner(side, file).orElseThrow();
        }

        private OutputRequest output(Side side) {
            PairRequest pair = request.pairs().get(0);
            return side == Side.REFERENCE ? pair.reference() : pair.test();
        }

        private Path found(Side side) {
            return output(side).candidates().stream()
                    .filter(path ->
                            files.containsKey(path) || files.keySet().stream().anyMatch(file -> file.startsWith(path)))
                    .findFirst()
                    .orElseThrow();
        }

        private boolean belongs(Side side, Path file) {
            Path found = found(side);
            boolean beside = file.resolveSibling("").equals(found.resolveSibling(""));
            return file.startsWith(found)
                    || (beside && String.valueOf(file.getFileName()).startsWith(Truth.stem(found)));
        }

        private Optional<Path> partner(Side side, Path file) {
            Path own = found(side);
            Path others = found(side == Side.REFERENCE ? Side.TEST : Side.REFERENCE);
            if (file.equals(own)) {
                return Optional.of(others);
            }
            if (file.startsWith(own)) {
                return Optional.of(others.resolve(own.relativize(file).toString()))
                        .filter(files::containsKey);
            }
            String rest =
                    String.valueOf(file.getFileName()).substring(Truth.stem(own).length());
            return Optional.of(others.resolveSibling(Truth.stem(others) + rest)).filter(files::containsKey);
        }

        /** Restores all files. */
        void heal(Path... injured) throws IOException {
            for (Path file : injured) {
                Files.deleteIfExists(file);
            }
            try (Stream<Path> there = Files.walk(folder)) {
                for (Path file : there.toList()) {
                    if (!files.containsKey(file) && !Files.isDirectory(file)) {
                        Files.delete(file);
                    }
                }
            }
            for (Path file : injured) {
                Files.write(file, files.getOrDefault(file, new byte[0]));
            }
        }
    }
}
