package io.github.modelconversion.baseline;

import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.text.NaturalOrder;
import java.util.Comparator;
import java.util.Optional;

/**
 * Identifies a comparison across runs.
 *
 * @param dataDirectory the data directory, relative to the project; empty if the files were set explicitly
 * @param test the converted model's name
 * @param tensor the tensor's name in the reference; empty for outputs with a single unnamed tensor
 * @param kind what the outputs hold
 */
record Identity(Optional<String> dataDirectory, String test, Optional<String> tensor, OutputKind kind)
        implements Comparable<Identity> {

    private static final Comparator<Identity> ORDER = Comparator.comparing(
                    (Identity identity) -> identity.dataDirectory().orElse(""))
            .thenComparing(Identity::test)
            .thenComparing(identity -> identity.tensor().orElse(""), new NaturalOrder())
            .thenComparing(Identity::kind);

    static Identity of(Subject subject) {
        return new Identity(subject.dataDirectory(), subject.test().model(), subject.tensor(), subject.kind());
    }

    /** Returns the name of the comparison in messages. */
    String name() {
        return test
                + (kind == OutputKind.LOGITS ? "" : " (" + kind + ")")
                + dataDirectory.map(" in "::concat).orElse("")
                + tensor.map(", tensor "::concat).orElse("");
    }

    @Override
    public int compareTo(Identity other) {
        return ORDER.compare(this, other);
    }
}
