package io.github.modelconversion.conversion;

import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.ArchitectureTable;
import io.github.modelconversion.conversion.metadata.MetadataCheck;
import io.github.modelconversion.conversion.metadata.MetadataResult;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.PartResult;
import io.github.modelconversion.conversion.tensor.TensorCheck;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.conversion.tensor.ValueCheck;
import io.github.modelconversion.conversion.tokenizer.TokenizerCheck;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.weight.compare.WeightSample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The comparison of an original with its GGUF file.
 *
 * @param architecture {@code general.architecture} of the file; empty if it has none or could not be read
 * @param metadata the hyper-parameters
 * @param tokenizer the tokenizer
 * @param tensors the tensors
 */
public record ModelComparison(
        String architecture, MetadataResult metadata, TokenizerResult tokenizer, TensorResult tensors) {

    /**
     * Compares an original with its GGUF file. Reads no tensor values.
     *
     * @param original the original
     * @param parts the GGUF file, or its parts if it is split
     * @param name the GGUF file's name in messages
     * @param checks the checks to run; only the tokenizer's is slow enough to skip
     * @throws UnusableInputException if the file holds something other than a model's text part
     * @throws IOException if a file cannot be read
     */
    public static ModelComparison of(OriginalFolder original, GgufParts parts, String name, Set<Check> checks)
            throws IOException {
        GgufMetadata metadata = parts.metadata();
        String found = metadata.text("general.architecture").orElse("");
        requireModel(metadata, found, name);
        TokenizerResult tokenizer = checks.contains(Check.TOKENIZER)
                ? TokenizerCheck.compare(original.folder(), original.name(), original.config(), metadata)
                : TokenizerResult.NONE;
        Optional<String> type = original.config().architecture();
        Optional<Architecture> known = ArchitectureTable.of(original.config(), found);
        if (known.isPresent() && known.get().ggufName().equals(found)) {
            return new ModelComparison(
                    found,
                    MetadataCheck.check(known.get(), original, metadata),
                    tokenizer,
                    TensorCheck.check(known.get(), original, parts).with(VocabularyRows.check(parts)));
        }
        if (known.isPresent()
                && ArchitectureTable.all().stream()
                        .anyMatch(other -> other.ggufName().equals(found))) {
            return ofDifferent(type.orElse(""), known.get().ggufName(), found, tokenizer);
        }
        Finding unknown = new Finding(
                Code.ARCHITECTURE_UNKNOWN,
                Severity.FAIL,
                "There are no rules for the architecture " + type.orElse("that config.json does not name") + " (GGUF: "
                        + (found.isEmpty() ? "none" : found)
                        + "): its metadata were compared in part, its tensors not at all",
                Map.of());
        return new ModelComparison(
                found,
                MetadataCheck.checkUnknown(found, original, metadata).with(unknown),
                tokenizer,
                TensorResult.notMeasured(unknown));
    }

    /** Returns a comparison of nothing. */
    static ModelComparison notMeasured(Finding reason) {
        return new ModelComparison(
                "",
                new MetadataResult(false, List.of(), List.of(reason)),
                new TokenizerResult(false, 0, 0, List.of(), List.of(reason)),
                TensorResult.notMeasured(reason));
    }

    /**
     * Compares the values of the tensors as well.
     *
     * @param original the original
     * @param parts the GGUF file, long enough for its tensors
     * @param sample the weights to compare
     * @param threads the threads to use
     * @param progress receives the number of bytes compared so far
     * @throws IOException if a file cannot be read
     */
    public ModelComparison withValues(
            OriginalFolder original, GgufParts parts, WeightSample sample, Threads threads, Progress progress)
            throws IOException {
        return new ModelComparison(
                architecture,
                metadata,
                tokenizer,
                ValueCheck.check(tensors, original, parts, sample, threads, progress));
    }

    private static ModelComparison ofDifferent(String type, String expected, String found, TokenizerResult tokenizer) {
        Finding differs = new Finding(
                Code.METADATA_DIFFERS,
                Severity.FAIL,
                "config.json says architectures " + type + ", which is " + expected
                        + " in GGUF, the GGUF file general.architecture " + found
                        + ": it is another model's, or modelPath is",
                Map.of());
        MetadataEntry entry = new MetadataEntry(
                "general.architecture", "architectures " + type, found, MetadataEntry.Verdict.DIFFERS);
        return new ModelComparison(
                found,
                new MetadataResult(true, List.of(entry), List.of(differs)),
                tokenizer,
                TensorResult.notMeasured(differs));
    }

    /** Returns the outcome of a check. */
    public PartResult part(Check check) {
        return switch (check) {
            case METADATA -> metadata;
            case TOKENIZER -> tokenizer;
            case WEIGHTS -> tensors;
        };
    }

    private static void requireModel(GgufMetadata metadata, String architecture, String name) throws IOException {
        String type = metadata.text("general.type").orElse("model");
        if (!type.equals("model") || architecture.equals("clip")) {
            throw new UnusableInputException(
                    name,
                    "expected a GGUF file with a model, found one with "
                            + (architecture.equals("clip") || type.equals("mmproj")
                                    ? "the tower for pictures or sound (mmproj)"
                                    : "general.type " + type),
                    "Set convertedModel to the file with the language model");
        }
    }
}
