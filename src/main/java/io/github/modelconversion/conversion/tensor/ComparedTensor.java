package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.compare.Grade;
import io.github.modelconversion.weight.compare.TensorMeasurement;
import io.github.modelconversion.weight.compare.Tolerance;
import io.github.modelconversion.weight.source.ConvertedTensor;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A tensor whose values were compared.
 *
 * @param entry the tensor
 * @param converted the tensor in the GGUF file
 * @param measured the result of comparing the values
 * @param weights number of weights that were compared
 * @param grade how they compare
 */
record ComparedTensor(
        TensorEntry entry, ConvertedTensor converted, TensorMeasurement measured, long weights, Grade grade) {

    /** Returns the entry with the result. */
    TensorEntry judged() {
        boolean isFinite = Double.isFinite(measured.sums().nmse());
        TensorType type = converted.type().orElseThrow();
        TensorValues values = new TensorValues(
                Optional.of(converted.typeName()),
                isFinite ? OptionalDouble.of(measured.sums().nmse()) : OptionalDouble.empty(),
                isFinite ? OptionalDouble.of(measured.sums().slope()) : OptionalDouble.empty(),
                converted
                        .usualError()
                        .map(usual -> OptionalDouble.of(usual.nmse()))
                        .orElse(OptionalDouble.empty()),
                Tolerance.of(type, converted.imatrix()).nmseLimit(),
                OptionalLong.of(weights),
                Optional.empty());
        return entry.with(
                values,
                switch (grade) {
                    case USUAL, LOST -> TensorEntry.Verdict.AGREES;
                    case UNUSUAL -> TensorEntry.Verdict.ROUNDED_COARSELY;
                    case DIFFERS, NON_FINITE -> TensorEntry.Verdict.WEIGHTS_DIFFER;
                });
    }
}
