package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.logits.UnusableInputException;
import java.util.function.Function;
import java.util.function.Supplier;

/** What becomes of a pair where the heap is too small: only the figures of its rows grow with the files. */
final class OutOfMemory {

    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    private OutOfMemory() {}

    /** Returns what work comes to; without the memory for it, what is made of the finding that says so. */
    static <T> T orElse(PlannedPair planned, GateRequest request, Supplier<T> work, Function<Finding, T> otherwise) {
        try {
            return work.get();
        } catch (OutOfMemoryError full) {
            return otherwise.apply(OpenedOutput.unusable(new UnusableInputException(
                    planned.output(Side.REFERENCE, request).file() + " or "
                            + planned.output(Side.TEST, request).file(),
                    "expected memory for the figures of all rows, found too little: the heap has "
                            + Runtime.getRuntime().maxMemory() / BYTES_PER_MEGABYTE + " MB",
                    "Set width to the number of values in a row if rows are longer than they were taken for, or give"
                            + " Maven more memory, such as MAVEN_OPTS=-Xmx4g")));
        }
    }
}
