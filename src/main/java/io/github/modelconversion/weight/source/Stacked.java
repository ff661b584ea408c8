package io.github.modelconversion.weight.source;

import java.io.IOException;
import java.util.List;

/** Tensors of equal size, one after the other. */
final class Stacked implements WeightValues {

    private final List<WeightValues> members;
    private final long size;

    Stacked(List<WeightValues> members) {
        this.members = List.copyOf(members);
        this.size = members.get(0).count();
    }

    @Override
    public long count() {
        return size * members.size();
    }

    @Override
    public void read(long first, int count, float[] values, int at) throws IOException {
        int done = 0;
        while (done < count) {
            long offset = (first + done) % size;
            int now = (int) Math.min(count - done, size - offset);
            members.get((int) ((first + done) / size)).read(offset, now, values, at + done);
            done += now;
        }
    }
}
