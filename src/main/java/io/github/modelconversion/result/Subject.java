package io.github.modelconversion.result;

import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The outputs of two models to compare.
 *
 * @param kind the kind of the outputs
 * @param dataDirectory the data directory, relative to the project; empty if the files were set explicitly
 * @param reference the output of the original model
 * @param test the output of the converted model
 * @param type the storage type of the converted model; empty if unknown
 */
public record Subject(
        OutputKind kind, Optional<String> dataDirectory, Output reference, Output test, Optional<ConversionType> type) {

    /** Returns this subject with the contents of its files filled in. */
    public Subject with(Output knownReference, Output knownTest) {
        return new Subject(kind, dataDirectory, knownReference, knownTest, type);
    }

    /** Returns this subject with other names for its data directory and files. */
    Subject renamed(UnaryOperator<Optional<String>> dataDirectories, UnaryOperator<String> files) {
        return new Subject(
                kind,
                dataDirectories.apply(dataDirectory),
                reference.inFile(files.apply(reference.file())),
                test.inFile(files.apply(test.file())),
                type);
    }

    /** Returns the tensor's name in the reference; empty if the outputs have a single unnamed tensor. */
    public Optional<String> tensor() {
        return reference.tensor().isPresent() ? reference.tensor() : test.tensor();
    }

    /** Returns the number of values per row, taken from the side that has rows. */
    public long width() {
        return Math.min(
                reference.shape().map(Shape::width).orElse(Long.MAX_VALUE),
                test.shape().map(Shape::width).orElse(Long.MAX_VALUE));
    }

    /** Returns the number of rows, taken from the side that has rows. */
    long positions() {
        return Math.max(
                reference.shape().map(Shape::positions).orElse(1L),
                test.shape().map(Shape::positions).orElse(1L));
    }
}
