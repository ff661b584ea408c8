package io.github.modelconversion.conversion.part;

import io.github.modelconversion.result.Finding;
import java.util.List;

/** The outcome of one check. */
public interface PartResult {

    /** Returns whether the part was compared; if not, a failing finding says why. */
    boolean measured();

    /** Returns the findings. */
    List<Finding> findings();

    /** Returns the number of entries on either side. */
    int size();

    /** Returns the number of entries that are missing, different or unexpected. */
    long wrong();
}
