package io.github.modelconversion.conversion.reuse;

import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.ModelComparison;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.input.file.Checksum;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.store.Document;
import io.github.modelconversion.store.InvalidFieldException;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.store.RecordCodec;
import io.github.modelconversion.store.RecordTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The result of a check that passed, and what it follows from.
 *
 * @param inputs what it follows from
 * @param reports the CRC-32C of each report, by file name
 * @param models the models, all of which passed
 */
public record Manifest(CheckedInputs inputs, Map<String, String> reports, List<JudgedModel> models) {

    private static final int SCHEMA_VERSION = 1;

    /** Largest file in bytes. A tensor takes about 500 bytes, one that is made of 256 experts 20 KB. */
    private static final long MOST_BYTES = 1 << 25;

    private static final RecordTypes TYPES =
            new RecordTypes().as(JudgedModel.class, ModelDocument.class, ModelDocument::of);

    private static final RecordCodec<Manifest> CONTENT = new RecordCodec<>(Manifest.class, SCHEMA_VERSION, TYPES);

    private static final RecordCodec<Sealed> CODEC = new RecordCodec<>(Sealed.class, SCHEMA_VERSION, TYPES);

    /** Copies the collections. */
    public Manifest {
        reports = new TreeMap<>(reports);
        models = List.copyOf(models);
    }

    /** A manifest and the checksum of its text, so that no damage remains unseen. */
    private record Sealed(String crc32c, Manifest manifest) {

        Sealed {
            if (!crc32c.equals(checksum(manifest))) {
                throw new InvalidFieldException("crc32c", checksum(manifest) + ", found " + crc32c);
            }
        }

        static String checksum(Manifest manifest) {
            return Checksum.crc32c(ByteBuffer.wrap(CONTENT.write(manifest).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** A model as it is written. */
    private record ModelDocument(
            JudgedModel.Side original,
            JudgedModel.Side converted,
            ModelComparison comparison,
            List<Check> checks,
            List<Finding> findings,
            List<Finding> accepted)
            implements Document<JudgedModel> {

        static ModelDocument of(JudgedModel model) {
            return new ModelDocument(
                    model.original(),
                    model.converted(),
                    model.comparison(),
                    List.copyOf(model.checks()),
                    model.findings(),
                    model.accepted());
        }

        @Override
        public JudgedModel content() {
            return new JudgedModel(original, converted, comparison, Set.copyOf(checks), findings, accepted);
        }
    }

    /** Reads a manifest; empty if there is none, or if it is damaged or of another version. */
    public static Optional<Manifest> read(Path file) {
        try {
            return Optional.of(CODEC.read(JsonValue.read(file, String.valueOf(file.getFileName()), MOST_BYTES))
                    .manifest());
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }

    /** Returns the manifest as text. */
    public String render() {
        return CODEC.write(new Sealed(Sealed.checksum(this), this));
    }

    /** Returns the models if they follow from the same inputs and all passed. */
    public Optional<List<JudgedModel>> modelsOf(CheckedInputs now) {
        boolean passed = models.stream().allMatch(model -> model.verdict() == Verdict.PASS);
        return Optional.of(models).filter(all -> !all.isEmpty() && passed && inputs.equals(now));
    }
}
