package io.github.modelconversion.plan;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Detects an element type that was configured although the files state a different one.
 *
 * @param pairs all comparisons, since the type may be meant for another one
 */
public record UnusedElementType(List<PairRequest> pairs) {

    /** Returns why two outputs are not compared; empty if the type applies, is the default, or is what the files state. */
    public Optional<Finding> of(PairRequest pair, Source reference, Source test) {
        boolean contradicted = contradicts(pair.reference(), reference) || contradicts(pair.test(), test);
        boolean unused = contradicted
                && pairs.stream()
                        .flatMap(other -> Stream.of(other.reference(), other.test()))
                        .map(OutputRequest::found)
                        .flatMap(Optional::stream)
                        .noneMatch(UnusedElementType::mayHaveNoType);
        return unused
                ? Optional.of(Finding.unusable(new UnusableInputException(
                        reference.file() + " and " + test.file(),
                        "expected a file without a type of its own (.bin) on one side, since elementType is "
                                + words(pair) + ", found " + reference.format().elementType() + " and "
                                + test.format().elementType()
                                + ", as the files say themselves",
                        "Leave elementType out")))
                : Optional.empty();
    }

    private static boolean contradicts(OutputRequest request, Source source) {
        ElementType asked = request.elementType();
        return asked != ElementType.FLOAT32
                && !asked.words().equals(source.format().elementType());
    }

    private static boolean mayHaveNoType(Path file) {
        return Files.isDirectory(file)
                || Container.of(file).filter(Container.RAW::equals).isPresent();
    }

    private static String words(PairRequest pair) {
        return String.join(
                ",",
                List.of(pair.reference().elementType(), pair.test().elementType()).stream()
                        .map(ElementType::abbreviation)
                        .distinct()
                        .toList());
    }
}
