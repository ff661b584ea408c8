package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.PartResult;
import io.github.modelconversion.result.Finding;
import java.util.List;

/**
 * The result of comparing the tokenizers.
 *
 * @param measured whether the vocabulary was compared
 * @param tokens number of tokens in the GGUF file
 * @param merges number of merges in the GGUF file
 * @param entries one entry per compared key of the GGUF file
 * @param findings the findings
 */
public record TokenizerResult(
        boolean measured, long tokens, long merges, List<MetadataEntry> entries, List<Finding> findings)
        implements PartResult {

    /** The result if the tokenizer is not to be checked. */
    public static final TokenizerResult NONE = new TokenizerResult(false, 0, 0, List.of(), List.of());

    /** Copies the lists. */
    public TokenizerResult {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /** Returns the number of entries with a verdict. */
    public long count(MetadataEntry.Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict() == verdict).count();
    }
}
