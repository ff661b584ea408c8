package io.github.modelconversion.maven.output;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.json.StoredReport;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * One of several collected reports; its comparisons are named so that they differ from those of the others.
 *
 * @param check the name that distinguishes it from other reports of the same place
 * @param name the name that distinguishes the check from all others: its module and execution
 * @param report the report, with names relative to the directory where all are collected
 * @param onlyWarns whether its failures are only warnings
 */
public record CollectedReport(String check, String name, GateReport report, boolean onlyWarns) {

    /** Largest report to read, in bytes; with all plots a comparison takes about 40 KB. */
    private static final long MOST_BYTES = 1L << 28;

    /**
     * Returns the report of a module, with files and data directories named relative to the base instead of the module.
     *
     * @param file the JSON report
     * @param base the directory that names are relative to
     * @param module the module's directory, which stands in for a data directory if files were named directly
     * @param execution the id of the execution
     */
    public static CollectedReport ofModule(Path file, Path base, Path module, String execution)
            throws MojoExecutionException {
        BaseDirectory here = new BaseDirectory(base);
        if (!Files.exists(file)) {
            throw new MojoExecutionException("Expected the JSON report " + here.nameOf(file) + " of execution '"
                    + execution + "', found none. nmse-report reads it: add json to the formats of that check.");
        }
        return of(read(file, here.nameOf(file)), execution, module, here);
    }

    private static CollectedReport of(StoredReport stored, String execution, Path module, BaseDirectory here) {
        return of(
                stored,
                stored.report()
                        .renamed(
                                data -> Optional.of(nameOf(data.orElse(""), module, here))
                                        .filter(name -> !name.isEmpty()),
                                name -> nameOf(name, module, here)),
                execution);
    }

    /** A file name in a report need not be a valid path on this system. */
    private static String nameOf(String name, Path module, BaseDirectory here) {
        try {
            return here.nameOf(module.resolve(name));
        } catch (InvalidPathException foreign) {
            return name;
        }
    }

    /** Returns the report in a file whose project is not known; its data directories are prefixed with the file's folder. */
    public static CollectedReport ofFile(Path file, Path base) throws MojoExecutionException {
        BaseDirectory here = new BaseDirectory(base);
        StoredReport stored = read(file, here.nameOf(file));
        Path folder = file.toAbsolutePath().getParent();
        String place = here.nameOf(folder == null ? file : folder);
        return of(
                stored,
                stored.report()
                        .renamed(
                                data -> Optional.of(
                                        place + data.map(": "::concat).orElse("")),
                                name -> name),
                stored.context().name());
    }

    private static CollectedReport of(StoredReport stored, GateReport renamed, String check) {
        return new CollectedReport(
                check, stored.context().name(), renamed, stored.context().onlyWarn());
    }

    /** Returns whether the failures are only warnings in every report that fails. */
    public static boolean onlyWarn(List<CollectedReport> reports) {
        List<CollectedReport> failed =
                reports.stream().filter(CollectedReport::fails).toList();
        return !failed.isEmpty() && failed.stream().allMatch(CollectedReport::onlyWarns);
    }

    /** Returns the names of the checks that are not green. */
    public static List<String> notGreen(List<CollectedReport> reports) {
        return reports.stream()
                .filter(collected -> collected.report().verdict() != Verdict.PASS)
                .map(CollectedReport::name)
                .toList();
    }

    private boolean fails() {
        return report.verdict() == Verdict.FAIL;
    }

    private static StoredReport read(Path file, String name) throws MojoExecutionException {
        try {
            return JsonReport.read(JsonValue.read(file, name, MOST_BYTES));
        } catch (JsonException foreign) {
            throw new MojoExecutionException(
                    foreign.getMessage()
                            + ". Give an nmse-check.json or a conversion-check.json of this version of the plugin, as it"
                            + " was written.",
                    foreign);
        } catch (IOException unreadable) {
            throw new MojoExecutionException(
                    UnusableInputException.of(name, unreadable).getMessage() + ".", unreadable);
        }
    }

    /**
     * Merges all reports into one. If several checks of one place compare the same outputs, the comparisons also carry the
     * check's name.
     */
    public static GateReport all(List<CollectedReport> reports, List<Finding> findings) {
        Map<String, Integer> checks = new HashMap<>();
        for (CollectedReport collected : reports) {
            collected.names().stream().distinct().forEach(name -> checks.merge(name, 1, Integer::sum));
        }
        List<GateReport> told = reports.stream()
                .map(collected -> collected.names().stream().anyMatch(name -> checks.getOrDefault(name, 0) > 1)
                        ? collected.withCheck()
                        : collected.report())
                .toList();
        return GateReport.ofAll(told, findings);
    }

    private List<String> names() {
        return Stream.concat(
                        report.comparisons().stream().map(ComparisonNames::id),
                        report.models().stream().map(ComparisonNames::id))
                .toList();
    }

    private GateReport withCheck() {
        return report.renamed(
                data -> Optional.of(data.map(known -> known + " ").orElse("") + "(" + check + ")"), name -> name);
    }
}
