package io.github.modelconversion.weight.type;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Levels;
import java.util.Arrays;
import java.util.Objects;

/** Decodes blocks of codes that are scaled in groups. */
final class BlockDecoder implements WeightDecoder {

    private final TensorType type;
    private final BlockLayout layout;
    private final int groups;

    BlockDecoder(TensorType type, BlockLayout layout) {
        this.type = type;
        this.layout = layout;
        this.groups = type.blockValues() / layout.groupWeights();
    }

    @Override
    public int blockWeights() {
        return type.blockValues();
    }

    @Override
    public int blockBytes() {
        return type.blockBytes();
    }

    @Override
    public void decode(byte[] source, int offset, int blocks, float[] values, int at) {
        check(source, offset, blocks, values, at);
        float[] scales = new float[groups];
        float[] minimums = new float[groups];
        float[] codes = new float[blockWeights()];
        for (int block = 0; block < blocks; block++) {
            int from = offset + block * blockBytes();
            layout.scales(source, from, scales, minimums);
            layout.codes(source, from, codes);
            scale(codes, scales, minimums, values, at + block * blockWeights());
        }
    }

    private void scale(float[] codes, float[] scales, float[] minimums, float[] values, int at) {
        int size = layout.groupWeights();
        for (int group = 0, first = 0; group < groups; group++, first += size) {
            float scale = scales[group];
            float minimum = minimums[group];
            for (int i = 0; i < size; i++) {
                values[at + first + i] = scale * codes[first + i] - minimum;
            }
        }
    }

    @Override
    public void steps(byte[] source, int offset, int blocks, float[] steps, int at) {
        check(source, offset, blocks, steps, at);
        float[] scales = new float[groups];
        float[] minimums = new float[groups];
        float[] codes = new float[blockWeights()];
        Levels levels = layout.levels();
        for (int block = 0; block < blocks; block++) {
            int from = offset + block * blockBytes();
            layout.scales(source, from, scales, minimums);
            fill(scales, steps, at + block * blockWeights());
            if (!levels.areEven()) {
                layout.codes(source, from, codes);
                levels.multiply(codes, steps, at + block * blockWeights());
            }
        }
    }

    private void fill(float[] scales, float[] steps, int at) {
        int size = layout.groupWeights();
        for (int group = 0, first = at; group < groups; group++, first += size) {
            Arrays.fill(steps, first, first + size, Math.abs(scales[group]));
        }
    }

    private void check(byte[] source, int offset, int blocks, float[] values, int at) {
        Objects.checkFromIndexSize(offset, (long) blocks * blockBytes(), source.length);
        Objects.checkFromIndexSize(at, (long) blocks * blockWeights(), values.length);
    }
}
