package io.github.modelconversion.judge.evidence;

/**
 * How strict some findings are.
 *
 * @param vocabulary what to do with rows that are longer on one side
 * @param failOnStale whether an output that is older than its model fails
 */
public record Strictness(Vocabulary vocabulary, boolean failOnStale) {

    /** The settings used if nothing is set. */
    public static final Strictness DEFAULT = new Strictness(Vocabulary.STRICT, false);
}
