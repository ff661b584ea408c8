package io.github.modelconversion.maven.model;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.TensorEntry;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.plot.PositionRun;
import io.github.modelconversion.result.plot.RowPlots;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the tokens of the prompt of a comparison of logits at all positions. */
final class PromptTokens {

    private PromptTokens() {}

    /**
     * Returns the ids of the tokens at the first positions; none if the divergences of the positions or the tokens are not
     * known, or both sides have different ones.
     */
    static List<Long> of(Comparison comparison, GateRequest request) {
        boolean differ = comparison.findings().stream().anyMatch(finding -> finding.code() == Code.TOKENS_DIFFER);
        if (differ || !hasDivergences(comparison)) {
            return List.of();
        }
        Optional<Tokens> tokens = request.pairs().stream()
                .filter(pair -> isOf(pair, comparison, request))
                .findFirst()
                .flatMap(pair -> read(pair, comparison, request))
                .filter(all -> all.count() == comparison.positions());
        return tokens.isPresent()
                ? IntStream.range(0, Math.min(tokens.get().count(), RowPlots.MOST_TOKENS))
                        .mapToObj(position -> (long) tokens.get().id(position))
                        .toList()
                : List.of();
    }

    private static boolean hasDivergences(Comparison comparison) {
        return comparison.statistics().isEmpty()
                && comparison.measurement().isPresent()
                && comparison.measurement().get().plots().ofRows().byPosition().stream()
                        .map(PositionRun::meanKlDivergence)
                        .anyMatch(divergence -> divergence.isPresent());
    }

    private static boolean isOf(PairRequest pair, Comparison comparison, GateRequest request) {
        return pair.reference().model().equals(comparison.reference().model())
                && pair.test().model().equals(comparison.test().model())
                && pair.dataDirectory().map(request::nameOf).equals(comparison.dataDirectory());
    }

    private static Optional<Tokens> read(PairRequest pair, Comparison comparison, GateRequest request) {
        if (pair.reference().found().isEmpty()) {
            return Optional.empty();
        }
        try {
            List<TensorEntry> entries =
                    TensorEntry.list(pair.reference(), request::nameOf).entries();
            return entries.stream()
                    .filter(entry -> entries.size() == 1
                            || entry.optionalLabel()
                                    .equals(comparison.reference().tensor()))
                    .findFirst()
                    .flatMap(PromptTokens::read);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Tokens> read(TensorEntry entry) {
        Prompt prompt = entry.tokens().isPresent()
                ? Prompt.in(entry.file(), entry.fileName(), entry.tokens().get())
                : Prompt.beside(entry.file(), entry.fileName());
        return prompt.tokens();
    }
}
