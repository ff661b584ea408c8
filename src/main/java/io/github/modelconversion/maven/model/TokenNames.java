package io.github.modelconversion.maven.model;

import io.github.modelconversion.conversion.vocabulary.TokenTexts;
import io.github.modelconversion.input.file.FileFailure;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.result.row.RowFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Adds the texts of tokens, and those of the prompt, to a report on logits, where a vocabulary is at hand: in the
 * configured file, the converted model's GGUF file, or the original's folder. Each vocabulary is read once, for all tokens that the report shows. One that cannot
 * be used changes no verdict.
 */
public final class TokenNames {

    private final GateRequest request;
    private final Optional<Path> tokenizer;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Map<Path, Optional<TokenTexts>> known = new HashMap<>();
    private final Map<Path, Set<Long>> needed = new HashMap<>();
    private final IdentityHashMap<Comparison, List<Long>> prompts = new IdentityHashMap<>();

    private TokenNames(GateRequest request, Optional<Path> tokenizer) {
        this.request = request;
        this.tokenizer = tokenizer;
    }

    /** Returns the configured file or folder; empty if none is configured. */
    public static Optional<Path> vocabulary(Setting setting, Path base) throws MojoExecutionException {
        Optional<Path> path = setting.path(base);
        if (path.isPresent() && !TokenTexts.isAt(path.get())) {
            throw setting.invalid(
                    "a GGUF file, tokenizer.json, tokenizer.model, or a folder with one of the latter, that exists");
        }
        return path;
    }

    /**
     * Returns a report with the texts of its tokens. One that passes without doubt shows them only if a vocabulary is
     * configured: reading that of a large model may take longer than the check.
     *
     * @param tokenizer the file or folder with the vocabulary; empty if none is configured
     * @param log receives the reason if texts are not shown although there is a vocabulary
     */
    public static GateReport show(
            GateReport report, GateRequest request, Optional<Path> tokenizer, Consumer<String> log) {
        boolean plain = report.verdict() == Verdict.PASS && report.doubtful() == 0;
        if (plain && tokenizer.isEmpty()) {
            return report;
        }
        TokenNames names = new TokenNames(request, tokenizer);
        report.comparisons().forEach(names::need);
        if (names.needed.isEmpty()) {
            return report;
        }
        List<Comparison> named = report.comparisons().stream().map(names::named).toList();
        names.problems.forEach(problem -> log.accept("Token texts not shown: " + problem));
        return new GateReport(named, report.models(), report.skipped(), report.findings());
    }

    /** Notes the tokens of a comparison. */
    private void need(Comparison comparison) {
        Optional<Path> source = source(comparison);
        if (source.isPresent()) {
            Set<Long> tokens = needed.computeIfAbsent(source.get(), file -> new TreeSet<>());
            tokens.addAll(tokens(comparison));
            List<Long> prompt = PromptTokens.of(comparison, request);
            prompts.put(comparison, prompt);
            tokens.addAll(prompt);
        }
    }

    /** Returns where the vocabulary of a comparison is; empty if its entries are not tokens. */
    private Optional<Path> source(Comparison comparison) {
        return comparison.kind() == OutputKind.LOGITS
                ? tokenizer.or(() -> request.pairs().stream()
                        .filter(pair -> pair.reference()
                                        .model()
                                        .equals(comparison.reference().model())
                                && pair.test().model().equals(comparison.test().model()))
                        .findFirst()
                        .flatMap(TokenNames::ofModels))
                : Optional.empty();
    }

    private static Optional<Path> ofModels(PairRequest pair) {
        return Stream.of(pair.convertedModel(), pair.originalModel())
                .flatMap(Optional::stream)
                .filter(TokenTexts::isAt)
                .findFirst();
    }

    /** Returns the indices of the tokens that a report on a comparison shows. */
    private static Set<Long> tokens(Comparison comparison) {
        Set<Long> tokens = new TreeSet<>();
        for (Finding finding : comparison.findings()) {
            tokens.addAll(finding.tokens());
        }
        if (comparison.measurement().isPresent()) {
            Measurement measurement = comparison.measurement().get();
            measurement.largestError().ifPresent(largest -> tokens.add(largest.index() % comparison.width()));
            for (RowFigure row : measurement.rows().worst()) {
                row.tokens().ifPresent(top -> tokens.addAll(Set.copyOf(List.of(top.referenceTop1(), top.testTop1()))));
            }
            measurement
                    .plots()
                    .ofRows()
                    .top()
                    .ifPresent(row ->
                            row.entries().stream().map(RankedEntry::index).forEach(tokens::add));
        }
        return tokens;
    }

    private Comparison named(Comparison comparison) {
        Optional<Path> source = source(comparison);
        if (source.isEmpty()) {
            return comparison;
        }
        Optional<TokenTexts> vocabulary = known.computeIfAbsent(source.get(), this::read);
        return vocabulary.isPresent() && fits(vocabulary.get(), comparison, source.get())
                ? comparison
                        .named(vocabulary.get().texts())
                        .withPrompt(texts(
                                prompts.getOrDefault(comparison, List.of()),
                                vocabulary.get().texts()))
                : comparison;
    }

    /** Returns the texts of tokens; an unknown one is shown as its number. */
    private static List<String> texts(List<Long> tokens, Map<Long, String> texts) {
        return tokens.stream()
                .map(token -> texts.getOrDefault(token, "#" + token))
                .toList();
    }

    private Optional<TokenTexts> read(Path source) {
        try {
            return Optional.of(TokenTexts.read(source, request.nameOf(source), needed.getOrDefault(source, Set.of())));
        } catch (IOException unusable) {
            problems.add(problem(request.nameOf(source), FileFailure.reason(unusable)));
        } catch (RuntimeException unusable) {
            problems.add(problem(request.nameOf(source), String.valueOf(unusable.getMessage())));
        }
        return Optional.empty();
    }

    private static String problem(String name, String reason) {
        return reason.startsWith(name) ? reason : name + ": " + reason;
    }

    /** A row of one side may be longer, if the other lacks the padding of the vocabulary. */
    private boolean fits(TokenTexts vocabulary, Comparison comparison, Path source) {
        List<Long> widths = Stream.of(comparison.reference(), comparison.test())
                .flatMap(side -> side.shape().stream())
                .map(Shape::width)
                .toList();
        if (widths.isEmpty() || widths.stream().anyMatch(vocabulary::fits)) {
            return true;
        }
        problems.add(request.nameOf(source) + " has " + vocabulary.size() + " tokens, rows have " + comparison.width()
                + " values");
        return false;
    }
}
