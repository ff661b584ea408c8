package io.github.modelconversion.weight.type.superblock;

import io.github.modelconversion.weight.type.block.BlockLayout;
import io.github.modelconversion.weight.type.block.Half;

/** TQ2_0: 64 bytes of {@link BitPairs} with the codes −1 to 1 (and 2, which nothing writes), a binary16 scale. */
public final class Ternary implements BlockLayout {

    @Override
    public int groupWeights() {
        return 256;
    }

    @Override
    public void scales(byte[] source, int offset, float[] scales, float[] minimums) {
        scales[0] = Half.at(source, offset + BitPairs.BYTES);
    }

    @Override
    public void codes(byte[] source, int offset, float[] codes) {
        BitPairs.decode(source, offset, 1, codes);
    }
}
