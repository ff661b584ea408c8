package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects compared entries and findings. */
public final class Outcome {

    private final List<MetadataEntry> entries = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    public void add(String key, String original, String converted, Verdict verdict) {
        entries.add(new MetadataEntry(key, original, converted, verdict));
    }

    public void fail(Code code, String message, Map<String, Number> evidence) {
        findings.add(new Finding(code, Severity.FAIL, message, evidence));
    }

    public void warn(Code code, String message) {
        findings.add(new Finding(code, Severity.WARNING, message, Map.of()));
    }

    public void notChecked(String message) {
        findings.add(new Finding(Code.NOT_CHECKED, Severity.INFO, message, Map.of()));
    }

    public TokenizerResult result(boolean measured, long tokens, long merges) {
        return new TokenizerResult(measured, tokens, merges, entries, findings);
    }
}
