package io.github.modelconversion.conversion.vocabulary;

import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.PartResult;
import io.github.modelconversion.result.Finding;
import java.util.List;

/**
 * The outcome of comparing the tokenizers.
 *
 * @param measured whether the vocabulary was compared
 * @param tokens how many tokens the GGUF file has
 * @param merges how many merges it has
 * @param entries one for each key of the GGUF file that was compared
 * @param findings what was found
 */
public record TokenizerResult(
        boolean measured, long tokens, long merges, List<MetadataEntry> entries, List<Finding> findings)
        implements PartResult {

    /** The outcome where nobody asks for the tokenizer. */
    public static final TokenizerResult NONE = new TokenizerResult(false, 0, 0, List.of(), List.of());

    /** Copies the lists. */
    public TokenizerResult {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /** Returns how many entries have a verdict. */
    public long count(MetadataEntry.Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict() == verdict).count();
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public long wrong() {
        return entries.stream().filter(entry -> entry.verdict().isWrong()).count();
    }
}
