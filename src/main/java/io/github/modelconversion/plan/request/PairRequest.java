package io.github.modelconversion.plan.request;

import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One requested comparison.
 *
 * @param dataDirectory the directory to search for both outputs; empty if the files were set explicitly
 * @param reference the output of the original model
 * @param test the output of the converted model
 * @param originalModel possible location of the original model; empty if not configured
 * @param convertedModel possible location of the converted model; empty if not configured
 * @param reading how to read both outputs
 */
public record PairRequest(
        Optional<Path> dataDirectory,
        OutputRequest reference,
        OutputRequest test,
        Optional<Path> originalModel,
        Optional<Path> convertedModel,
        Reading reading) {

    /** Creates a comparison of all tensors. */
    public PairRequest(
            Optional<Path> dataDirectory,
            OutputRequest reference,
            OutputRequest test,
            Optional<Path> originalModel,
            Optional<Path> convertedModel,
            OutputKind kind,
            Layout layout) {
        this(
                dataDirectory,
                reference,
                test,
                originalModel,
                convertedModel,
                new Reading(kind, layout, TensorSelection.ALL));
    }

    public OutputKind kind() {
        return reading.kind();
    }

    public Layout layout() {
        return reading.layout();
    }

    public TensorSelection tensors() {
        return reading.tensors();
    }

    /** Returns this comparison for another output kind. */
    public PairRequest of(OutputKind other) {
        return new PairRequest(
                dataDirectory, reference, test, originalModel, convertedModel, new Reading(other, layout(), tensors()));
    }

    /** Returns the request for a side. */
    public OutputRequest output(Side side) {
        return side == Side.REFERENCE ? reference : test;
    }

    /** Returns a phrase that names the sides whose file does not exist; the empty text if both exist. */
    public String missing(Function<Path, String> names) {
        List<String> missing = Stream.of(reference, test)
                .filter(OutputRequest::isMissing)
                .map(side -> names.apply(side.candidates().get(0)))
                .toList();
        return missing.isEmpty()
                ? ""
                : String.join(", ", missing) + (missing.size() == 1 ? " does" : " do") + " not exist";
    }

    /**
     * Returns what is skipped of this comparison.
     *
     * @param tensor the tensor; empty for the whole output
     * @param names returns the name of a file for messages
     */
    public Skipped skipped(Optional<String> tensor, String reason, Function<Path, String> names) {
        return new Skipped(dataDirectory.map(names), reference.model(), test.model(), tensor, reason);
    }

    /** Returns the possible location of a side's model. */
    public Optional<Path> model(Side side) {
        return side == Side.REFERENCE ? originalModel : convertedModel;
    }

    /** Returns whether either side is a llama-perplexity logit file. */
    public boolean ofRuns() {
        return isRun(reference) || isRun(test);
    }

    private static boolean isRun(OutputRequest output) {
        Optional<Path> file = output.found();
        return file.isPresent() && KldFile.isNamed(file.get());
    }
}
