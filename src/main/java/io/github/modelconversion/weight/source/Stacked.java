package io.github.modelconversion.weight.source;

import java.io.IOException;

/** Tensors of equal size, one after the other. Holds one open at a time. */
final class Stacked implements WeightValues {

    private final int number;
    private final long size;
    private final Member members;

    private long opened = -1;
    private WeightValues member = new ArrayValues();

    /** Opens a tensor of the stack. */
    @FunctionalInterface
    interface Member {
        WeightValues open(int index) throws IOException;
    }

    /**
     * Creates the stack.
     *
     * @param number number of tensors
     * @param size number of values of each
     * @param members opens a tensor
     */
    Stacked(int number, long size, Member members) {
        this.number = number;
        this.size = size;
        this.members = members;
    }

    @Override
    public long count() {
        return size * number;
    }

    @Override
    public void read(long first, int count, float[] values, int at) throws IOException {
        int done = 0;
        while (done < count) {
            long index = (first + done) / size;
            if (index != opened) {
                member = members.open((int) index);
                opened = index;
            }
            long offset = (first + done) % size;
            int now = (int) Math.min(count - done, size - offset);
            member.read(offset, now, values, at + done);
            done += now;
        }
    }
}
