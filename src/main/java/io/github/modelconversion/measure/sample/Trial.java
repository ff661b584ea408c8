package io.github.modelconversion.measure.sample;

/**
 * A part or an order of one side that has as many values as the other side.
 *
 * @param what the part, with its side, such as "the test without its first row"
 * @param other the side that it was compared with, "reference" or "test"
 * @param advice where such a difference comes from and what to do, a sentence without its full stop
 */
record Trial(String what, String other, String advice) {}
