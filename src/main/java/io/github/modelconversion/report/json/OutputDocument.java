package io.github.modelconversion.report.json;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.Quantization;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import io.github.modelconversion.store.InvalidFieldException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One side of a {@link ComparisonDocument}. */
record OutputDocument(
        String model,
        String file,
        Optional<String> tensor,
        Optional<String> format,
        List<Long> shape,
        OptionalLong positions,
        OptionalLong width,
        OptionalLong bytes,
        Optional<String> crc32c,
        Optional<String> tokensCrc32c) {

    /** The side of the converted model. */
    record Converted(
            OutputDocument output,
            Optional<Quantization> quantization,
            Optional<ConversionType.Origin> quantizationOrigin,
            Optional<Usual> usualNmse) {

        /** The usual error of the type. */
        record Usual(UsualError.Range measured, Optional<UsualError.Range> estimated, double limit) {}

        static Converted of(Comparison comparison) {
            return new Converted(
                    OutputDocument.of(comparison.test(), comparison),
                    comparison.type().map(ConversionType::quantization),
                    comparison.type().map(ConversionType::origin),
                    comparison.usualNmse().map(usual -> new Usual(usual.measured(), usual.estimated(), usual.limit())));
        }

        Optional<ConversionType> type() {
            return quantization.map(
                    known -> new ConversionType(known, found("test.quantizationOrigin", quantizationOrigin)));
        }

        Optional<UsualError> usual() {
            return usualNmse.map(usual -> new UsualError(
                    found("test.quantization", quantization), usual.measured(), usual.estimated(), usual.limit()));
        }
    }

    static OutputDocument of(Output output, Comparison comparison) {
        if (output.content().isEmpty()) {
            return new OutputDocument(
                    output.model(),
                    output.file(),
                    output.tensor(),
                    Optional.empty(),
                    List.of(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        Output.Content content = output.content().get();
        Shape shape = content.source().shape();
        // A flat file takes its rows from the file that it is compared with.
        long positions = comparison.measurement().isPresent() ? comparison.positions() : shape.positions();
        return new OutputDocument(
                output.model(),
                output.file(),
                output.tensor(),
                Optional.of(content.source().format().name()),
                shape.dimensions(),
                OptionalLong.of(positions),
                OptionalLong.of(shape.count() / positions),
                OptionalLong.of(content.bytes()),
                Optional.of(content.crc32c()),
                content.tokensCrc32c());
    }

    Output output(String side) {
        return new Output(model, file, tensor, format.map(name -> content(name, side + ".")));
    }

    private Output.Content content(String name, String place) {
        Format known = found(place + "format", Format.named(name), "a format that this version knows");
        if (bytes.isEmpty()) {
            throw new InvalidFieldException(place + "bytes", "a number, found null");
        }
        return new Output.Content(
                new Source(file, known, shapeOfFile(place)),
                bytes.getAsLong(),
                found(place + "crc32c", crc32c),
                tokensCrc32c);
    }

    private Shape shapeOfFile(String place) {
        try {
            return new Shape(shape);
        } catch (IllegalArgumentException | ArithmeticException impossible) {
            throw new InvalidFieldException(place + "shape", "dimensions of an array, found " + shape);
        }
    }

    private static <T> T found(String field, Optional<T> value) {
        return found(field, value, "a text, found null");
    }

    private static <T> T found(String field, Optional<T> value, String expected) {
        return value.orElseThrow(() -> new InvalidFieldException(field, expected));
    }
}
