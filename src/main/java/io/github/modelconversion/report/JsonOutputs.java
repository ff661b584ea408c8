package io.github.modelconversion.report;

import io.github.modelconversion.diagnosis.UsualError;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.Output;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes the two sides of a comparison, its {@code reference} and its {@code test}. */
final class JsonOutputs {

    private final SameJson json;

    JsonOutputs(SameJson json) {
        this.json = json;
    }

    void write(Comparison comparison) throws IOException {
        json.name("reference").beginObject();
        write(comparison.reference(), comparison);
        json.endObject();
        json.name("test").beginObject();
        write(comparison.test(), comparison);
        json.name("quantization")
                .value(comparison.type().map(type -> type.quantization().name()).orElse(null));
        json.name("quantizationOrigin")
                .value(comparison.type().map(type -> type.origin().name()).orElse(null));
        json.name("usualNmse");
        writeUsual(comparison.usualNmse());
        json.endObject();
    }

    private void write(Output output, Comparison comparison) throws IOException {
        Optional<Source> source = output.content().map(Output.Content::source);
        // A flat file has the rows of the file that it is compared with.
        Optional<Long> width = source.map(known -> comparison.measurement().isPresent()
                ? known.shape().count() / comparison.positions()
                : known.shape().width());
        json.name("model").value(output.model());
        json.name("file").value(output.file());
        json.name("tensor").value(output.tensor().orElse(null));
        json.name("format").value(source.map(known -> known.format().name()).orElse(null));
        json.name("shape");
        json.line(source.map(Source::shape).map(Shape::dimensions).orElse(List.of()));
        json.name("positions")
                .value(source.flatMap(known -> width.map(values -> known.shape().count() / values))
                        .orElse(null));
        json.name("width").value(width.orElse(null));
        json.name("bytes").value(output.content().map(Output.Content::bytes).orElse(null));
        json.name("crc32c").value(output.content().map(Output.Content::crc32c).orElse(null));
        json.name("tokensCrc32c")
                .value(output.content().flatMap(Output.Content::tokensCrc32c).orElse(null));
    }

    private void writeUsual(Optional<UsualError> usual) throws IOException {
        if (usual.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("measured");
        write(usual.get().measured());
        json.name("estimated");
        if (usual.get().estimated().isPresent()) {
            write(usual.get().estimated().get());
        } else {
            json.nullValue();
        }
        json.name("limit").value(usual.get().limit());
        json.endObject();
    }

    private void write(UsualError.Range range) throws IOException {
        json.beginObject();
        json.name("smallest").value(range.smallest());
        json.name("largest").value(range.largest());
        json.endObject();
    }
}
