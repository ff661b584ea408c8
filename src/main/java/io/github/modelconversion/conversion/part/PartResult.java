package io.github.modelconversion.conversion.part;

import io.github.modelconversion.result.Finding;
import java.util.List;

/** The outcome of one check. */
public interface PartResult {

    /** Returns whether the part was compared; where it was not, a finding that fails says why. */
    boolean measured();

    /** Returns what was found. */
    List<Finding> findings();

    /** Returns how many entries there are on either side. */
    int size();

    /** Returns how many entries are missing, differ or should not be there. */
    long wrong();
}
