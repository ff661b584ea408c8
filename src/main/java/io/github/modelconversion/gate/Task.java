package io.github.modelconversion.gate;

import io.github.modelconversion.gate.rows.ComparableRows;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Subject;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A comparison to make.
 *
 * @param names the names of its files, for messages
 * @param bytes the approximate size of its values
 * @param subject returns what is compared, without the files' contents
 * @param scope the figures that it has if it cannot be opened
 * @param opener opens the files
 */
record Task(String names, long bytes, Supplier<Subject> subject, Scope scope, Supplier<Opened> opener) {

    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    /** Returns whether it is too small for more than one thread. */
    boolean isSmall() {
        return bytes < ComparableRows.PARALLEL_FROM * 2 * Float.BYTES;
    }

    /** Opens and measures the files. Whatever happens, the result names them. */
    <T> T measure(Threads threads, Progress told, Function<Measured, T> then) {
        try (Opened opened = opener.get()) {
            return then.apply(opened.measure(threads, told));
        } catch (OutOfMemoryError full) {
            return then.apply(notMeasured(tooLittleMemory()));
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException defect) {
            return then.apply(notMeasured(defect(defect)));
        }
    }

    private Measured notMeasured(Finding reason) {
        return new NotMeasured(subject.get(), scope, List.of(reason));
    }

    private Finding defect(RuntimeException thrown) {
        return Finding.unusable(UnusableInputException.ofDefect(names, thrown));
    }

    /** Only the per-row figures grow with the file size. */
    private Finding tooLittleMemory() {
        return Finding.unusable(new UnusableInputException(
                names,
                "expected memory for the figures of all rows, found too little: the heap has "
                        + Runtime.getRuntime().maxMemory() / BYTES_PER_MEGABYTE + " MB",
                "Set width to the number of values in a row if rows are longer than assumed, or give"
                        + " Maven more memory, such as MAVEN_OPTS=-Xmx4g"));
    }
}
