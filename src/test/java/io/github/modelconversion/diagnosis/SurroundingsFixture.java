package io.github.modelconversion.diagnosis;

import java.util.Optional;

/** What lies beside outputs. */
public final class SurroundingsFixture {

    private SurroundingsFixture() {}

    /** Returns what is known of two files that were named outright, with nothing beside them. */
    public static Surroundings nothing() {
        return new Surroundings(
                EvidenceFixture.circumstances("a.bin"),
                EvidenceFixture.circumstances("b.bin"),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
