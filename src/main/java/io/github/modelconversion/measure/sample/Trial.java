package io.github.modelconversion.measure.sample;

/**
 * A part or an order of one side that has the size of the other side.
 *
 * @param what the part including its side, such as "the test without its first row"
 * @param other the side it was compared with, "reference" or "test"
 * @param advice the likely origin of the difference and what to do; a sentence without its full stop
 */
record Trial(String what, String other, String advice) {}
