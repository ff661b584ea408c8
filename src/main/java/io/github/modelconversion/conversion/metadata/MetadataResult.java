package io.github.modelconversion.conversion.metadata;

import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.PartResult;
import io.github.modelconversion.result.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of comparing config.json with the metadata of a GGUF file.
 *
 * @param measured whether all that is known of an architecture was compared
 * @param entries the hyper-parameters, in the order of the rules; those without a rule last
 * @param findings what was found
 */
public record MetadataResult(boolean measured, List<MetadataEntry> entries, List<Finding> findings)
        implements PartResult {

    /** Copies the lists. */
    public MetadataResult {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /** Returns the same with one more finding, the first. */
    public MetadataResult with(Finding finding) {
        return new MetadataResult(
                measured,
                entries,
                Stream.concat(Stream.of(finding), findings.stream()).toList());
    }

    /** Returns how many hyper-parameters have a verdict. */
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
