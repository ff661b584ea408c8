package io.github.modelconversion.gate;

import io.github.modelconversion.gguf.Conversion;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What several comparisons of one request need of the same file: it is read once, by whoever needs it first. */
final class Inputs {

    private final GateRequest request;
    private final Map<Path, Conversion> conversions = new ConcurrentHashMap<>();
    private final Map<Path, FileChecksum> checksums = new ConcurrentHashMap<>();

    Inputs(GateRequest request) {
        this.request = request;
    }

    /** Returns what is known of the converted model of a pair: a model is read once, however many prompts it answered. */
    Conversion conversion(PairRequest pair) {
        String name = pair.test().model();
        return pair.convertedModel()
                .map(path -> conversions.computeIfAbsent(path, file -> Conversion.of(name, file, request.nameOf(file))))
                .orElseGet(() -> Conversion.named(name));
    }

    /** Returns the checksum of an output: that of a file with many tensors is computed once. */
    FileChecksum checksum(Path path) {
        return checksums.computeIfAbsent(path, file -> new FileChecksum(file, request.nameOf(file)));
    }
}
