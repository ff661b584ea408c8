package io.github.modelconversion.gate;

import io.github.modelconversion.input.file.FileState;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.judge.Scope;
import io.github.modelconversion.measure.Progress;
import io.github.modelconversion.measure.Threads;
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
 * @param scope which figures they would have
 * @param usable the side that could be opened all the same, of which the report says what it holds
 * @param problems why they cannot be compared
 */
record Unusable(Subject subject, Scope scope, Optional<OpenedOutput> usable, List<Finding> problems) implements Opened {

    /** Returns outputs of which none was opened. */
    static Unusable of(Subject subject, Scope scope, List<Finding> problems) {
        return new Unusable(subject, scope, Optional.empty(), problems);
    }

    /** Returns why a comparison broke off: where a file was changed, that explains whatever came of it. */
    static Finding whyBroken(FileState reference, FileState test, IOException reason) {
        try {
            reference.requireSame();
            test.requireSame();
            return Finding.unusable(UnusableInputException.of(reference.name() + " or " + test.name(), reason));
        } catch (UnusableInputException changed) {
            return Finding.unusable(changed);
        }
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
