package io.github.modelconversion.baseline;

import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.text.NaturalOrder;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which comparison it is.
 *
 * @param dataDirectory the data directory, relative to the project; empty when the files were named outright
 * @param test the converted model's name
 * @param tensor the tensor, as the reference calls it; empty for outputs of one without a name
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

    /** Returns the comparison as messages name it. */
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
