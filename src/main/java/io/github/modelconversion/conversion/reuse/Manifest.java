package io.github.modelconversion.conversion.reuse;

import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.store.RecordCodec;
import io.github.modelconversion.store.RecordTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The result of a check that passed, and what it follows from.
 *
 * @param inputs what it follows from
 * @param reports the CRC-32C of each report, by file name
 * @param models the models, all of which passed
 */
public record Manifest(CheckedInputs inputs, Map<String, String> reports, List<JudgedModel> models) {

    /** Largest file in bytes. A tensor takes about 500 bytes, one that is made of 256 experts 20 KB. */
    private static final long MOST_BYTES = 1 << 25;

    private static final RecordCodec<Manifest> CODEC = new RecordCodec<>(Manifest.class, 2, new RecordTypes());

    /** Copies the collections. */
    public Manifest {
        reports = new TreeMap<>(reports);
        models = List.copyOf(models);
    }

    /** Reads a manifest; empty if there is none, or if it is damaged or of another version. */
    public static Optional<Manifest> read(Path file) {
        try {
            return Optional.of(CODEC.readSealed(JsonValue.read(file, String.valueOf(file.getFileName()), MOST_BYTES)));
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }

    /** Writes the manifest. */
    public void write(OutputStream to) throws IOException {
        CODEC.writeSealed(this, to);
    }

    /** Returns the models if they follow from the same inputs and all passed. */
    public Optional<List<JudgedModel>> modelsOf(CheckedInputs now) {
        boolean passed = models.stream().allMatch(model -> model.verdict() == Verdict.PASS);
        return Optional.of(models).filter(all -> !all.isEmpty() && passed && inputs.equals(now));
    }
}
