package io.github.modelconversion.conversion.metadata;

import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.Trait;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufValue;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.text.Counted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares config.json with the metadata of a GGUF file, rule by rule. */
public final class MetadataCheck {

    private static final int MOST_NAMES = 8;

    /** Keys that begin with this are not the architecture's. */
    private static final String TOKENIZER = "tokenizer.";

    private final OriginalFolder original;
    private final GgufMetadata metadata;
    private final String prefix;
    private final List<MetadataEntry> entries = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private MetadataCheck(OriginalFolder original, GgufMetadata metadata, String architecture) {
        this.original = original;
        this.metadata = metadata;
        this.prefix = architecture + ".";
    }

    /** Compares all hyper-parameters of a known architecture. */
    public static MetadataResult check(Architecture architecture, OriginalFolder original, GgufMetadata metadata)
            throws IOException {
        Map<String, MetadataRule> rules = new LinkedHashMap<>();
        Stream.of(
                        GeneralRules.of(architecture),
                        architecture.has(Trait.ROPE) ? RopeRules.of(architecture) : List.<MetadataRule>of(),
                        SpecialRules.of(architecture))
                .flatMap(List::stream)
                .forEach(rule -> rules.put(rule.key(), rule));
        MetadataCheck check = new MetadataCheck(original, metadata, architecture.ggufName());
        check.compareAll(rules);
        check.listOthers(rules);
        return new MetadataResult(true, check.entries, check.findings);
    }

    /** Compares the hyper-parameters that all architectures have; the rest is not measured. */
    public static MetadataResult checkUnknown(String architecture, OriginalFolder original, GgufMetadata metadata)
            throws IOException {
        Map<String, MetadataRule> rules = new LinkedHashMap<>();
        GeneralRules.forUnknown().forEach(rule -> rules.put(rule.key(), rule));
        MetadataCheck check = new MetadataCheck(original, metadata, architecture);
        check.compareAll(rules);
        return new MetadataResult(false, check.entries, check.findings);
    }

    private void compareAll(Map<String, MetadataRule> rules) throws IOException {
        for (MetadataRule rule : rules.values()) {
            compare(rule);
        }
    }

    private void compare(MetadataRule rule) throws IOException {
        String key = rule.key().startsWith(TOKENIZER) ? rule.key() : prefix + rule.key();
        Optional<Expected> expected = rule.expected().of(original);
        Optional<GgufValue> found = metadata.value(key);
        if (found.isPresent()) {
            String shown = Values.shown(metadata, found.get());
            if (expected.isEmpty()) {
                add(key, "", shown, MetadataEntry.Verdict.NOT_STATED);
            } else if (Values.agree(expected.get(), metadata, found.get())) {
                add(key, expected.get().shown(), shown, MetadataEntry.Verdict.AGREES);
            } else {
                add(key, expected.get().shown(), shown, MetadataEntry.Verdict.DIFFERS);
                find(
                        Code.METADATA_DIFFERS,
                        Severity.FAIL,
                        "config.json says " + expected.get().shown() + ", the GGUF file " + key + " " + shown);
            }
        } else if (expected.isPresent()) {
            compareAbsent(rule, key, expected.get());
        }
    }

    private void compareAbsent(MetadataRule rule, String key, Expected expected) {
        Optional<Expected> assumed = rule.absent().of(original);
        if (assumed.isPresent() && isRight(expected, assumed.get().value())) {
            add(key, expected.shown(), "", MetadataEntry.Verdict.DEFAULT);
        } else if (rule.use() == MetadataRule.Use.NEEDED) {
            add(key, expected.shown(), "", MetadataEntry.Verdict.MISSING);
            find(
                    Code.METADATA_MISSING,
                    Severity.FAIL,
                    "config.json says " + expected.shown() + ", the GGUF file has no " + key
                            + assumed.map(other -> "; without it llama.cpp takes " + Values.shown(other.value()))
                                    .orElse(""));
        } else if (rule.use() == MetadataRule.Use.UNSUPPORTED) {
            add(key, expected.shown(), "", MetadataEntry.Verdict.NOT_CHECKED);
            find(
                    Code.NOT_CHECKED,
                    Severity.INFO,
                    "config.json says " + expected.shown() + "; llama.cpp's architecture "
                            + prefix.substring(0, prefix.length() - 1) + " has no such key and does without");
        }
    }

    private static boolean isRight(Expected expected, Object assumed) {
        return expected.values().stream()
                .anyMatch(right -> (right instanceof Double one && assumed instanceof Double other)
                        ? one.floatValue() == other.floatValue()
                        : right.equals(assumed));
    }

    /** Lists the architecture's keys without a rule. */
    private void listOthers(Map<String, MetadataRule> rules) throws IOException {
        List<String> others = metadata.values().keySet().stream()
                .filter(key -> key.startsWith(prefix) && !rules.containsKey(key.substring(prefix.length())))
                .toList();
        for (String key : others) {
            add(key, "", Values.shown(metadata, metadata.value(key).orElseThrow()), MetadataEntry.Verdict.NOT_CHECKED);
        }
        if (!others.isEmpty()) {
            findings.add(new Finding(
                    Code.NOT_CHECKED,
                    Severity.INFO,
                    "There is no rule for " + Counted.of(others.size(), "hyper-parameter") + " of the GGUF file: "
                            + Counted.names(others, MOST_NAMES),
                    Map.of("hyperParameters", others.size())));
        }
    }

    private void add(String key, String expected, String found, MetadataEntry.Verdict verdict) {
        entries.add(new MetadataEntry(key, expected, found, verdict));
    }

    private void find(Code code, Severity severity, String message) {
        findings.add(new Finding(code, severity, message, Map.of()));
    }
}
