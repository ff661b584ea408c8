package io.github.modelconversion.measure;

/** Is told how far a comparison is; called often, by one thread at a time. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /**
     * Takes note.
     *
     * @param done how many bytes of both files together have been compared
     * @param total how many bytes both files have together
     */
    void at(long done, long total);
}
