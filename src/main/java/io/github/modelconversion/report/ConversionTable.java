package io.github.modelconversion.report;

import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.conversion.tensor.TensorValues;
import io.github.modelconversion.report.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The entries that one check compared, wrong ones first.
 *
 * @param title its title
 * @param rows the heading and the rows
 * @param wrong number of rows that are wrong
 * @param listed number of rows that a short page lists, if it has the room: the wrong ones, and of tensors all
 */
record ConversionTable(String title, List<List<String>> rows, int wrong, int listed) {

    private static final List<String> METADATA = List.of("key", "original", "GGUF", "verdict");
    private static final List<String> TENSORS = List.of(
            "tensor", "made of", "by", "shape", "type", "NMSE", "usual", "limit", "slope", "verdict", "finding");

    /** Copies the rows. */
    ConversionTable {
        rows = List.copyOf(rows);
    }

    /** Returns a table for each check that compared something. */
    static List<ConversionTable> of(JudgedModel model) {
        List<ConversionTable> tables = new ArrayList<>();
        for (Check check : model.checks()) {
            switch (check) {
                case METADATA ->
                    add(tables, "Metadata", model.comparison().metadata().entries());
                case TOKENIZER ->
                    add(tables, "Tokenizer", model.comparison().tokenizer().entries());
                case WEIGHTS -> addTensors(tables, model.comparison().tensors());
            }
        }
        return tables;
    }

    private static void add(List<ConversionTable> tables, String title, List<MetadataEntry> entries) {
        List<List<String>> wrong = new ArrayList<>(List.of(METADATA));
        List<List<String>> others = new ArrayList<>();
        for (MetadataEntry entry : entries) {
            (entry.verdict().isWrong() ? wrong : others)
                    .add(List.of(entry.key(), entry.original(), entry.converted(), words(entry.verdict())));
        }
        add(tables, title, wrong, others, 0);
    }

    private static void addTensors(List<ConversionTable> tables, TensorResult result) {
        List<List<String>> wrong = new ArrayList<>(List.of(TENSORS));
        List<List<String>> others = new ArrayList<>();
        for (TensorEntry entry : result.entries()) {
            (entry.verdict().isWrong() ? wrong : others).add(row(entry));
        }
        add(tables, title(result), wrong, others, others.size());
    }

    private static String title(TensorResult result) {
        return "Tensors"
                + (result.hasValues() ? "" : ", without their values")
                + (result.isSampled() ? ", " + ConversionWords.sampled(result) : "");
    }

    private static List<String> row(TensorEntry entry) {
        TensorValues values = entry.values();
        return List.of(
                entry.name(),
                sources(entry.sources()),
                words(entry.operation()),
                shape(entry),
                values.type().orElse(""),
                brief(values.nmse()),
                brief(values.usualNmse()),
                brief(values.nmseLimit()),
                values.slope().isPresent()
                        ? String.format(Locale.ROOT, "%.4f", values.slope().getAsDouble())
                        : "",
                words(entry.verdict()),
                entry.finding().map(Enum::name).orElse(""));
    }

    private static String shape(TensorEntry entry) {
        if (entry.found().isEmpty()) {
            return "absent";
        }
        return entry.verdict() == TensorEntry.Verdict.SHAPE_DIFFERS
                ? entry.found() + ", expected " + entry.expected()
                : entry.found().toString();
    }

    private static String brief(OptionalDouble value) {
        return value.isPresent() ? Figures.brief(value.getAsDouble()) : "";
    }

    private static void add(
            List<ConversionTable> tables,
            String title,
            List<List<String>> wrong,
            List<List<String>> others,
            int othersListed) {
        int count = wrong.size() - 1;
        wrong.addAll(others);
        if (wrong.size() > 1) {
            tables.add(new ConversionTable(title, wrong, count, count + othersListed));
        }
    }

    /** Returns the sources in short. Experts are many, and ordered by number. */
    private static String sources(List<String> sources) {
        return sources.size() <= 1
                ? String.join("", sources)
                : sources.get(0) + " … " + sources.get(sources.size() - 1) + " (" + sources.size() + ")";
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
