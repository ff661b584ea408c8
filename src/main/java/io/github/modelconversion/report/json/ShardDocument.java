package io.github.modelconversion.report.json;

import io.github.modelconversion.result.Part;
import io.github.modelconversion.store.Document;
import java.util.Optional;

/** A merged shard in a {@link ComparisonDocument}. */
record ShardDocument(
        String state,
        int rows,
        String referenceFile,
        Optional<String> referenceCrc32c,
        String testFile,
        Optional<String> testCrc32c)
        implements Document<Part> {

    static ShardDocument of(Part part) {
        Part.File reference = part.reference();
        Part.File test = part.test();
        return new ShardDocument(
                part.state(), part.rows(), reference.name(), reference.crc32c(), test.name(), test.crc32c());
    }

    @Override
    public Part content() {
        return new Part(
                state, rows, new Part.File(referenceFile, referenceCrc32c), new Part.File(testFile, testCrc32c));
    }
}
