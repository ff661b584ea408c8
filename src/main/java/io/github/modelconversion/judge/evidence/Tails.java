package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.tensor.Tail;

/**
 * The runs of one repeated value that the two sides end in.
 *
 * @param reference the reference's
 * @param test the test's
 * @param apart in the longer run, the mean of (other side − value)²; 0 where it is one value only
 */
public record Tails(Tail reference, Tail test, double apart) {}
