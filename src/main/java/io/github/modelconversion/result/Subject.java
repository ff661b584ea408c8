package io.github.modelconversion.result;

import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a comparison compares: the outputs of two models.
 *
 * @param kind what the outputs hold
 * @param dataDirectory the data directory, relative to the project; empty when the files were named outright
 * @param reference the output of the original model
 * @param test the output of the converted model
 * @param type what the converted model is stored as; empty where that is not known
 */
public record Subject(
        OutputKind kind, Optional<String> dataDirectory, Output reference, Output test, Optional<ConversionType> type) {

    /** Returns the same outputs with what is known of their files. */
    public Subject with(Output knownReference, Output knownTest) {
        return new Subject(kind, dataDirectory, knownReference, knownTest, type);
    }

    /** Returns the same outputs with other names for their data directory and files. */
    Subject renamed(UnaryOperator<Optional<String>> dataDirectories, UnaryOperator<String> files) {
        return new Subject(
                kind,
                dataDirectories.apply(dataDirectory),
                reference.inFile(files.apply(reference.file())),
                test.inFile(files.apply(test.file())),
                type);
    }

    /** Returns which tensor of several it is, as the reference calls it; empty where an output has only one without a name. */
    public Optional<String> tensor() {
        return reference.tensor().or(test::tensor);
    }

    /** Returns the number of values in a row: that of the side that has rows. */
    long width() {
        return Math.min(
                reference.shape().map(Shape::width).orElse(Long.MAX_VALUE),
                test.shape().map(Shape::width).orElse(Long.MAX_VALUE));
    }

    /** Returns the number of rows: that of the side that has rows. */
    long positions() {
        return Math.max(
                reference.shape().map(Shape::positions).orElse(1L),
                test.shape().map(Shape::positions).orElse(1L));
    }
}
