package io.github.modelconversion.input.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The small text files that version control leaves in place of data it did not fetch. */
enum StandIn {
    GIT_LFS(
            "version https://git-lfs.github.com/spec/",
            "a Git LFS pointer to it",
            "Run git lfs pull, or check out with LFS (lfs: true for actions/checkout)"),
    /** The pointer that Git LFS wrote before its first release and still reads. */
    HAWSER("version https://hawser.github.com/spec/", GIT_LFS.found, GIT_LFS.remedy),
    GIT_ANNEX("/annex/objects/", "a git-annex pointer to it", "Run git annex get");

    /** Size limit in bytes; the specification of Git LFS requires pointers to be smaller. */
    static final int MOST_BYTES = 1024;

    /** Number of leading bytes needed to recognise a pointer. */
    static final int HEAD_BYTES = 64;

    private final String start;
    private final String found;
    private final String remedy;

    StandIn(String start, String found, String remedy) {
        this.start = start;
        this.found = found;
        this.remedy = remedy;
    }

    /** Returns the kind of pointer that begins with these bytes; empty if there is none. */
    static Optional<StandIn> of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(kind -> text.startsWith(kind.start))
                .findFirst();
    }

    NotDataException refusal() {
        return new NotDataException("expected the data, found " + found, remedy);
    }
}
