package io.github.modelconversion.diagnosis;

/** What to do with rows that are longer on one side. */
public enum Vocabulary {
    /** They fail. */
    STRICT,
    /** What both sides have is judged. */
    COMMON
}
