package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.UsualError;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;
import io.github.modelconversion.weight.type.quantize.Quantizers;

/** Types to which weights are rounded. */
enum Rounding {
    F32(TensorType.F32),
    F16(TensorType.F16),
    Q8_0(TensorType.Q8_0),
    Q5_0(TensorType.Q5_0),
    Q4_0(TensorType.Q4_0),
    Q4_K(TensorType.Q4_K),
    Q3_K(TensorType.Q3_K),
    Q2_K(TensorType.Q2_K);

    private final TensorType type;

    Rounding(TensorType type) {
        this.type = type;
    }

    TensorType type() {
        return type;
    }

    WeightDecoder decoder() {
        return WeightTypes.of(type).orElseThrow();
    }

    /** Returns the largest NMSE of a correct tensor. */
    double limit(boolean imatrix) {
        return UsualError.of(type, imatrix).map(UsualError::failureNmse).orElse(0.0);
    }

    byte[] blocks(float... values) {
        return Quantizers.quantize(type, values);
    }

    float[] values(byte... blocks) {
        int count = blocks.length / decoder().blockBytes();
        float[] values = new float[count * decoder().blockWeights()];
        decoder().decode(blocks, 0, count, values, 0);
        return values;
    }

    float[] round(float... values) {
        return values(blocks(values));
    }
}
