package io.github.modelconversion.maven.model;

import io.github.modelconversion.conversion.ModelComparison;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names what differs between the files of two models as the likely cause of a failing comparison of their outputs, where both
 * the folder of the original and the GGUF file are there. Files that cannot be compared explain nothing and are left to
 * conversion-check.
 */
public final class ModelDifferences {

    /** What changes every output. */
    private static final Set<Code> OF_METADATA = EnumSet.of(Code.METADATA_DIFFERS, Code.METADATA_MISSING);

    /** What changes an output only by other tokens. */
    private static final Set<Code> OF_TOKENS = EnumSet.of(
            Code.VOCABULARY_DIFFERS,
            Code.TOKEN_TYPES_DIFFER,
            Code.SCORES_DIFFER,
            Code.MERGES_DIFFER,
            Code.ADD_BOS_DIFFERS,
            Code.PRE_TOKENIZER_DIFFERS);

    /** A limit of the context changes no output of a shorter prompt. */
    private static final String CONTEXT_LENGTH = ".context_length";

    private final GateRequest request;
    private final Map<List<Path>, List<Finding>> known = new HashMap<>();

    private ModelDifferences(GateRequest request) {
        this.request = request;
    }

    /** Returns a report with the likely causes of what fails; the verdicts stay. */
    public static GateReport explain(GateReport report, GateRequest request) {
        if (report.verdict() != Verdict.FAIL) {
            return report;
        }
        ModelDifferences differences = new ModelDifferences(request);
        return new GateReport(
                report.comparisons().stream().map(differences::explain).toList(), report.skipped(), report.findings());
    }

    private Comparison explain(Comparison comparison) {
        if (comparison.verdict() != Verdict.FAIL) {
            return comparison;
        }
        List<Finding> causes = request.pairs().stream()
                .filter(pair ->
                        pair.reference().model().equals(comparison.reference().model())
                                && pair.test().model().equals(comparison.test().model()))
                .findFirst()
                .map(this::differences)
                .orElse(List.of())
                .stream()
                .filter(finding -> OF_METADATA.contains(finding.code()) || hasOtherTokens(comparison))
                .toList();
        return comparison.with(causes);
    }

    private static boolean hasOtherTokens(Comparison comparison) {
        return comparison.findings().stream().anyMatch(finding -> finding.code() == Code.TOKENS_DIFFER);
    }

    private List<Finding> differences(PairRequest pair) {
        if (pair.originalModel().filter(Files::isDirectory).isEmpty()
                || pair.convertedModel().filter(Files::isRegularFile).isEmpty()) {
            return List.of();
        }
        Path original = pair.originalModel().get();
        Path converted = pair.convertedModel().get();
        return known.computeIfAbsent(List.of(original, converted), files -> differences(original, converted));
    }

    private List<Finding> differences(Path original, Path converted) {
        try {
            OriginalFolder folder = OriginalFolder.read(original, request.nameOf(original));
            ModelComparison compared = ModelComparison.of(
                    folder,
                    GgufParts.read(converted),
                    request.nameOf(converted),
                    EnumSet.of(Check.METADATA, Check.TOKENIZER));
            return Stream.concat(
                            compared.metadata().findings().stream()
                                    .filter(finding -> OF_METADATA.contains(finding.code())
                                            && !finding.message().contains(CONTEXT_LENGTH)),
                            compared.tokenizer().findings().stream()
                                    .filter(finding -> OF_TOKENS.contains(finding.code())))
                    .map(finding ->
                            new Finding(finding.code(), Severity.WARNING, finding.message(), finding.evidence()))
                    .toList();
        } catch (IOException unusable) {
            return List.of();
        }
    }
}
