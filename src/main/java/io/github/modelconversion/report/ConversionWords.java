package io.github.modelconversion.report;

import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.metadata.MetadataResult;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.PartResult;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.report.text.Levels;
import io.github.modelconversion.report.text.LogLine.Level;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.text.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The words about a checked conversion in the log, the exception and the pages. */
final class ConversionWords {

    private ConversionWords() {}

    /**
     * Returns the verdict on one pair, how much of it is wrong, and the reason: {@code FAIL: 1 of 23 hyper-parameters;
     * CODE}.
     */
    static String result(JudgedModel model) {
        return Headline.verdict(model.verdict()) + ": " + reasons(model);
    }

    private static String reasons(JudgedModel model) {
        return switch (model.verdict()) {
            case PASS -> compared(model);
            case NOT_MEASURED, NOT_JUDGED -> notMeasured(model) + "; " + codes(model.failures());
            case FAIL -> wrong(model) + "; " + codes(model.failures());
        };
    }

    /** Returns the level of the verdict on all pairs. */
    static Level level(ConversionReport report, boolean onlyWarns) {
        return report.unusable() ? Level.ERROR : new Levels(onlyWarns).of(report.verdict());
    }

    /** Returns the verdict on all pairs, and the reasons. */
    static String result(ConversionReport report) {
        return Headline.verdict(report.verdict()) + ": " + reasons(report);
    }

    /** Returns the reasons for the verdict on all pairs, without the verdict. */
    static String reasons(ConversionReport report) {
        if (report.models().size() == 1) {
            return reasons(report.worst());
        }
        int all = report.models().size();
        long failed = report.count(Verdict.FAIL);
        long notMeasured = report.count(Verdict.NOT_MEASURED);
        List<String> counts = new ArrayList<>();
        if (failed + notMeasured == 0) {
            boolean sampled = report.models().stream()
                    .anyMatch(model -> model.comparison().tensors().isSampled());
            counts.add(all + " of " + all + " conversions passed" + (sampled ? ", sampled" : ""));
        }
        if (failed > 0) {
            counts.add(failed + " of " + all + " conversions failed");
        }
        if (notMeasured > 0) {
            counts.add(notMeasured + " of " + all + " not measured");
        }
        JudgedModel worst = report.worst();
        return String.join(", ", counts)
                + (failed + notMeasured == 0
                        ? ""
                        : "; worst: " + worst.converted().name() + ", " + codes(worst.failures()));
    }

    /** Returns what to do; empty if nothing fails. */
    static Optional<String> next(ConversionReport report) {
        List<Finding> failures = report.failures();
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        if (report.unusable()) {
            return Optional.of("Fix the input and run again.");
        }
        Code first = failures.get(0).code();
        return Optional.of(
                report.verdict() == Verdict.NOT_MEASURED
                        ? "Do what the finding says, or set accept to " + first + " to pass without this comparison."
                        : "Convert the original again, or set modelPath to the model that the file was converted from."
                                + " If a difference is intended, set accept to " + first
                                + ", a colon and a part of its message.");
    }

    private static String wrong(JudgedModel model) {
        return model.checks().stream()
                .filter(check -> !model.failures(check).isEmpty())
                .map(check -> wrong(check, model))
                .collect(Collectors.joining(", "));
    }

    private static String wrong(Check check, JudgedModel model) {
        PartResult part = model.comparison().part(check);
        long wrong = model.wrong(check);
        return wrong == 0
                ? "the " + check.entries() + (part.measured() ? "" : " not compared")
                : wrong + " of " + check.entries(part.size());
    }

    private static String notMeasured(JudgedModel model) {
        return model.checks().stream()
                .filter(check -> !model.failures(check).isEmpty())
                .map(check -> "the " + check.entries()
                        + (model.comparison().part(check).size() == 0 ? "" : ", compared in part"))
                .collect(Collectors.joining("; "));
    }

    private static String compared(JudgedModel model) {
        List<String> parts = new ArrayList<>();
        for (Check check : model.checks()) {
            PartResult part = model.comparison().part(check);
            parts.add(
                    part.measured()
                            ? check.entries(part.size())
                            : "the " + check.entries() + " not compared, which is accepted");
        }
        add(parts, model.accepted().size(), "finding accepted", "findings accepted");
        add(parts, model.ofSeverity(Severity.WARNING).size(), "warning", "warnings");
        return String.join(", ", parts)
                + (model.checks().contains(Check.WEIGHTS)
                                && !model.comparison().tensors().hasValues()
                        ? "; values of tensors not compared"
                        : "")
                + (model.comparison().tensors().isSampled()
                        ? "; " + sampled(model.comparison().tensors())
                        : "");
    }

    /** Returns how many of the weights of a sample were compared. */
    static String sampled(TensorResult result) {
        return "sampled, " + Figures.percent((double) result.weightsCompared() / result.weights())
                + " of the weights compared";
    }

    private static String codes(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.code().name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Returns the name and contents of the original or the GGUF file. */
    static String side(JudgedModel.Side side) {
        return side.kind().isEmpty()
                ? side.name()
                : side.name() + " (" + side.kind() + ", " + Counted.of(side.tensors(), "tensor") + ")";
    }

    /** Returns the label of a check in reports. */
    static String label(Check check) {
        return check.name().charAt(0) + check.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Returns the figures of one check. */
    static String figures(Check check, JudgedModel model) {
        PartResult part = model.comparison().part(check);
        if (!part.measured() && part.size() == 0) {
            return "not compared";
        }
        return switch (check) {
            case METADATA -> metadata(model.comparison().metadata());
            case TOKENIZER -> tokenizer(model.comparison().tokenizer());
            case WEIGHTS -> tensors(model.comparison().tensors());
        };
    }

    private static String metadata(MetadataResult result) {
        return counts(result.size(), result::count, "not stated in config.json")
                + (result.measured() ? "" : "; the rest not compared");
    }

    private static String tokenizer(TokenizerResult result) {
        String notStated = "not stated in the original";
        if (!result.measured() || result.wrong() > 0) {
            return counts(result.size(), result::count, notStated)
                    + (result.measured() ? "" : "; the vocabulary not compared");
        }
        List<String> agreeing = new ArrayList<>();
        agreeing.add(Counted.of(result.tokens(), "token"));
        if (agrees(result, "tokenizer.ggml.merges")) {
            agreeing.add(Counted.of(result.merges(), "merge"));
        }
        if (agrees(result, "tokenizer.chat_template")) {
            agreeing.add("the chat template");
        }
        List<String> parts = new ArrayList<>(List.of(and(agreeing) + " agree"));
        addOthers(parts, result::count, notStated);
        return String.join(", ", parts);
    }

    private static boolean agrees(TokenizerResult result, String key) {
        return result.entries().stream()
                .anyMatch(entry -> entry.key().equals(key) && entry.verdict() == MetadataEntry.Verdict.AGREES);
    }

    private static String and(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static String counts(int size, ToLongFunction<MetadataEntry.Verdict> count, String notStated) {
        List<String> parts = new ArrayList<>();
        parts.add(count.applyAsLong(MetadataEntry.Verdict.AGREES) + " of " + size + " agree");
        addOthers(parts, count, notStated);
        return String.join(", ", parts);
    }

    private static void addOthers(List<String> parts, ToLongFunction<MetadataEntry.Verdict> count, String notStated) {
        add(parts, count.applyAsLong(MetadataEntry.Verdict.DIFFERS), "differs", "differ");
        add(parts, count.applyAsLong(MetadataEntry.Verdict.MISSING), "missing");
        add(parts, count.applyAsLong(MetadataEntry.Verdict.DEFAULT), "left to llama.cpp's default");
        add(parts, count.applyAsLong(MetadataEntry.Verdict.NOT_STATED), notStated);
        add(parts, count.applyAsLong(MetadataEntry.Verdict.NOT_CHECKED), "not checked");
    }

    private static String tensors(TensorResult result) {
        long unread = result.agreeing() - result.usual();
        List<String> parts = new ArrayList<>();
        parts.add(
                result.hasValues()
                        ? result.usual() + " of " + result.size() + " as usual for their types"
                        : result.agreeing() + " of " + result.size()
                                + " have the name and shape that follow from the original");
        add(parts, result.count(TensorEntry.Verdict.WEIGHTS_DIFFER), "differs", "differ");
        add(parts, result.count(TensorEntry.Verdict.ROUNDED_COARSELY), "rounded more coarsely");
        add(parts, result.count(TensorEntry.Verdict.SHAPE_DIFFERS), "of another shape");
        add(parts, result.count(TensorEntry.Verdict.MISSING), "missing");
        add(parts, result.count(TensorEntry.Verdict.UNEXPECTED), "unexpected");
        add(parts, result.count(TensorEntry.Verdict.NOT_CHECKED) + (result.hasValues() ? unread : 0), "not checked");
        return String.join(", ", parts)
                + (result.hasValues() ? "" : "; values not compared")
                + (result.isSampled() ? "; " + sampled(result) : "");
    }

    private static void add(List<String> parts, long count, String what) {
        add(parts, count, what, what);
    }

    private static void add(List<String> parts, long count, String one, String several) {
        if (count > 0) {
            parts.add(Counted.of(count, one, several));
        }
    }
}
