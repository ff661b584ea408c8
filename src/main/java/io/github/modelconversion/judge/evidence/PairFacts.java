package io.github.modelconversion.judge.evidence;

/**
 * Facts about the files of two outputs.
 *
 * @param ofReference facts about the reference
 * @param ofTest facts about the test
 * @param sameFile whether both are one file on disk
 */
public record PairFacts(OutputFacts ofReference, OutputFacts ofTest, boolean sameFile) {}
