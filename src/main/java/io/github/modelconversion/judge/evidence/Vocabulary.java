package io.github.modelconversion.judge.evidence;

/** What to do with rows that are longer on one side. */
public enum Vocabulary {
    /** They fail. */
    STRICT,
    /** What both sides have is judged. */
    COMMON
}
