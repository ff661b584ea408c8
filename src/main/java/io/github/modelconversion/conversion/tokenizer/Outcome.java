package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.MetadataEntry;
import io.github.modelconversion.conversion.MetadataEntry.Verdict;
import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what was compared and what was found. */
final class Outcome {

    private final List<MetadataEntry> entries = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    void add(String key, String original, String converted, Verdict verdict) {
        entries.add(new MetadataEntry(key, original, converted, verdict));
    }

    void fail(Code code, String message, Map<String, Number> evidence) {
        findings.add(new Finding(code, Severity.FAIL, message, evidence));
    }

    void warn(Code code, String message) {
        findings.add(new Finding(code, Severity.WARNING, message, Map.of()));
    }

    void notChecked(String message) {
        findings.add(new Finding(Code.NOT_CHECKED, Severity.INFO, message, Map.of()));
    }

    TokenizerResult result(boolean measured, long tokens, long merges) {
        return new TokenizerResult(measured, tokens, merges, entries, findings);
    }
}
