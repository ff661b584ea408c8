package io.github.modelconversion.conversion.architecture;

import io.github.modelconversion.original.OriginalConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The known architectures, read from the resource {@code architectures.txt}, which describes its own format. */
public final class ArchitectureTable {

    private static final List<String> SUFFIXES = List.of(".weight", ".bias");

    private static final ArchitectureTable TABLE = new ArchitectureTable();

    private final List<Architecture> architectures = new ArrayList<>();
    private final Map<String, Section> groups = new LinkedHashMap<>();

    /** The lines of a group or an architecture during reading. */
    private static final class Section {
        private final List<TensorRule> rules = new ArrayList<>();
        private final Set<String> drops = new LinkedHashSet<>();
        private final Map<String, List<TensorRule>> bySource = new LinkedHashMap<>();
        private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
        private final List<String> prefixes = new ArrayList<>(List.of(""));
        private final List<Condition> conditions = new ArrayList<>();
        private List<String> classes = List.of();
        private String ggufName = "";

        /** Adds rules, which replace earlier ones for the same original tensors. */
        void add(List<TensorRule> added) {
            added.forEach(rule -> bySource.remove(rule.source()));
            added.forEach(rule -> bySource.computeIfAbsent(rule.source(), source -> new ArrayList<>())
                    .add(rule));
        }
    }

    private ArchitectureTable() {
        try (InputStream in = Objects.requireNonNull(ArchitectureTable.class.getResourceAsStream("architectures.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            read(lines.lines().map(String::strip).toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void read(List<String> lines) {
        String architecture = "";
        Section section = new Section();
        for (String line : lines) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> words = Arrays.asList(line.split("\\s+"));
            if (words.get(0).equals("group") || words.get(0).equals("architecture")) {
                finish(architecture, section);
                section = new Section();
                architecture = words.get(0).equals("group") ? "" : words.get(1);
                section.ggufName = architecture;
                if (architecture.isEmpty()) {
                    groups.put(words.get(1), section);
                }
            } else {
                readLine(section, words);
            }
        }
        finish(architecture, section);
    }

    private void readLine(Section section, List<String> words) {
        List<String> rest = words.subList(1, words.size());
        switch (words.get(0)) {
            case "gguf" -> section.ggufName = rest.get(0);
            case "classes" -> section.classes = rest;
            case "where", "unless" ->
                section.conditions.add(
                        new Condition(words.get(0).equals("where"), rest.get(0), rest.size() > 1 ? rest.get(1) : ""));
            case "traits" -> rest.forEach(trait -> section.traits.add(Trait.valueOf(trait.toUpperCase(Locale.ROOT))));
            case "prefix" -> section.prefixes.set(0, rest.get(0));
            case "strip" -> section.prefixes.addAll(rest);
            case "drop" -> section.drops.add(rest.get(0));
            case "use" -> {
                for (String name : rest) {
                    Section group = Objects.requireNonNull(groups.get(name), name);
                    section.add(group.rules);
                    section.drops.addAll(group.drops);
                }
            }
            case "variant" -> section.rules.addAll(rules(rest, true));
            default -> section.rules.addAll(rules(words, false));
        }
    }

    private static List<TensorRule> rules(List<String> words, boolean variant) {
        Operation operation = words.size() > 3 ? Operation.named(words.get(3)) : Operation.IDENTITY;
        List<String> suffixes = words.get(1).equals("==") ? List.of("") : SUFFIXES;
        return suffixes.stream()
                .map(suffix -> new TensorRule(words.get(0) + suffix, words.get(2) + suffix, operation, variant))
                .toList();
    }

    private void finish(String name, Section section) {
        if (!name.isEmpty()) {
            section.add(section.rules);
            architectures.add(new Architecture(
                    name,
                    new Models(section.ggufName, new LinkedHashSet<>(section.classes), section.conditions),
                    section.traits,
                    section.prefixes,
                    section.drops,
                    section.bySource));
        }
    }

    /**
     * Returns the architecture of a model; empty if unknown.
     *
     * @param config its config.json
     * @param ggufName {@code general.architecture} of its GGUF file, which decides if there are several
     */
    public static Optional<Architecture> of(OriginalConfig config, String ggufName) {
        List<Architecture> all = TABLE.architectures.stream()
                .filter(architecture -> architecture.models().include(config))
                .toList();
        return all.stream()
                .filter(architecture -> architecture.ggufName().equals(ggufName))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** Returns whether an architecture with this name in {@code general.architecture} has a trait. */
    public static boolean has(String ggufName, Trait trait) {
        return TABLE.architectures.stream()
                .anyMatch(architecture -> architecture.ggufName().equals(ggufName) && architecture.has(trait));
    }

    /** Returns all architectures. */
    public static List<Architecture> all() {
        return List.copyOf(TABLE.architectures);
    }
}
