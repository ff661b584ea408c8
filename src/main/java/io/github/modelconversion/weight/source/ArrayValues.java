package io.github.modelconversion.weight.source;

/** Values that are computed rather than read. */
public final class ArrayValues implements WeightValues {

    private final float[] all;

    /** Copies the values. */
    public ArrayValues(float... values) {
        this.all = values.clone();
    }

    @Override
    public long count() {
        return all.length;
    }

    @Override
    public void read(long first, int count, float[] values, int at) {
        System.arraycopy(all, (int) first, values, at, count);
    }
}
