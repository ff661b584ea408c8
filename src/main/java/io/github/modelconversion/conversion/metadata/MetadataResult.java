package io.github.modelconversion.conversion.metadata;

import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.PartResult;
import io.github.modelconversion.result.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of comparing config.json with a GGUF file's metadata.
 *
 * @param measured whether all rules of a known architecture were applied
 * @param entries the hyper-parameters, in the order of the rules; those without a rule last
 * @param findings the findings
 */
public record MetadataResult(boolean measured, List<MetadataEntry> entries, List<Finding> findings)
        implements PartResult {

    /** Copies the lists. */
    public MetadataResult {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /** Returns the same with one more finding at the front. */
    public MetadataResult with(Finding finding) {
        return new MetadataResult(
                measured,
                entries,
                Stream.concat(Stream.of(finding), findings.stream()).toList());
    }

    /** Returns the number of hyper-parameters with a verdict. */
    public long count(MetadataEntry.Verdict verdict) {
        return entries.stream().filter(entry -> entry.verdict() == verdict).count();
    }
}
