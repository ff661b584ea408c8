package io.github.modelconversion.gate;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two outputs that cannot be compared.
 *
 * @param subject the outputs
 * @param scope the figures they would have had
 * @param usable the side that could still be opened, whose contents the report shows
 * @param problems why they cannot be compared
 */
record Unusable(Subject subject, Scope scope, Optional<OpenedOutput> usable, List<Finding> problems) implements Opened {

    /** Returns a pair of which neither side was opened. */
    static Unusable of(Subject subject, Scope scope, List<Finding> problems) {
        return new Unusable(subject, scope, Optional.empty(), problems);
    }

    @Override
    public Measured measure(Threads threads, Progress told) {
        List<Finding> findings = new ArrayList<>(problems);
        Subject known = subject;
        if (usable.isPresent()) {
            try {
                known = usable.get().in(subject);
            } catch (IOException broken) {
                findings.add(
                        0,
                        Finding.unusable(UnusableInputException.of(
                                subject.reference().file() + " or "
                                        + subject.test().file(),
                                broken)));
            }
        }
        return new NotMeasured(known, scope, findings);
    }

    @Override
    public void close() {
        usable.ifPresent(OpenedOutput::close);
    }
}
