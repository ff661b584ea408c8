package io.github.modelconversion.weight.type.quantize;

import io.github.modelconversion.result.output.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Quantizes weights as llama-quantize does without an importance matrix. */
public final class Quantizers {

    private Quantizers() {}

    /** Quantizes the weights of one block. */
    @FunctionalInterface
    interface Quantizer {

        /**
         * Appends one block.
         *
         * @param weights a whole block
         */
        void append(float[] weights, ByteBuffer block);
    }

    /**
     * Quantizes rows.
     *
     * @param rows the weights; their number is a multiple of the type's block size
     * @return the blocks
     * @throws IllegalArgumentException if the type has no quantizer, or a partial block is left over
     */
    public static byte[] quantize(TensorType type, float[] rows) {
        int size = type.blockValues();
        if (rows.length % size != 0) {
            throw new IllegalArgumentException(rows.length + " weights are not whole blocks of " + type);
        }
        Quantizer quantizer = quantizer(type);
        ByteBuffer blocks =
                ByteBuffer.allocate(rows.length / size * type.blockBytes()).order(ByteOrder.LITTLE_ENDIAN);
        float[] block = new float[size];
        for (int at = 0; at < rows.length; at += size) {
            System.arraycopy(rows, at, block, 0, size);
            quantizer.append(block, blocks);
        }
        return blocks.array();
    }

    private static Quantizer quantizer(TensorType type) {
        return switch (type) {
            case F32 -> (weights, block) -> block.putFloat(weights[0]);
            case F16 -> (weights, block) -> block.putShort(Numbers.half(weights[0]));
            case BF16 -> (weights, block) -> block.putShort(Numbers.bfloat16(weights[0]));
            case Q8_0 -> SmallBlocks::q8;
            case Q4_0 -> (weights, block) -> SmallBlocks.symmetric(weights, 4, block);
            case Q5_0 -> (weights, block) -> SmallBlocks.symmetric(weights, 5, block);
            case Q4_1 -> (weights, block) -> SmallBlocks.offset(weights, 4, block);
            case Q5_1 -> (weights, block) -> SmallBlocks.offset(weights, 5, block);
            case Q2_K -> KBlocks::q2;
            case Q3_K -> SymmetricKBlocks::q3;
            case Q4_K -> (weights, block) -> KBlocks.q4(weights, false, block);
            case Q5_K -> (weights, block) -> KBlocks.q4(weights, true, block);
            case Q6_K -> SymmetricKBlocks::q6;
            case IQ4_NL -> CodebookBlocks::nonLinear;
            case IQ4_XS -> CodebookBlocks::nonLinearGroups;
            case MXFP4 -> CodebookBlocks::fourBitFloats;
            case TQ1_0 -> TernaryBlocks::packed;
            case TQ2_0 -> TernaryBlocks::pairs;
            default -> throw new IllegalArgumentException("no quantizer for " + type);
        };
    }
}
