package io.github.modelconversion.report;

import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.MetadataEntry;
import io.github.modelconversion.conversion.MetadataResult;
import io.github.modelconversion.conversion.TensorEntry;
import io.github.modelconversion.conversion.TensorResult;
import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in the log what came of comparing an original with its GGUF file. */
public final class ConversionConsole {

    private ConversionConsole() {}

    /**
     * Returns the lines for a model.
     *
     * @param onlyWarns whether what fails is only a warning
     */
    public static List<LogLine> lines(JudgedModel model, boolean onlyWarns) {
        LogLine.Level bad = onlyWarns ? LogLine.Level.WARNING : LogLine.Level.ERROR;
        List<LogLine> lines = new ArrayList<>();
        lines.add(info("Original", side(model.original())));
        lines.add(info("Converted", side(model.converted())));
        if (model.checks().contains(JudgedModel.Check.METADATA)) {
            lines.add(info("Metadata", metadata(model.comparison().metadata())));
        }
        if (model.checks().contains(JudgedModel.Check.WEIGHTS)) {
            lines.add(info("Weights", tensors(model.comparison().tensors())));
        }
        for (Finding finding : model.findings()) {
            LogLine.Level level = finding.severity() == Severity.FAIL ? bad : LogLine.Level.INFO;
            lines.add(line(level, "Finding", finding.code() + ": " + finding.message()));
        }
        for (Finding finding : model.accepted()) {
            lines.add(info("Accepted", finding.code() + ": " + finding.message()));
        }
        boolean good = model.verdict() == JudgedModel.Verdict.PASS;
        lines.add(line(good ? LogLine.Level.INFO : bad, "Result", result(model)));
        return lines;
    }

    private static String side(JudgedModel.Side side) {
        return side.name() + " (" + side.kind() + ", " + side.tensors() + " tensors)";
    }

    private static String metadata(MetadataResult result) {
        List<String> parts = new ArrayList<>();
        parts.add(result.count(MetadataEntry.Verdict.AGREES) + " of "
                + result.entries().size() + " agree");
        add(parts, result.count(MetadataEntry.Verdict.DIFFERS), "differ");
        add(parts, result.count(MetadataEntry.Verdict.MISSING), "missing");
        add(parts, result.count(MetadataEntry.Verdict.DEFAULT), "left out as llama.cpp's default");
        add(parts, result.count(MetadataEntry.Verdict.NOT_STATED), "not stated in config.json");
        add(parts, result.count(MetadataEntry.Verdict.NOT_CHECKED), "not checked");
        return String.join(", ", parts) + (result.measured() ? "" : "; the rest not measured");
    }

    private static String tensors(TensorResult result) {
        if (!result.measured()) {
            return "not measured";
        }
        List<String> parts = new ArrayList<>();
        parts.add(result.count(TensorEntry.Verdict.AGREES) + " of "
                + result.entries().size() + " have the name and shape that follow from the original");
        add(parts, result.count(TensorEntry.Verdict.SHAPE_DIFFERS), "of another shape");
        add(parts, result.count(TensorEntry.Verdict.MISSING), "missing");
        add(parts, result.count(TensorEntry.Verdict.UNEXPECTED), "unexpected");
        add(parts, result.count(TensorEntry.Verdict.NOT_CHECKED), "not checked");
        return String.join(", ", parts) + "; values not compared";
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String result(JudgedModel model) {
        String verdict = model.verdict().name();
        int count = model.failures().size();
        return count == 0 ? verdict : verdict + ": " + count + (count == 1 ? " finding" : " findings");
    }

    private static LogLine info(String label, String text) {
        return line(LogLine.Level.INFO, label, text);
    }

    private static LogLine line(LogLine.Level level, String label, String text) {
        return new LogLine(level, String.format(Locale.ROOT, "%-10s %s", label, text));
    }
}
