package io.github.modelconversion.plan.request;

import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One comparison that is to be made.
 *
 * @param dataDirectory the directory that both outputs are looked for in; empty when the files were named outright
 * @param reference the output of the original model
 * @param test the output of the converted model
 * @param originalModel where the original model may lie; empty where nobody said it
 * @param convertedModel where the converted model may lie; empty where nobody said it
 * @param kind what the outputs hold
 * @param layout how files without dimensions are cut into rows
 * @param tensors which tensors are compared
 */
public record PairRequest(
        Optional<Path> dataDirectory,
        OutputRequest reference,
        OutputRequest test,
        Optional<Path> originalModel,
        Optional<Path> convertedModel,
        OutputKind kind,
        Layout layout,
        TensorSelection tensors) {

    /** Creates a comparison of all tensors. */
    public PairRequest(
            Optional<Path> dataDirectory,
            OutputRequest reference,
            OutputRequest test,
            Optional<Path> originalModel,
            Optional<Path> convertedModel,
            OutputKind kind,
            Layout layout) {
        this(dataDirectory, reference, test, originalModel, convertedModel, kind, layout, TensorSelection.ALL);
    }

    /** Returns this comparison of outputs that hold something else. */
    public PairRequest of(OutputKind other) {
        return new PairRequest(dataDirectory, reference, test, originalModel, convertedModel, other, layout, tensors);
    }

    /** Returns the request for a side. */
    public OutputRequest output(Side side) {
        return side == Side.REFERENCE ? reference : test;
    }

    /** Returns the sides of which no file exists, in words. */
    public Optional<String> missing(Function<Path, String> names) {
        List<String> missing = Stream.of(reference, test)
                .filter(OutputRequest::isMissing)
                .map(side -> names.apply(side.candidates().get(0)))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", missing) + (missing.size() == 1 ? " does" : " do") + " not exist");
    }

    /** Returns where the model of a side may lie. */
    public Optional<Path> model(Side side) {
        return side == Side.REFERENCE ? originalModel : convertedModel;
    }

    /** Returns whether a side is a logit file of llama-perplexity. */
    public boolean ofRuns() {
        return reference.found().filter(KldFile::isNamed).isPresent()
                || test.found().filter(KldFile::isNamed).isPresent();
    }
}
