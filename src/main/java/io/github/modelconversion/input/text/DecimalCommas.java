package io.github.modelconversion.input.text;

/** Tells numbers with a decimal comma from rows of two whole numbers: {@code 0,0625} is probably one number. */
final class DecimalCommas {

    /** Number of decimals that a value rarely falls short of. */
    private static final int MANY_DIGITS = 3;

    private boolean onlyDigits = true;
    private boolean manyDigits;

    /** Records a number of a row. */
    void see(long column, TextBuffer text, int from, int to) {
        if (!onlyDigits) {
            return;
        }
        boolean signed = column == 0 && from < to && (text.at(from) == '-' || text.at(from) == '+');
        for (int i = signed ? from + 1 : from; i < to; i++) {
            onlyDigits &= text.at(i) >= '0' && text.at(i) <= '9';
        }
        manyDigits |= column > 0 && to - from >= MANY_DIGITS;
    }

    /** Returns whether rows of two numbers are probably one number each. */
    boolean areLikely() {
        return onlyDigits && manyDigits;
    }
}
