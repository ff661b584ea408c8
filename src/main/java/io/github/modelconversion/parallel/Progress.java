package io.github.modelconversion.parallel;

/** Receives the progress of a comparison; called often, by one thread at a time. */
@FunctionalInterface
public interface Progress {

    /** Ignores the progress. */
    Progress NONE = (done, total) -> {};

    /**
     * Reports the progress.
     *
     * @param done number of bytes of both files compared so far
     * @param total total number of bytes of both files
     */
    void at(long done, long total);
}
