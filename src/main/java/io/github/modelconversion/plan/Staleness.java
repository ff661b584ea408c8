package io.github.modelconversion.plan;

import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.provenance.MarkedFiles;
import io.github.modelconversion.provenance.Marks;
import io.github.modelconversion.provenance.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Detects outputs that the present models did not write: exactly if there is a record of what made the output, else by age.
 */
public final class Staleness {

    private final BaseDirectory base;
    private @Nullable Marks marks;

    public Staleness(BaseDirectory base) {
        this.base = base;
    }

    /**
     * Returns what makes an output stale, as the end of a phrase that begins with its name; empty if nothing does, or if the
     * model is not there.
     */
    public Optional<String> of(Path output, Path model) {
        if (!Files.exists(model)) {
            return Optional.empty();
        }
        Optional<RunRecord> record = RunRecord.of(output);
        try {
            if (record.isPresent() && record.get().isOf(output)) {
                return marks().fit(MarkedFiles.ofModel(model), record.get().model())
                        ? Optional.empty()
                        : Optional.of("made from other contents of " + base.nameOf(model));
            }
        } catch (IOException unknown) {
            // Only the age is left.
        }
        return ModelAge.newerThan(output, model).map(newer -> "more than 10 minutes older than " + base.nameOf(newer));
    }

    /** Created for the first record: most checks have none, and each class costs a cold JVM time. */
    private synchronized Marks marks() {
        if (marks == null) {
            marks = new Marks();
        }
        return marks;
    }
}
