package io.github.modelconversion.maven.known;

import io.github.modelconversion.input.file.Gzip;
import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.judge.evidence.Vocabulary;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Finds parameters that have no effect on the comparisons. One that was set for this execution only is an error; one that
 * other executions may need is a warning.
 *
 * @param given what the user set
 * @param warning receives warnings
 */
public record Ineffective(GivenParameters given, Consumer<String> warning) {

    /** Extensions of files that hold one unnamed array. */
    private static final List<String> WITHOUT_NAMES = List.of(".bin", ".npy", ".txt", KldFile.ENDING);

    /**
     * Checks the parameters that select the outputs and say how to read them, and those that set limits.
     *
     * @param notOfLogProbabilities the parameters for limits on metrics that are not measured on log-probabilities
     */
    public void check(GateRequest request, List<String> notOfLogProbabilities) throws MojoExecutionException {
        List<PairRequest> pairs = request.pairs();
        boolean ofNamedFiles = true;
        boolean logits = false;
        boolean logProbabilities = !pairs.isEmpty();
        for (PairRequest pair : pairs) {
            ofNamedFiles &= pair.dataDirectory().isEmpty();
            logits |= pair.kind() == OutputKind.LOGITS;
            logProbabilities = logProbabilities && isOfLogProbabilities(pair);
        }
        if (ofNamedFiles) {
            checkOfNamedFiles(request);
        }
        if (request.judged() != GateRequest.Judged.EACH && !request.pools()) {
            none(
                    "judge",
                    "there are not several prompts, one in each data directory. Set dataDirectories, or remove it");
        }
        if (!logits) {
            none("tokenizer", "only logits have an entry for each token. Remove it, or set kind to logits");
        }
        if (request.rules().vocabulary() == Vocabulary.COMMON && !logits) {
            none("vocabulary", "only logits have a vocabulary. Remove it, or set kind to logits");
        }
        if (request.rules().failOnStale()) {
            checkModels(request);
        }
        if (logProbabilities) {
            checkOfLogProbabilities(request);
            checkLimitsOfLogProbabilities(notOfLogProbabilities);
        }
    }

    private void checkOfNamedFiles(GateRequest request) throws MojoExecutionException {
        for (String parameter : List.of("dataDirectory", "dataDirectories")) {
            none(
                    parameter,
                    "referenceFile and testFile name the files, so no directory is searched. Remove either this or these");
        }
        boolean onePair = request.pairs().stream()
                .flatMap(pair -> Stream.of(pair.reference(), pair.test()))
                .allMatch(side -> found(side).filter(Ineffective::hasOneArray).isPresent());
        if (request.missing() == GateRequest.Missing.SKIP && onePair) {
            none("missing", "both files exist and hold one array each, so nothing can be skipped. Remove it");
        }
    }

    private static boolean hasOneArray(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return Files.isRegularFile(file) && WITHOUT_NAMES.stream().anyMatch(name::endsWith);
    }

    private void checkModels(GateRequest request) throws MojoExecutionException {
        List<Path> models = request.pairs().stream()
                .flatMap(pair -> Stream.of(pair.originalModel(), pair.convertedModel()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (models.isEmpty()) {
            none(
                    "failOnStale",
                    "it compares the ages of outputs and models, and no model is named. Set modelPath and"
                            + " convertedModel, or remove it");
        } else if (models.stream().noneMatch(Files::exists)) {
            warning.accept("Parameter 'failOnStale' has no effect: none of the models exists here,"
                    + " so their ages cannot be compared.");
        }
    }

    private static boolean isOfLogProbabilities(PairRequest pair) {
        return found(pair.reference()).filter(KldFile::isNamed).isPresent();
    }

    private static Optional<Path> found(OutputRequest side) {
        return side.candidates().stream().filter(Files::exists).findFirst();
    }

    private void checkOfLogProbabilities(GateRequest request) throws MojoExecutionException {
        for (String parameter : List.of("positions", "width")) {
            none(parameter, KldFile.ENDING + " files say themselves how many rows they have. Remove it");
        }
        if (request.rules().vocabulary() == Vocabulary.COMMON) {
            none("vocabulary", "two " + KldFile.ENDING + " files must have equal vocabularies. Remove it");
        }
        if (request.rules().failOnStale()) {
            none(
                    "failOnStale",
                    "the age of " + KldFile.ENDING + " files is not compared with that of models. Remove it");
        }
    }

    /** Checks for limits on metrics that llama-perplexity's files have no values for. */
    public void checkLimitsOfLogProbabilities(List<String> parameters) throws MojoExecutionException {
        for (String parameter : parameters) {
            none(
                    parameter,
                    KldFile.ENDING + " files hold rounded log-probabilities, of which this is not measured. Use"
                            + " maxMeanKlDivergence, maxKlDivergence or minTop1Agreement");
        }
    }

    /**
     * Warns of limits for types that no compared conversion has.
     *
     * @param parameter the parameter
     * @param types the types that have a limit
     * @param report the report on the comparisons
     */
    public void checkTypes(String parameter, Set<Quantization> types, GateReport report) {
        Set<Quantization> compared = new TreeSet<>();
        for (Comparison comparison : report.comparisons()) {
            if (comparison.type().isPresent()) {
                compared.add(comparison.type().get().quantization());
            }
        }
        boolean judged = types.isEmpty() || compared.isEmpty() || !Collections.disjoint(types, compared);
        if (!judged && given.setsForThisAlone(parameter)) {
            warning.accept("Parameter '" + parameter + "' has no effect: it has limits for " + names(types)
                    + ", and what was compared is " + names(compared) + ".");
        }
    }

    private static String names(Set<Quantization> types) {
        return types.stream().sorted().map(Quantization::name).collect(Collectors.joining(", "));
    }

    /** Reports why a parameter has no effect, if it was set. */
    public void none(String parameter, String why) throws MojoExecutionException {
        given.hasNoEffect(parameter, why, warning);
    }
}
