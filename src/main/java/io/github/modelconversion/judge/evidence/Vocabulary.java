package io.github.modelconversion.judge.evidence;

/** What to do with rows that are longer on one side. */
public enum Vocabulary {
    /** They fail. */
    STRICT,
    /** The entries of both sides are judged. */
    COMMON
}
