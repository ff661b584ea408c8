package io.github.modelconversion.report;

import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The entries that one check compared, wrong ones first.
 *
 * @param title its title
 * @param rows the heading and the rows
 * @param wrong number of rows that are wrong
 */
record ConversionTable(String title, List<List<String>> rows, long wrong) {

    private static final List<String> METADATA = List.of("key", "original", "GGUF", "verdict");
    private static final List<String> TENSORS = List.of("tensor", "made of", "by", "expected", "GGUF", "verdict");

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
                case WEIGHTS -> addTensors(tables, model.comparison().tensors().entries());
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
        add(tables, title, wrong, others);
    }

    private static void addTensors(List<ConversionTable> tables, List<TensorEntry> entries) {
        List<List<String>> wrong = new ArrayList<>(List.of(TENSORS));
        List<List<String>> others = new ArrayList<>();
        for (TensorEntry entry : entries) {
            (entry.verdict().isWrong() ? wrong : others)
                    .add(List.of(
                            entry.name(),
                            sources(entry.sources()),
                            words(entry.operation()),
                            entry.expected().isEmpty() ? "" : entry.expected().toString(),
                            entry.found().isEmpty() ? "" : entry.found().toString(),
                            words(entry.verdict())));
        }
        add(tables, "Tensors, without their values", wrong, others);
    }

    private static void add(
            List<ConversionTable> tables, String title, List<List<String>> wrong, List<List<String>> others) {
        long count = wrong.size() - 1L;
        wrong.addAll(others);
        if (wrong.size() > 1) {
            tables.add(new ConversionTable(title, wrong, count));
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
