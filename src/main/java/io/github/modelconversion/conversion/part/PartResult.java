package io.github.modelconversion.conversion.part;

import io.github.modelconversion.result.Finding;
import java.util.List;

/** The outcome of one check. */
public interface PartResult {

    /** Returns whether the part was compared; if not, a failing finding says why. */
    boolean measured();

    /** Returns the findings. */
    List<Finding> findings();

    /** Returns what was compared, on either side. */
    List<? extends Entry> entries();

    /** Returns the number of entries. */
    default int size() {
        return entries().size();
    }

    /** Returns the number of entries that are missing, different or unexpected. */
    default long wrong() {
        return entries().stream().filter(Entry::isWrong).count();
    }

    /** One thing that was compared. */
    interface Entry {

        /** Returns whether the GGUF file is wrong about it. */
        boolean isWrong();
    }
}
