package io.github.modelconversion.report.json;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import io.github.modelconversion.store.InvalidFieldException;
import java.util.List;
import java.util.Optional;

/** One side of a {@link ComparisonDocument}. */
record OutputDocument(String model, String file, Optional<String> tensor, Optional<Content> content) {

    /** The contents of the file. */
    record Content(
            String format,
            List<Long> shape,
            long positions,
            long width,
            long bytes,
            String crc32c,
            Optional<String> tokensCrc32c) {

        static Content of(Output.Content content, Comparison comparison) {
            Shape shape = content.source().shape();
            // A flat file takes its rows from the file that it is compared with.
            long positions = comparison.measurement().isPresent() ? comparison.positions() : shape.positions();
            return new Content(
                    content.source().format().name(),
                    shape.dimensions(),
                    positions,
                    shape.count() / positions,
                    content.bytes(),
                    content.crc32c(),
                    content.tokensCrc32c());
        }

        Output.Content content(String file, String side) {
            Format known = Format.named(format)
                    .orElseThrow(() -> new InvalidFieldException(side + ".format", "a format that this version knows"));
            try {
                return new Output.Content(new Source(file, known, new Shape(shape)), bytes, crc32c, tokensCrc32c);
            } catch (IllegalArgumentException | ArithmeticException impossible) {
                throw new InvalidFieldException(side + ".shape", "dimensions of an array, found " + shape);
            }
        }
    }

    /** The side of the converted model. */
    record Converted(OutputDocument output, Optional<ConversionType> type, Optional<Usual> usualNmse) {

        /** The usual error of the type. */
        record Usual(UsualError.Range measured, Optional<UsualError.Range> estimated, double limit) {}

        static Converted of(Comparison comparison) {
            return new Converted(
                    OutputDocument.of(comparison.test(), comparison),
                    comparison.type(),
                    comparison.usualNmse().map(usual -> new Usual(usual.measured(), usual.estimated(), usual.limit())));
        }

        Optional<UsualError> usual() {
            return usualNmse.map(usual -> new UsualError(
                    type.orElseThrow(() -> new InvalidFieldException("test.quantization", "a text, found null"))
                            .quantization(),
                    usual.measured(),
                    usual.estimated(),
                    usual.limit()));
        }
    }

    static OutputDocument of(Output output, Comparison comparison) {
        return new OutputDocument(
                output.model(),
                output.file(),
                output.tensor(),
                output.content().isPresent()
                        ? Optional.of(Content.of(output.content().get(), comparison))
                        : Optional.empty());
    }

    Output output(String side) {
        return new Output(model, file, tensor, content.map(known -> known.content(file, side)));
    }
}
